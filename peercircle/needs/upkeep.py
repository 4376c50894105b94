"""What time does to needs."""

from __future__ import annotations

from datetime import datetime

from peercircle.meetings.models import Meeting
from peercircle.needs.actions.raising import send_needs
from peercircle.needs.models import Need


def upkeep(now: datetime) -> None:
    """A meeting that is over has asked: its needs leave the group."""
    for meeting in Meeting.objects.filter(phase=Meeting.Phase.CLOSED, needs__state=Need.State.RAISED).distinct():
        send_needs(meeting, now=now)
