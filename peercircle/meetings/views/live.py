"""The phone in a meeting: one page, two parts of its own, and the taps."""

from __future__ import annotations

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from peercircle.kit.numbers import number
from peercircle.meetings import access, faces
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import Attendance
from peercircle.stream.tickets import ticket


def _ticket(me: Attendance) -> str:
    return ticket(me.meeting.topic, me.who, get_language() or "en", now=timezone.now())


@require_GET
def live(request: HttpRequest, pk: int) -> HttpResponse:
    me = access.participant(request, pk)
    now = timezone.now()
    # The header, the step and the controls all look at the agenda.
    prefetch_related_objects([faces.look(me.meeting)], "items")
    context = {**faces.header(me.meeting, now), **faces.step(me, request), **faces.lead(me, now)}
    return render(request, "meetings/live.html", {**context, "ticket": _ticket(me), "after": me.tick})


@require_GET
def step(request: HttpRequest, pk: int) -> HttpResponse:
    me = access.participant(request, pk)
    faces.look(me.meeting)
    return render(request, "meetings/_step.html", faces.step(me, request))


@require_GET
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    me = access.participant(request, pk)
    prefetch_related_objects([faces.look(me.meeting)], "items")
    return render(request, "meetings/_lead.html", faces.lead(me, timezone.now()))


@require_GET
def fresh_ticket(request: HttpRequest, pk: int) -> HttpResponse:
    """For a phone whose ticket ran out: a new one, or 404 when it does not take part any more."""
    me = access.participant(request, pk)
    return JsonResponse({"stream": f"/stream/{_ticket(me)}", "after": me.tick})


def _answer(request: HttpRequest, me: Attendance) -> HttpResponse:
    """After a tap: the fresh controls for htmx, the page for a phone without scripts."""
    if request.headers.get("HX-Request"):
        fresh = access.participant(request, me.meeting_id)
        faces.look(fresh.meeting)
        return render(request, "meetings/_lead.html", faces.lead(fresh, timezone.now()))
    return redirect("meetings:live", me.meeting_id)


def _seen(request: HttpRequest) -> int:
    return number(request.POST.get("seen", ""))


MOVES = {
    "next": leading.go_next,
    "back": leading.go_back,
    "undo": leading.undo,
    "pause": leading.pause,
    "go-on": leading.go_on,
}


@require_POST
def move(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    me = access.leading(request, pk)
    MOVES[what](me, seen=_seen(request), now=timezone.now())
    return _answer(request, me)


@require_POST
def change_time(request: HttpRequest, pk: int, minutes: str) -> HttpResponse:
    me = access.leading(request, pk)
    leading.change_time(me, int(minutes), seen=_seen(request), now=timezone.now())
    return _answer(request, me)


@require_POST
def jump(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    me = access.leading(request, pk)
    item = get_object_or_404(me.meeting.items, pk=item_pk)
    leading.jump(me, item, seen=_seen(request), now=timezone.now())
    return _answer(request, me)


@require_POST
def hand_lead(request: HttpRequest, pk: int, to_pk: int) -> HttpResponse:
    me = access.leading(request, pk)
    to = get_object_or_404(Attendance, pk=to_pk, meeting_id=pk)
    leading.hand_lead(me, to)
    return _answer(request, me)


@require_POST
def take_lead(request: HttpRequest, pk: int) -> HttpResponse:
    me = access.participant(request, pk)
    leading.take_lead(me, now=timezone.now())
    return _answer(request, me)


@require_POST
def ready(request: HttpRequest, pk: int) -> HttpResponse:
    me = access.participant(request, pk)
    joining.mark_ready(me, is_ready=request.POST.get("ready") == "yes")
    return _answer(request, me)


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    me = access.participant(request, pk)
    joining.leave(me, now=timezone.now())
    return redirect("meetings:live", pk)


@require_POST
def come_back(request: HttpRequest, pk: int) -> HttpResponse:
    me = access.participant(request, pk)
    joining.come_back(me)
    return redirect("meetings:live", pk)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    me = access.leading(request, pk)
    leading.close_meeting(me, now=timezone.now())
    return redirect("meetings:live", pk)


@require_GET
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is here, who could be ticked: for the one who leads."""
    me = access.leading(request, pk)
    return render(request, "meetings/people.html", faces.people(me))


@require_GET
def seats(request: HttpRequest, pk: int) -> HttpResponse:
    """The row of names under the controls of the one who leads."""
    me = access.leading(request, pk)
    return render(request, "meetings/_people.html", faces.present(me.meeting))


@require_POST
def tick_present(request: HttpRequest, pk: int, membership_pk: int) -> HttpResponse:
    me = access.leading(request, pk)
    membership = get_object_or_404(me.meeting.group.memberships.filter(ended_on=None), pk=membership_pk)
    joining.tick_present(me.meeting, membership, now=timezone.now())
    return redirect("meetings:people", pk)


@require_POST
def change_attendance(request: HttpRequest, pk: int, attendance_pk: int, what: str) -> HttpResponse:
    """The one who leads says of somebody: was not here, has left, is back."""
    me = access.leading(request, pk)
    attendance = get_object_or_404(Attendance, pk=attendance_pk, meeting_id=me.meeting_id)
    if what == "untick":
        joining.untick(attendance)
    elif what == "left":
        joining.leave(attendance, now=timezone.now())
    else:
        joining.come_back(attendance)
    return redirect("meetings:people", pk)
