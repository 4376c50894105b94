"""Vesna answers for the programme; "Ura" is a group that asks for the same."""

import datetime as dt
import uuid
from itertools import count

import pytest

from peercircle.groups.models import Group, Membership
from peercircle.needs.actions import raise_need
from peercircle.people.models import Person


@pytest.fixture
def expert(db):
    return Person.objects.create_person("Vesna", "Marković", programme_role=Person.ProgrammeRole.EXPERT)


@pytest.fixture
def other_group(site, stranger):
    """The stranger's own group."""
    group = Group.objects.create(name="Ura", founded_on=dt.date(2026, 9, 1), usual_time=dt.time(14))
    group.sites.add(site)
    Membership.objects.create(group=group, person=stranger, joined_on=group.founded_on)
    return group


@pytest.fixture
def ask(group, now):
    """`ask("A room")` raises a need between meetings, yesterday, each a minute after the one before."""
    numbers = count(1)

    def ask(text="A quiet room", by=group, **said):
        number = next(numbers)
        return raise_need(by, text, id=uuid.UUID(int=number), now=now + dt.timedelta(days=-1, minutes=number), **said)

    return ask
