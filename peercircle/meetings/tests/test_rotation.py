"""Roles go round, nobody is forced, and what each carried is shown."""

import datetime as dt
from collections import Counter
from random import Random

import pytest

from peercircle.groups.models import Group
from peercircle.kit.refusals import Refused
from peercircle.meetings import rotation
from peercircle.meetings.actions import planning
from peercircle.meetings.models import Meeting, RoleTurn

Role = RoleTurn.Role


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6, 9, 12])
def test_over_many_meetings_everybody_leads_equally_often(install, group, members, now, size):
    everyone = members(size)
    rounds = 3 * size
    led = Counter()
    turns = Counter()

    for number in range(rounds):
        meeting = planning.plan_meeting(
            group,
            "short",
            starts_at=now + dt.timedelta(days=number),
            by=everyone[0],
            now=now,
            rng=Random(number),
        )
        roles = {turn.role: turn.membership_id for turn in meeting.roles.all()}
        assert set(roles) == set(Role)
        # Nobody has two roles while somebody has none.
        assert len(set(roles.values())) == min(size, len(Role))
        led[roles[Role.FACILITATOR]] += 1
        turns.update(roles.values())

    assert set(led.values()) == {3}
    assert max(turns.values()) - min(turns.values()) <= len(Role)


def test_who_left_the_group_is_not_proposed(plan, group, facilitator, member, now):
    member.ended_on = now.date()
    member.save(update_fields=["ended_on"])

    assert set(rotation.propose_roles(group).values()) == {facilitator}


def test_a_newcomer_leads_before_those_who_did(plan, group, facilitator, members):
    plan(days=1)
    (newcomer,) = members(1)

    assert rotation.propose_roles(group)[Role.FACILITATOR] == newcomer


def test_a_cancelled_meeting_was_no_turn(plan, group, facilitator, member):
    proposed = rotation.propose_roles(group)
    planning.cancel_meeting(plan(days=1))

    assert rotation.propose_roles(group) == proposed


def test_load_counts_the_last_six_meetings(plan, group, facilitator, member):
    for days in range(1, 9):
        meeting = plan(days=days)
        planning.give_role(meeting, Role.SCRIBE, facilitator if days > 3 else member)
        Meeting.objects.filter(pk=meeting.pk).update(phase=Meeting.Phase.CLOSED)
    plan(days=20)

    load = rotation.load(group)

    assert load.meetings == 6
    assert load.of(Role.SCRIBE, facilitator.pk) == 5
    assert load.of(Role.SCRIBE, member.pk) == 1
    assert load.of(Role.FACILITATOR, facilitator.pk) == 3


def test_a_role_can_be_given_to_another_or_to_nobody(plan, facilitator, member):
    meeting = plan()

    planning.give_role(meeting, Role.SCRIBE, member)
    planning.give_role(meeting, Role.SCRIBE, facilitator)
    planning.give_role(meeting, Role.HOST, None)
    planning.give_role(meeting, Role.HOST, None)

    roles = {turn.role: turn.membership for turn in meeting.roles.all()}
    assert roles[Role.SCRIBE] == facilitator
    assert Role.HOST not in roles


def test_a_role_goes_to_members_of_this_group_only(plan, group, stranger):
    other = Group.objects.create(name="Other", founded_on=group.founded_on, usual_time=group.usual_time)
    elsewhere = other.memberships.create(person=stranger, joined_on=group.founded_on)

    with pytest.raises(Refused, match="members of this group"):
        planning.give_role(plan(), Role.SCRIBE, elsewhere)
