"""What time does to a meeting that is over."""

from datetime import timedelta

import pytest

from peercircle.config import tick
from peercircle.meetings.models import Attendance
from peercircle.meetings.upkeep import upkeep


@pytest.mark.parametrize(("days", "name"), [(89, "Luan"), (91, "Guest")])
def test_a_guests_name_is_forgotten_after_ninety_days(guest, now, days, name):
    upkeep(now + timedelta(days=days))

    assert Attendance.objects.get(pk=guest.pk).name == name


def test_members_keep_their_names(present_member, now):
    upkeep(now + timedelta(days=400))

    assert Attendance.objects.get(pk=present_member.pk).name == "Milica Petrovic"


def test_the_tick_does_it():
    assert upkeep in tick.UPKEEP


@pytest.mark.parametrize(("hours", "is_open"), [(11, True), (13, False)])
def test_a_meeting_that_nobody_closed_is_closed(meeting, leader, now, hours, is_open):
    upkeep(now + timedelta(hours=hours))

    meeting.refresh_from_db()
    assert meeting.is_open == is_open
