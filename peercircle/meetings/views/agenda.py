"""Changing an agenda, step by step; and the library of methods."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.kit.numbers import number
from peercircle.meetings import access, methods, timetable
from peercircle.meetings.actions import agenda as actions
from peercircle.meetings.forms.planning import NewStepForm, StepForm
from peercircle.meetings.models import AgendaItem, Meeting

CHANGES = ("up", "down", "remove", "put-back", "unfinished", "finished")


@require_GET
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for_member(request.user, pk)
    return _page(request, meeting)


def _page(request: HttpRequest, meeting: Meeting, form: NewStepForm | None = None) -> HttpResponse:
    everything = list(AgendaItem.and_removed.filter(meeting=meeting))
    form = form or NewStepForm(initial={"seen": len(everything)})
    items = [item for item in everything if item.removed_at is None]
    context = {
        "meeting": meeting,
        "rows": timetable.rows(items, meeting.starts_at, meeting.item if meeting.is_open else None),
        "removed": timetable.rows([item for item in everything if item.removed_at], meeting.starts_at),
        "minutes": timetable.minutes(items),
        "ends_at": timetable.ends_at(meeting, items, timezone.now()),
        "form": form,
        "at": request.GET.get("at", ""),
    }
    return render(request, "meetings/agenda.html", context, status=422 if form.errors else 200)


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for_member(request.user, pk)
    form = NewStepForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, form)
    typed = form.cleaned_data
    actions.add_item(meeting, typed["kind"], minutes=typed["minutes"], title=typed["title"], seen=typed["seen"])
    return redirect("meetings:agenda", pk)


@require_POST
def change(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    item = access.item_for_member(request.user, pk)
    if what in ("up", "down"):
        actions.move_item(item, what, seen=number(request.POST.get("seen", "")))
    elif what == "remove":
        actions.remove_item(item, now=timezone.now())
    elif what == "put-back":
        actions.put_back(item)
    else:
        actions.mark_unfinished(item, is_unfinished=what == "unfinished")
    # `at` gives the focus back to the button that was pressed, so that it can be pressed again.
    return redirect(reverse("meetings:agenda", args=[item.meeting_id]) + f"?at={item.pk}-{what}")


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int) -> HttpResponse:
    item = access.item_for_member(request.user, pk)
    form = StepForm(request.POST or None, initial={"title": item.title, "minutes": item.minutes})
    if form.is_valid():
        actions.change_item(item, title=form.cleaned_data["title"], minutes=form.cleaned_data["minutes"])
        return redirect("meetings:agenda", item.meeting_id)
    row = timetable.Row(item, item.meeting.starts_at)
    return render(request, "meetings/change_step.html", {"row": row, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def choose_method(request: HttpRequest, pk: int) -> HttpResponse:
    item = access.item_for_member(request.user, pk)
    if request.method == "POST":
        actions.choose_method(item, request.POST.get("method", ""))
        return redirect("meetings:agenda", item.meeting_id)
    context = {"row": timetable.Row(item, item.meeting.starts_at), "methods": methods.usable_with(item.kind)}
    return render(request, "meetings/choose_method.html", context)


@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """All methods, or those of one type. It is the same for every group."""
    wanted = request.GET.get("type", "")
    if wanted and wanted not in methods.Type.values:
        raise Http404
    found = [method for method in methods.LIBRARY if wanted in ("", method.type)]
    context = {"methods": found, "types": methods.Type.choices, "wanted": wanted}
    return render(request, "meetings/methods.html", context)
