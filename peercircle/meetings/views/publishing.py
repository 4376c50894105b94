"""What the director and the education office read of the minutes: looked at first, then published, or taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peercircle.kit.numbers import number
from peercircle.meetings import access, publishing
from peercircle.meetings.actions import publishing as actions
from peercircle.meetings.actions.minutes import edition


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found, reader = access.minutes_for_contact(request.user, pk)
    if request.method == "POST":
        actions.publish_minutes(found, seen=number(request.POST.get("seen", "")), by=reader, now=timezone.now())
        messages.success(request, _("Published. You can take it back here at any time."))
        return redirect("meetings:minutes", pk)
    text = publishing.preview(found)
    context = {
        "minutes": found,
        "text": text,
        "readers": publishing.readers(reader.group),
        "doubts": publishing.doubts(reader.group, text),
        "edition": edition(list(found.sections.all())),
    }
    return render(request, "meetings/minutes_publish.html", context)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found, _reader = access.minutes_for_member(request.user, pk)
    actions.take_back(found)
    messages.success(request, _("Taken back: only your group reads these minutes."))
    return redirect("meetings:minutes", pk)
