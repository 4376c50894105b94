"""What somebody promised, ticked outside a meeting."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from peercircle.meetings import access
from peercircle.meetings.actions.promises import set_action_state


@require_POST
def promise(request: HttpRequest, pk: UUID, state: str) -> HttpResponse:
    set_action_state(access.own_promise(request.user, pk), state, now=timezone.now())
    return redirect("home")
