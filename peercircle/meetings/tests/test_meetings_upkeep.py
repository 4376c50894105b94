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


def test_a_clock_that_was_set_back_gives_a_step_its_whole_time_and_not_hours(meeting, leader, now):
    meeting.refresh_from_db()
    whole = meeting.stage_ends_at - meeting.stage_began_at
    back = now - timedelta(hours=2)
    upkeep(back)

    meeting.refresh_from_db()
    assert (meeting.stage_began_at, meeting.stage_ends_at) == (back, back + whole)


def test_a_clock_that_was_put_right_by_seconds_changes_nothing(meeting, leader, now):
    meeting.refresh_from_db()
    ends_at = meeting.stage_ends_at
    upkeep(meeting.stage_began_at - timedelta(seconds=20))

    meeting.refresh_from_db()
    assert meeting.stage_ends_at == ends_at
