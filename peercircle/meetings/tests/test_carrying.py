"""What a group did not get to returns in its next meeting, once."""

import pytest

from peercircle.meetings import plans
from peercircle.meetings.actions import leading, planning
from peercircle.meetings.models import Meeting


def held(meeting):
    """The meeting is over, as far as history goes."""
    meeting.phase = Meeting.Phase.CLOSED
    meeting.save(update_fields=["phase"])
    return meeting


def leave_open(meeting, kind, **fields):
    meeting.items.filter(kind=kind).update(is_unfinished=True, **fields)
    return meeting.items.get(kind=kind)


def test_an_unfinished_step_returns_in_the_step_of_its_kind(plan):
    last = held(plan("first", days=1))
    open_talk = leave_open(last, "talk", title="Our capacity")

    meeting = plan("regular", days=30)

    talk = meeting.items.get(kind="talk")
    assert (talk.title, talk.carried_from, talk.minutes) == ("Our capacity", open_talk, 45)
    assert sum(item.minutes for item in meeting.items.all()) == 90


def test_without_such_a_step_it_comes_before_the_main_part_and_counts(plan):
    open_cafe = leave_open(held(plan("first", days=1)), "world_cafe")

    meeting = plan("short", days=30)

    assert list(meeting.items.values_list("kind", "carried_from")) == [
        ("check_in", None),
        ("last_time", None),
        ("world_cafe", open_cafe.pk),
        ("talk", None),
        ("prioritise", None),
        ("next_steps", None),
        ("next_date", None),
        ("check_out", None),
    ]
    assert sum(item.minutes for item in meeting.items.all()) == 45 + 50


def test_it_returns_once(plan):
    leave_open(held(plan("first", days=1)), "world_cafe")
    plan("short", days=30)

    assert not plan("short", days=60).items.filter(kind="world_cafe").exists()


def test_it_returns_again_when_the_plan_was_cancelled(plan):
    leave_open(held(plan("first", days=1)), "world_cafe")
    planning.cancel_meeting(plan("short", days=30))

    assert plan("short", days=60).items.filter(kind="world_cafe").count() == 1


def test_only_the_last_meeting_counts(plan):
    leave_open(held(plan("first", days=1)), "world_cafe")
    held(plan("short", days=2)).items.filter(kind="world_cafe").delete()
    held(plan("short", days=3))

    assert not plan("short", days=30).items.filter(kind="world_cafe").exists()


@pytest.mark.parametrize("kind", plans.EVERY_TIME)
def test_what_every_meeting_has_does_not_return(plan, kind):
    leave_open(held(plan("regular", days=1)), kind)

    assert not plan("regular", days=30).items.exclude(carried_from=None).exists()


def test_at_the_close_the_rest_goes_into_the_meeting_that_is_planned_already(plan, facilitator, now):
    meeting = plan("first", days=0)
    next_meeting = plan("short", days=28)
    me = leading.open_meeting(meeting, by=facilitator, now=now)
    me.refresh_from_db()
    leading.jump(me, meeting.items.get(kind="talk"), seen=1, now=now)

    leading.close_meeting(me, now=now)

    left = meeting.items.filter(is_unfinished=True).values_list("kind", flat=True)
    assert list(left) == ["icebreaker", "world_cafe", "prioritise"]
    assert list(next_meeting.items.values_list("position", "kind", "carried_from__kind")) == [
        (1, "check_in", None),
        (2, "last_time", None),
        (3, "world_cafe", "world_cafe"),
        (4, "icebreaker", "icebreaker"),
        (5, "talk", None),
        (6, "prioritise", "prioritise"),
        (7, "next_steps", None),
        (8, "next_date", None),
        (9, "check_out", None),
    ]
