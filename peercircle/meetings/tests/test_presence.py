"""Who was in the room at which step is told by moves; the times are there for people."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps

from peercircle.meetings import pointer
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import Absence

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def gone_and_come(meeting, leader, contact, facilitator, present_member, now):
    """`member` is out of the room during the second step, the contact comes in the last."""
    meeting.items.create(position=9, kind="talk", minutes=10)
    items = list(meeting.items.order_by("position"))

    def go_to(item, at):
        meeting.refresh_from_db()
        leading.jump(leader, item, seen=meeting.move_count, now=at)

    go_to(items[0], now)
    joining.leave(present_member, now=now + MINUTE)
    go_to(items[1], now + 2 * MINUTE)
    go_to(items[2], now + 3 * MINUTE)
    joining.come_back(present_member)
    joining.join(meeting, contact, now=now + 4 * MINUTE)
    meeting.refresh_from_db()
    return items


def was_at(meeting, membership, items):
    for item in items:
        item.meeting = meeting
    return [pointer.was_at(meeting.attendances.get(membership=membership), item) for item in items]


def test_each_is_at_the_steps_during_which_they_were_in_the_room(meeting, member, contact, facilitator, gone_and_come):
    assert was_at(meeting, facilitator, gone_and_come) == [True, True, True]
    assert was_at(meeting, member, gone_and_come) == [True, False, True]
    assert was_at(meeting, contact, gone_and_come) == [False, False, True]


def test_a_second_tap_is_no_second_absence(meeting, present_member, now):
    joining.leave(present_member, now=now)
    joining.leave(present_member, now=now)
    joining.come_back(present_member)
    joining.come_back(present_member)
    joining.join(meeting, present_member.membership, now=now)

    assert Absence.objects.filter(attendance=present_member).count() == 1
    assert not Absence.objects.filter(to_move=None).exists()


def test_what_was_written_down_with_times_only_is_told_from_them(
    meeting, member, contact, facilitator, present_member, gone_and_come, now
):
    joining.leave(present_member, now=now + 5 * MINUTE)
    Absence.objects.all().delete()
    meeting.attendances.update(joined_at_move=0)

    import_module("peercircle.meetings.migrations.0006_presence_by_moves").tell_from_times(apps, None)

    assert was_at(meeting, facilitator, gone_and_come) == [True, True, True]
    assert was_at(meeting, contact, gone_and_come) == [False, False, True]
    assert was_at(meeting, member, gone_and_come) == [True, True, True]
    assert Absence.objects.get().from_move == meeting.move_count


@pytest.mark.parametrize("back", [dt.timedelta(hours=2), dt.timedelta(days=400)])
def test_a_meeting_ends_also_when_the_clock_was_set_back(meeting, leader, now, back):
    leading.go_next(leader, seen=meeting.move_count, now=now + 5 * MINUTE)

    leading.close_meeting(leader, now=now - back)

    meeting.refresh_from_db()
    assert meeting.is_closed
    assert min(item.actual_minutes for item in meeting.items.exclude(actual_minutes=None)) >= 0
