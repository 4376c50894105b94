"""The minutes: read, write, approve, correct, print, hand on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.kit.numbers import number
from peercircle.meetings import access, document, letters
from peercircle.meetings.actions import minutes as actions
from peercircle.meetings.forms.minutes import NewSectionForm, SectionForm


@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    found, reader = access.minutes_for_member(request.user, pk)
    read = document.read(found, with_confidential=True)
    approvals = [] if found.is_locked else list(found.approvals.select_related("membership__person"))
    context = {
        "document": read,
        "may_edit": access.may_edit(found, reader),
        "may_approve": access.was_there(found, reader),
        "has_approved": reader.pk in {approval.membership_id for approval in approvals},
        "approvals": approvals,
        "edition": actions.edition(read.sections),
    }
    return render(request, "meetings/minutes.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, section_pk: int) -> HttpResponse:
    section, found, reader = access.section_for_editor(request.user, pk, section_pk)
    section.minutes = found
    form = SectionForm(request.POST if request.method == "POST" else None, section)
    if form.is_valid():
        data = form.cleaned_data
        actions.change_section(
            section,
            text=data["text"],
            is_confidential=data["is_confidential"],
            seen=data["version"],
            by=reader,
            now=timezone.now(),
        )
        return redirect("meetings:minutes", pk)
    context = {"form": form, "section": section, "minutes": found, "title": document.title(section)}
    return render(request, "meetings/minutes_edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    found, _reader = access.minutes_for_editor(request.user, pk)
    form = NewSectionForm(request.POST if request.method == "POST" else None, found.pk)
    if form.is_valid():
        actions.add_section(found, **form.cleaned_data)
        return redirect("meetings:minutes", pk)
    context = {"form": form, "minutes": found}
    return render(request, "meetings/minutes_add.html", context, status=422 if form.is_bound else 200)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    found, reader = access.minutes_for_approver(request.user, pk)
    seen = number(request.POST.get("seen", ""))
    actions.approve_minutes(found, seen=seen, by=reader, now=timezone.now())
    return redirect("meetings:minutes", pk)


def _wanted(request: HttpRequest, pk: int) -> document.Document:
    """Without a clear wish for everything it is the part that may be handed on."""
    found, _reader = access.minutes_for_member(request.user, pk)
    return document.read(found, with_confidential=request.GET.get("layer") == "all")


@require_GET
def print_view(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "meetings/minutes_print.html", {"document": _wanted(request, pk)})


@require_GET
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    read = _wanted(request, pk)
    name = f"minutes-{timezone.localdate(read.meeting.starts_at)}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(letters.paper(read), content_type="application/pdf", headers=headers)


@require_GET
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """A text for a chat. It is made of the shareable layer alone."""
    found, _reader = access.minutes_for_member(request.user, pk)
    text = document.as_text(document.read(found, with_confidential=False))
    # The addresses of the apps themselves: the text goes to nobody's server on its way.
    apps = {
        "Viber": f"viber://forward?{urlencode({'text': text})}",
        "WhatsApp": f"whatsapp://send?{urlencode({'text': text})}",
    }
    context = {"meeting": found.meeting, "text": text, "rows": text.count("\n") + 2, "apps": apps}
    return render(request, "meetings/minutes_share.html", context)


@require_GET
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was there, by name. It stays inside the group."""
    found, _reader = access.minutes_for_member(request.user, pk)
    read = document.read(found, with_confidential=False)
    return render(request, "meetings/register.html", {"document": read})
