"""The doors."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from peercircle.activities.next_steps import access, actions
from peercircle.activities.next_steps.activity import render_action
from peercircle.activities.next_steps.forms import ActionForm
from peercircle.kit.sending import sent
from peercircle.meetings.access import participant


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    me = participant(request, pk)
    present = me.meeting.attendances.here().exclude(membership=None)
    members = [one.membership for one in present if one.membership]
    filled = sent(ActionForm(request.POST, members=members, today=timezone.localdate()))
    action = actions.add_action(
        me,
        filled["what"],
        id=filled["id"],
        owner=filled["who"],
        due_on=filled["due_on"],
        now=timezone.now(),
    )
    if request.headers.get("HX-Request"):
        return HttpResponse(render_action(action))
    return redirect("meetings:live", pk)


@require_POST
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """One form holds the whole list; the button that was tapped names the promise."""
    me = participant(request, pk)
    try:
        action = access.action(me, UUID(request.POST.get("take_out", "")))
    except ValueError:
        raise Http404 from None
    actions.take_out(me, action)
    if request.headers.get("HX-Request"):
        return HttpResponse()
    return redirect("meetings:live", pk)
