"""What time does to a meeting."""

from __future__ import annotations

from datetime import datetime, timedelta

from peercircle.meetings.actions.leading import close_forgotten
from peercircle.meetings.models import Attendance, Meeting

KEEP_GUESTS = timedelta(days=90)
LONGEST_MEETING = timedelta(hours=12)


def upkeep(now: datetime) -> None:
    """Meetings that nobody closed are closed. Guests are counted for ever, but their names are forgotten."""
    for meeting in Meeting.objects.filter(phase=Meeting.Phase.OPEN, opened_at__lt=now - LONGEST_MEETING):
        close_forgotten(meeting, now=now)
    guests = Attendance.objects.filter(membership=None, meeting__starts_at__lt=now - KEEP_GUESTS)
    guests.exclude(guest_name=Attendance.FORGOTTEN_GUEST).update(guest_name=Attendance.FORGOTTEN_GUEST)
