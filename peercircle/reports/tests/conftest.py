"""A programme in two phases, spring and autumn of 2026, with one team and four colleagues who come to its sessions."""

import datetime as dt

import pytest
from django.db import transaction

from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.programme.models import ExpertTeam, Phase, Programme, Session, SessionAttendance
from peercircle.reports.demo.loading import load


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The made-up programme, once for all tests of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(dt.date(2026, 11, 23))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def programme(db):
    return Programme.objects.create(
        name="Support", funder="F", implementer="I", starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31)
    )


@pytest.fixture
def phases(programme):
    return [
        Phase.objects.create(
            programme=programme, kind=kind, starts_on=dt.date(2026, *first), ends_on=dt.date(2026, *last)
        )
        for kind, first, last in [("field-1", (1, 1), (6, 30)), ("field-2", (7, 1), (12, 31))]
    ]


@pytest.fixture
def team(programme, site):
    team = ExpertTeam.objects.create(programme=programme, name="North")
    team.municipalities.add(site.municipality)
    return team


@pytest.fixture
def people(db):
    said = [("Arta", "teacher", "f"), ("Besa", "psychologist", "f"), ("Ilir", "teacher", ""), ("Jon", "teacher", "")]
    return [
        Person.objects.create_person(name, "Krasniqi", profession=profession, sex=sex, age_band="25-34")
        for name, profession, sex in said
    ]


@pytest.fixture
def hold(team, phases, site):
    """`hold("2026-03-01", people)`: a coaching at the site that day, and who came; or in another municipality."""

    def hold(day, people, municipality="", **fields):
        held_on = dt.date.fromisoformat(day)
        where = {"municipality": site.municipality, "site": site}
        if municipality:
            where = {"municipality": Municipality.objects.get(code=municipality), "site": None, "place": "Hall"}
        phase = next(phase for phase in phases if phase.starts_on <= held_on <= phase.ends_on)
        said = {"phase": phase, "team": team, "kind": "coaching", "state": Session.State.HELD} | where | fields
        session = Session.objects.create(held_on=held_on, **said)
        now = dt.datetime.combine(held_on, dt.time(18), dt.UTC)
        SessionAttendance.objects.bulk_create(
            SessionAttendance(session=session, person=person, method="register", recorded_at=now) for person in people
        )
        return session

    return hold


@pytest.fixture
def manager(db):
    return Person.objects.create_person("Katharina", "Vogel", programme_role=Person.ProgrammeRole.MANAGER)


@pytest.fixture
def monitor(db):
    return Person.objects.create_person("Driton", "Hoxha", programme_role=Person.ProgrammeRole.MONITOR)


@pytest.fixture
def expert(team):
    expert = Person.objects.create_person("Vesna", "Marković", programme_role=Person.ProgrammeRole.EXPERT)
    team.members.add(expert)
    return expert
