"""Who does what by when, and what became of it."""

import datetime as dt
import uuid

import pytest

from peercircle.groups.models import Group, Membership
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import leading, promises
from peercircle.meetings.models import Action, Meeting

ID = uuid.UUID(int=7)


@pytest.fixture
def promise(meeting, member, now):
    def promise(what="Ask for a room", owner=member, to=meeting):
        return promises.promise(to, what, id=ID, owner=owner, due_on=dt.date(2026, 12, 8), now=now)

    return promise


def test_a_promise_that_arrives_twice_is_one(promise):
    assert promise() == promise(what="Something else")
    assert [action.what for action in Action.objects.all()] == ["Ask for a room"]


def test_what_arrived_before_the_close_has_arrived(promise, leader, now):
    action = promise()
    leading.close_meeting(leader, now=now)

    assert promise() == action


def test_after_the_close_nothing_is_promised(promise, leader, now):
    leading.close_meeting(leader, now=now)

    with pytest.raises(Refused, match="over"):
        promise()


def test_the_number_of_another_meetings_promise_is_refused(promise, group, now):
    promise()
    other = Meeting.objects.create(
        group=group, starts_at=now + dt.timedelta(days=28), template="regular", code="XYZ789"
    )

    with pytest.raises(Refused, match="another meeting"):
        promise(to=other)


def test_only_members_of_today_take_something_on(promise, member, stranger, now):
    other = Group.objects.create(name="Others", founded_on=now.date(), usual_time=dt.time(14))
    elsewhere = Membership.objects.create(group=other, person=stranger, joined_on=now.date())
    with pytest.raises(Refused, match="members"):
        promise(owner=elsewhere)

    member.ended_on = now.date()
    with pytest.raises(Refused, match="members"):
        promise(owner=member)


def test_a_promise_is_taken_back_only_in_its_meeting(promise, leader, now):
    promises.take_back_promise(promise())
    assert not Action.objects.exists()

    action = promise()
    leading.close_meeting(leader, now=now)
    with pytest.raises(Refused, match="dropped"):
        promises.take_back_promise(action)


def test_the_moment_of_a_change_stays_when_it_is_said_twice(promise, now):
    action = promise()
    promises.set_action_state(action, "done", now=now)
    promises.set_action_state(action, "done", now=now + dt.timedelta(days=1))

    action.refresh_from_db()
    assert (action.state, action.state_changed_at) == ("done", now)


def test_what_was_done_can_be_open_again(promise, now):
    action = promises.set_action_state(promise(), "done", now=now)

    assert promises.set_action_state(action, "open", now=now).state == "open"
