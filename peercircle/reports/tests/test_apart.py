"""Reports of periods and the pages over all time, all laid side by side, tell of nobody: tried with a pencil.

The programme of each try is drawn by chance. Its first period is its first phase, so both cut the same people.
"""

import datetime as dt
from collections import Counter
from importlib import import_module
from random import Random

import pytest
from django.apps import apps
from django.urls import reverse

from peercircle.people.models import Person
from peercircle.programme.models import SessionAttendance
from peercircle.reports import actions
from peercircle.reports.counting import Scope
from peercircle.reports.masking import SMALLEST, cell
from peercircle.reports.models import Part
from peercircle.reports.reach import DIMENSIONS, reach
from peercircle.reports.tests.pencil import computable

pytestmark = pytest.mark.django_db
MUCH = 1_000_000
KINDS = ["coaching", "supervision", "information"]
PLACES = ["XK-18", "XK-19", "XK-20", "XK-21"]
TIMES = [("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-08-31"), ("2026-09-01", "2026-10-31")]


@pytest.fixture
def programme_by_chance(phases, hold, request):
    chance = Random(request.param)
    people = [
        Person.objects.create_person(
            f"Person{number}",
            profession=chance.choice(["teacher", "teacher", "teacher", "psychologist", "pedagogue"]),
            sex=chance.choice(["f", "f", "m", ""]),
            age_band=chance.choice(["25-34", "35-44", "55-64"]),
        )
        for number in range(150)
    ]
    for month in [1, 2, 3, 5, 6, 7, 8, 9, 10]:
        for day in range(1, chance.randint(2, 4)):
            came = chance.sample(people, chance.choice([2, 6, 20, 40, 60]))
            hold(f"2026-{month:02}-{day:02}", came, municipality=chance.choice(PLACES), kind=chance.choice(KINDS))


def report(programme, time, manager, now):
    first, last = map(dt.date.fromisoformat, time)
    period = actions.add_period(programme, starts_on=first, ends_on=last)
    actions.lock_period(period, by=manager, now=now)
    return period


def published():
    """All cells of the pages over all time, and of the reports; and what lies where a phase and a period cross."""
    people, masked = {}, set()
    for dimension in DIMENSIONS:
        found = reach(Scope(), dimension)
        people |= {where: count.people for where, count in found.counts.items()}
        masked |= found.hidden
    for part in Part.objects.all():
        where = cell(period=str(part.period_id)) | (cell(**{part.dimension: part.word}) if part.dimension else cell())
        people[where] = part.people
        masked |= {where} if part.is_hidden else set()
    for where in crossings():
        people.setdefault(where, MUCH)
        masked |= {where} if people[where] == MUCH else set()
    return people, masked


def crossings():
    """For each attendance what it has in common with others, in its period or in none, also within its phase."""
    periods = {each.period_id: each.period for each in Part.objects.select_related("period")}
    for row in SessionAttendance.objects.select_related("session__municipality", "person"):
        at = row.session
        period = next((str(pk) for pk, each in periods.items() if each.starts_on <= at.held_on <= each.ends_on), "")
        said = {"municipality": at.municipality.code, "kind": at.kind, "method": row.method}
        said |= {"role": row.person.profession, "sex": row.person.sex, "age": row.person.age_band}
        said |= {"quarter": f"2026-{(at.held_on.month - 1) // 3 * 3 + 1:02}-01", "topic": ""}
        yield from (cell(period=period), cell(period=period, phase=str(at.phase_id)))
        for name, word in said.items():
            yield cell(**{name: word}, period=period)
            yield cell(**{name: word}, period=period, phase=str(at.phase_id))


@pytest.mark.parametrize("programme_by_chance", range(6), indirect=True)
@pytest.mark.parametrize("reported", [1, 3])
def test_no_small_number_can_be_computed(programme, programme_by_chance, manager, now, reported):
    for time in TIMES[:reported]:
        report(programme, time, manager, now)

    people, masked = published()

    assert {where for where, number in people.items() if 0 < number < SMALLEST} <= masked
    assert computable(people, masked) == set()


@pytest.mark.parametrize("programme_by_chance", range(6), indirect=True)
def test_nobody_is_told_as_what_came_since_the_report(programme, programme_by_chance, manager, now):
    period = report(programme, ("2026-01-01", "2026-09-30"), manager, now)

    since = Counter()
    for dimension in DIMENSIONS:
        found = reach(Scope(), dimension)
        for part in Part.objects.filter(period=period, is_hidden=False).exclude(dimension=""):
            where = cell(**{part.dimension: part.word})
            if where in found.counts and (told := found.told(where)):
                since[told.attendances - part.attendances] += 1

    assert since
    assert not set(since) & set(range(1, SMALLEST))


def test_what_was_hidden_stays_hidden_when_it_is_corrected(programme, hold, manager, visit, now):
    nine = [Person.objects.create_person(f"Person{number}") for number in range(9)]
    session = hold("2026-03-05", nine[:3], municipality="XK-19")
    hold("2026-03-06", nine)
    period = report(programme, ("2026-03-01", "2026-03-31"), manager, now)
    SessionAttendance.objects.bulk_create(
        SessionAttendance(session=session, person=person, method="register", recorded_at=now) for person in nine[3:]
    )

    actions.note_correction(period, reason="A sheet came late.", by=manager, now=now)

    page = visit(manager, reverse("reports:period", args=[period.pk]))
    corrected = [line for line in page.context["by_municipality"] if line.corrections]
    assert {(line.municipality.code, line.stands.is_hidden) for line in corrected} == {("XK-19", True)}


@pytest.fixture
def twenty(db):
    return [Person.objects.create_person(f"Person{number}", profession="teacher") for number in range(20)]


def test_a_period_that_is_a_quarter_tells_what_the_quarter_hides(programme, phases, hold, manager, now, twenty):
    phases[0].ends_on = dt.date(2026, 12, 31)
    for day, number in [
        ("2026-01-10", 6),
        ("2026-04-10", 3),
        ("2026-04-11", 3),
        ("2026-07-10", 20),
        ("2026-10-10", 19),
    ]:
        hold(day, twenty[:number])
    report(programme, ("2026-01-01", "2026-03-31"), manager, now)

    assert hidden_along("quarter") == {"2026-01-01", "2026-04-01", "2026-10-01"}
    assert computable(*published()) == set()


def test_a_period_that_is_a_phase_tells_what_the_phase_hides(programme, phases, hold, manager, now, twenty):
    for place in PLACES[:3]:
        hold("2026-02-01", twenty, municipality=place)
        for day in ("2026-08-01", "2026-08-02"):
            hold(day, twenty[: 3 if place == PLACES[0] else 12], municipality=place)
    report(programme, ("2026-01-01", "2026-06-30"), manager, now)

    assert hidden_along("municipality") == set(PLACES[:2])
    assert computable(*published()) == set()


def hidden_along(dimension):
    found = reach(Scope(), dimension)
    return {value for value, where in found.along(dimension).items() if found.told(where) is None}


def test_periods_that_were_reported_before_are_kept_apart_too(programme, hold, manager, now, twenty):
    hold("2026-03-05", twenty[:3], municipality="XK-19")
    hold("2026-03-06", twenty)
    report(programme, ("2026-03-01", "2026-03-31"), manager, now)
    of_places = Part.objects.filter(dimension__in=["", "municipality"]).order_by("word")
    before = list(of_places.values_list("word", "people", "attendances", "is_hidden"))
    Part.objects.all().delete()

    for _twice in range(2):
        import_module("peercircle.reports.migrations.0003_parts_of_what_was_reported_before").enter(apps, None)

    assert list(of_places.values_list("word", "people", "attendances", "is_hidden")) == before
