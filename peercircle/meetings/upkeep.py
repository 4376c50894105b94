"""What time does to a meeting."""

from __future__ import annotations

from datetime import datetime, timedelta

from peercircle.meetings.actions.leading import begin_step_anew, close_forgotten
from peercircle.meetings.models import Attendance, Meeting

KEEP_GUESTS = timedelta(days=90)
LONGEST_MEETING = timedelta(hours=12)
A_LITTLE = timedelta(seconds=30)  # by which clocks are put right every day


def upkeep(now: datetime) -> None:
    """Meetings that nobody closed are closed. Guests are counted for ever, but their names are forgotten.

    A step that begins in the future has a clock that was set back meanwhile.
    """
    for meeting in Meeting.objects.filter(phase=Meeting.Phase.OPEN, stage_began_at__gt=now + A_LITTLE):
        begin_step_anew(meeting, now=now)
    for meeting in Meeting.objects.filter(phase=Meeting.Phase.OPEN, opened_at__lt=now - LONGEST_MEETING):
        close_forgotten(meeting, now=now)
    guests = Attendance.objects.filter(membership=None, meeting__starts_at__lt=now - KEEP_GUESTS)
    guests.exclude(guest_name=Attendance.FORGOTTEN_GUEST).update(guest_name=Attendance.FORGOTTEN_GUEST)
