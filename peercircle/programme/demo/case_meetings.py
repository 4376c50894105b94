"""Meetings in which a group helps one of its own with a case: held tap by tap, as their members would hold them.

What is said in them is the activity's affair (`Kind.play`); where it is not installed, these are meetings like others.
"""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from django.utils import translation

from peercircle.groups.models import Membership
from peercircle.kit.refusals import Refused
from peercircle.meetings import kinds, plans
from peercircle.meetings.actions import joining, leading, minutes
from peercircle.meetings.actions.planning import give_role, plan_meeting
from peercircle.meetings.models import AgendaItem, Attendance, Meeting, RoleTurn
from peercircle.programme.demo import accounts
from peercircle.programme.demo.circles import Circle, at

AHEAD = timedelta(days=7)
NOON = time(12, 0)
ASKED_AFTER = timedelta(days=35)  # by then it is clear what came of it
READERS = 2
LANGUAGES = {"sr": "sr-latn"}  # in which a group writes


def hold_meetings(circles: list[Circle], today: date, rng: random.Random) -> None:
    for circle in circles:
        with translation.override(LANGUAGES.get(circle.language, circle.language)):
            for turn, number in enumerate(circle.story.about_cases):
                _hold(circle, circle.days[number], turn, today, rng)


def let_lead(meeting: Meeting, member: Membership) -> None:
    """Who would have led has their other role instead, if they have one."""
    turns = {each.role: each.membership for each in meeting.roles.select_related("membership")}
    leads = turns.get(RoleTurn.Role.FACILITATOR)
    for role, before in turns.items():
        if before == member:
            give_role(meeting, RoleTurn.Role(role), leads)
    give_role(meeting, RoleTurn.Role.FACILITATOR, member)


def offer_cases(circles: list[Circle], today: date, rng: random.Random) -> None:
    """For the next meeting, by two of its members."""
    for circle in circles:
        if circle.story.has_cases:
            meeting = circle.group.meetings.get(phase=Meeting.Phase.PLANNED)
            with translation.override(LANGUAGES.get(circle.language, circle.language)):
                for member in (circle.member(accounts.CASE_GIVER), circle.memberships[-1]):
                    _play(list(meeting.items.all()), member, at(today, NOON), rng)


def _hold(circle: Circle, day: date, turn: int, today: date, rng: random.Random) -> None:
    starts_at = at(day, circle.group.usual_time)
    meeting = plan_meeting(
        circle.group,
        "case" if plans.get("case") else "regular",
        starts_at=starts_at,
        by=circle.memberships[1],
        now=starts_at - AHEAD,
        rng=rng,
        place=circle.sites[0].name_sq if circle.language == "sq" else circle.sites[0].name_sr,
    )
    if circle.story.has_cases:
        let_lead(meeting, circle.member(accounts.MODERATOR))
    facilitator = meeting.roles.get(role=RoleTurn.Role.FACILITATOR).membership
    bringer = _whose_turn(circle, facilitator, turn)
    leader = leading.open_meeting(meeting, by=facilitator, now=starts_at)
    for member in circle.memberships:
        if member in (facilitator, bringer) or rng.random() < circle.story.presence:
            joining.join(meeting, member, now=starts_at)
    _lead_through(meeting, leader, bringer, rng)
    _look_back(meeting, bringer, at(today, NOON), rng)


def _whose_turn(circle: Circle, facilitator: Membership, turn: int) -> Membership:
    """One after the other, but not whoever leads; the last one in the circle of the demo's own accounts is theirs."""
    if circle.story.has_cases and turn == len(circle.story.about_cases) - 1:
        return circle.member(accounts.CASE_GIVER)
    return [each for each in circle.memberships if each != facilitator][turn]


def _lead_through(meeting: Meeting, leader: Attendance, bringer: Membership, rng: random.Random) -> None:
    """From step to step, a little longer or shorter than planned, until it is closed."""
    now = meeting.starts_at
    with suppress(Refused):  # after the last step there is no next one
        while True:
            meeting = Meeting.objects.select_related("item", "leader").get(pk=meeting.pk)
            length = (meeting.stage_ends_at or now) - now
            if meeting.item:
                meeting.item.meeting = meeting
                _play([meeting.item], bringer, now + length / 2, rng)
            now += length * rng.uniform(0.8, 1.2)
            leading.go_next(leader, seen=meeting.move_count, now=now)
    leading.close_meeting(leader, now=now)


def _look_back(meeting: Meeting, bringer: Membership, today: datetime, rng: random.Random) -> None:
    """The minutes are approved, two others read what was told, and later it is asked what came of it."""
    meeting = Meeting.objects.get(pk=meeting.pk)
    closed_at = meeting.closed_at or meeting.starts_at
    there = Attendance.objects.filter(meeting=meeting).exclude(membership=bringer).select_related("membership")
    readers = [each.membership for each in there.order_by("pk")[:READERS] if each.membership]
    items = list(meeting.items.all())
    for hours, reader in enumerate(readers, start=18):
        read_at = closed_at + timedelta(hours=hours)
        seen = minutes.edition(list(meeting.minutes.sections.all()))
        minutes.approve_minutes(meeting.minutes, seen=seen, by=reader, now=read_at)
        _play(items, reader, read_at, rng)
    _play(items, bringer, min(closed_at + ASKED_AFTER, today), rng)


def _play(items: list[AgendaItem], by: Membership, now: datetime, rng: random.Random) -> None:
    for item in items:
        kinds.get(item.kind).play(item, by, now, rng)
