"""What time does to a meeting that is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from peercircle.meetings.models import Attendance

KEEP_GUESTS = timedelta(days=90)


def upkeep(now: datetime) -> None:
    """Guests are counted for ever, but their names are forgotten."""
    guests = Attendance.objects.filter(membership=None, meeting__starts_at__lt=now - KEEP_GUESTS)
    guests.exclude(guest_name=Attendance.FORGOTTEN_GUEST).update(guest_name=Attendance.FORGOTTEN_GUEST)
