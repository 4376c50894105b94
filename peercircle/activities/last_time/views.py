"""The door."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from peercircle.activities.last_time import access, actions
from peercircle.activities.last_time.activity import render_action
from peercircle.meetings.access import participant
from peercircle.meetings.models import Action


@require_POST
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """One form holds the whole list; the button that was tapped names state and promise."""
    me = participant(request, pk)
    state = next((state for state in Action.State.values if state in request.POST), None)
    if state is None:
        raise Http404
    try:
        action = access.earlier_action(me, UUID(request.POST[state]))
    except ValueError:
        raise Http404 from None
    changed = actions.say_what_came_of_it(me, action, state, now=timezone.now())
    if request.headers.get("HX-Request"):
        return HttpResponse(render_action(changed))
    return redirect("meetings:live", pk)
