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
