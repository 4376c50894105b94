"""Plans for the tests of this room: every activity that a template can hold, without its content."""

import datetime as dt
from random import Random

import pytest

from peercircle.meetings import kinds
from peercircle.meetings.actions import planning
from peercircle.meetings.kinds import Face, Kind, one_stage
from peercircle.meetings.tests.after import *  # noqa: F403  (fixtures)
from peercircle.people.models import Person

EVERYTHING = [
    "check_in",
    "icebreaker",
    "exercise",
    "talk",
    "world_cafe",
    "prioritise",
    "next_date",
    "check_out",
]
EVERYTHING += ["last_time", "next_steps", "case_consultation"]


@pytest.fixture
def install(monkeypatch):
    """`install("talk", "check_in")` makes these, and no others, the installed activities."""

    def install(*keys):
        there = {}
        for key in keys:
            plain = Face("meetings/_plain_step.html")
            there[key] = Kind(
                key=key,
                name=key,
                icon="circle",
                minutes=7,
                stages=one_stage("Begin."),
                phone=lambda item, stage, me, plain=plain: plain,
                screen=lambda item, stage, plain=plain: plain,
            )
        monkeypatch.setattr(kinds, "_kinds", there)

    install(*EVERYTHING)
    return install


@pytest.fixture
def plan(install, group, facilitator, now):
    """`plan(days=28)` plans a regular meeting of the group, so many days from now."""

    def plan(template="regular", *, days=1, **more):
        when = {
            "starts_at": now + dt.timedelta(days=days),
            "by": facilitator,
            "now": now,
            "rng": Random(days),
        }
        return planning.plan_meeting(group, template, **{**when, **more})

    return plan


@pytest.fixture
def members(group):
    """`members(7)` makes the group so large."""

    def members(number):
        return [
            group.memberships.create(person=Person.objects.create_person(f"Member {index}"), joined_on=group.founded_on)
            for index in range(number)
        ]

    return members
