"""One pointer, one clock, and every step can be undone."""

import datetime as dt

import pytest

from peercircle.kit.refusals import Refused
from peercircle.meetings import pointer
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import Attendance, Meeting

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def titles(meeting):
    def titles():
        meeting.refresh_from_db()
        return str(meeting.item)

    return titles


def test_opening_begins_the_first_step_and_its_time(meeting, leader, now):
    assert meeting.is_open
    assert str(meeting.item) == "Welcome"
    assert meeting.leader_id == leader.pk
    assert pointer.seconds_left(meeting, now) == 600


def test_opening_twice_changes_nothing(meeting, leader, facilitator, now):
    leading.open_meeting(meeting, by=facilitator, now=now + MINUTE)

    meeting.refresh_from_db()
    assert pointer.seconds_left(meeting, now) == 600
    assert meeting.attendances.count() == 1


def test_a_member_who_opens_an_open_meeting_only_comes_in(meeting, leader, member, now):
    attendance = leading.open_meeting(meeting, by=member, now=now)

    meeting.refresh_from_db()
    assert meeting.leader_id == leader.pk
    assert attendance.membership == member


def test_a_group_has_one_open_meeting(meeting, leader, group, facilitator, now):
    other = Meeting.objects.create(group=group, starts_at=now, template="regular", code="XYZ789")
    other.items.create(position=1, kind="removed", minutes=5)

    with pytest.raises(Refused, match="already in a meeting"):
        leading.open_meeting(other, by=facilitator, now=now)


@pytest.mark.parametrize(("days", "moved"), [(0, False), (-5, True), (3, True)])
def test_a_meeting_takes_place_on_the_day_it_is_opened(meeting, facilitator, now, days, moved):
    planned = meeting.starts_at
    leading.open_meeting(meeting, by=facilitator, now=now + dt.timedelta(days=days))

    meeting.refresh_from_db()
    assert meeting.starts_at == (now + dt.timedelta(days=days) if moved else planned)
    assert meeting.calendar_sequence == int(moved)


def test_an_empty_plan_is_not_opened(meeting, facilitator, now):
    meeting.items.all().delete()

    with pytest.raises(Refused, match="still empty"):
        leading.open_meeting(meeting, by=facilitator, now=now)


def test_next_starts_the_time_of_the_next_step(meeting, leader, now, titles):
    leading.go_next(leader, seen=meeting.move_count, now=now + 3 * MINUTE)

    assert titles() == "Main part"
    assert pointer.seconds_left(meeting, now + 3 * MINUTE) == 600


def test_a_double_tap_moves_once(meeting, leader, now, titles):
    seen = meeting.move_count
    leading.go_next(leader, seen=seen, now=now)
    leading.go_next(leader, seen=seen, now=now)

    assert titles() == "Main part"


def test_there_is_nothing_after_the_last_step(meeting, leader, now):
    leading.go_next(leader, seen=meeting.move_count, now=now)
    meeting.refresh_from_db()

    with pytest.raises(Refused, match="last step"):
        leading.go_next(leader, seen=meeting.move_count, now=now)


def test_there_is_nothing_before_the_first_step(meeting, leader, now):
    with pytest.raises(Refused, match="first step"):
        leading.go_back(leader, seen=meeting.move_count, now=now)


def test_undo_of_an_accidental_next_is_as_if_it_had_not_happened(meeting, leader, now, titles):
    leading.go_next(leader, seen=meeting.move_count, now=now + 4 * MINUTE)
    meeting.refresh_from_db()
    leading.undo(leader, seen=meeting.move_count, now=now + 5 * MINUTE)

    assert titles() == "Welcome"
    assert pointer.seconds_left(meeting, now + 5 * MINUTE) == 300


def test_undo_walks_back_through_all_steps_but_the_opening(meeting, leader, now, titles):
    def tap(action, **more):
        meeting.refresh_from_db()
        action(leader, seen=meeting.move_count, now=now, **more)

    tap(leading.change_time, minutes=5)
    tap(leading.pause)
    tap(leading.go_on)
    tap(leading.go_next)
    tap(leading.go_back)
    for _ in range(5):
        tap(leading.undo)

    assert titles() == "Welcome"
    assert pointer.seconds_left(meeting, now) == 600
    with pytest.raises(Refused, match="nothing to undo"):
        tap(leading.undo)


def test_a_tap_that_saw_the_undone_step_is_old(meeting, leader, now, titles):
    leading.go_next(leader, seen=meeting.move_count, now=now)
    meeting.refresh_from_db()
    seen = meeting.move_count
    leading.undo(leader, seen=seen, now=now)
    leading.go_next(leader, seen=seen, now=now)

    assert titles() == "Welcome"


def test_a_pause_stops_the_clock(meeting, leader, now):
    leading.pause(leader, seen=meeting.move_count, now=now + MINUTE)
    meeting.refresh_from_db()
    assert pointer.seconds_left(meeting, now + 30 * MINUTE) == 540

    leading.go_on(leader, seen=meeting.move_count, now=now + 30 * MINUTE)
    meeting.refresh_from_db()
    assert pointer.seconds_left(meeting, now + 31 * MINUTE) == 480


@pytest.mark.parametrize(
    ("gone", "minutes", "left"),
    [
        (0, 1, 660),
        (0, 5, 900),
        (0, -1, 540),
        (9.5, -1, 0),  # less never ends a step before now
        (12, 1, 60),  # more after an overrun counts from now
        (12, -1, -120),  # nothing is left to take away
    ],
)
def test_time_can_be_given_and_taken(meeting, leader, now, gone, minutes, left):
    later = now + gone * MINUTE
    leading.change_time(leader, minutes, seen=meeting.move_count, now=later)

    meeting.refresh_from_db()
    assert pointer.seconds_left(meeting, later) == left


def test_an_overrun_moves_the_end(meeting, leader, now):
    assert pointer.ends_at(meeting, now) == now + 20 * MINUTE
    assert pointer.ends_at(meeting, now + 4 * MINUTE) == now + 20 * MINUTE
    assert pointer.ends_at(meeting, now + 13 * MINUTE) == now + 23 * MINUTE


def test_actual_minutes_leave_out_what_was_undone(meeting, leader, now):
    welcome, main = meeting.items.all()
    leading.go_next(leader, seen=meeting.move_count, now=now + 2 * MINUTE)
    meeting.refresh_from_db()
    leading.undo(leader, seen=meeting.move_count, now=now + 3 * MINUTE)
    meeting.refresh_from_db()
    leading.go_next(leader, seen=meeting.move_count, now=now + 7 * MINUTE)

    assert pointer.actual_minutes(meeting, now + 10 * MINUTE) == {welcome.pk: 7, main.pk: 3}


def test_only_the_one_who_leads_moves_the_group(meeting, leader, present_member, now):
    with pytest.raises(Refused, match="Somebody else leads"):
        leading.go_next(present_member, seen=meeting.move_count, now=now)


def test_the_lead_is_handed_over(meeting, leader, present_member, now, titles):
    leading.hand_lead(leader, present_member)
    leading.go_next(present_member, seen=meeting.move_count, now=now)

    assert titles() == "Main part"
    with pytest.raises(Refused, match="Somebody else leads"):
        leading.go_back(leader, seen=meeting.move_count, now=now)


def test_the_lead_is_not_handed_to_one_without_a_phone(meeting, leader, member, now):
    joining.tick_present(meeting, member, now=now)

    with pytest.raises(Refused, match="with a phone"):
        leading.hand_lead(leader, Attendance.objects.get(membership=member))


@pytest.mark.parametrize(("seconds", "may"), [(19, False), (20, True)])
def test_others_may_take_over_when_the_leading_phone_is_gone(meeting, leader, present_member, now, seconds, may):
    joining.notice_phone(leader.pk, is_connected=False, now=now)
    later = now + dt.timedelta(seconds=seconds)
    if not may:
        with pytest.raises(Refused, match="facilitator is here"):
            leading.take_lead(present_member, now=later)
        return

    leading.take_lead(present_member, now=later)
    meeting.refresh_from_db()
    assert meeting.leader_id == present_member.pk

    # The first phone is back: it takes part, and may take the lead back.
    joining.notice_phone(leader.pk, is_connected=True, now=later)
    leading.take_lead(leader, now=later)
    meeting.refresh_from_db()
    assert meeting.leader_id == leader.pk


def test_what_was_handed_over_on_purpose_is_not_taken_back(meeting, leader, present_member, now):
    leading.hand_lead(leader, present_member)

    with pytest.raises(Refused, match="facilitator is here"):
        leading.take_lead(leader, now=now)


def test_a_closed_meeting_stays_closed(meeting, leader, facilitator, now):
    leading.close_meeting(leader, now=now)
    leading.close_meeting(leader, now=now)  # a second tap

    with pytest.raises(Refused, match="over"):
        leading.go_next(leader, seen=meeting.move_count, now=now)
    with pytest.raises(Refused, match="over"):
        leading.open_meeting(meeting, by=facilitator, now=now)
