"""Guests without names: whatever is published of them, laid side by side, tells of no few of them.

A reader with all ranges takes any of them from any others, and the largest session from what is left.
"""

import csv
import datetime as dt
import io
import json
import re
from itertools import product
from random import Random

import pytest
from django.core.management import call_command
from django.urls import reverse

from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.programme.models import GuestTally, Phase, Programme
from peercircle.reports import actions
from peercircle.reports.api import answers
from peercircle.reports.counting import Guests, Scope
from peercircle.reports.files import FILES
from peercircle.reports.guests import told_guests
from peercircle.reports.masking import SMALLEST, cell
from peercircle.reports.models import Part
from peercircle.reports.reach import TOTAL
from peercircle.reports.report import of_period, of_programme
from peercircle.reports.reported import reported
from peercircle.reports.tests.opened import words

pytestmark = pytest.mark.django_db
TIMES = [("2026-01-01", "2026-04-30"), ("2026-05-01", "2026-08-31"), ("2026-09-01", "2026-10-31")]
NUMBERS = [1, 2, 3, 4, 5, 6, 9, 12, 20]


@pytest.fixture
def come(hold):
    def come(day, number, **fields):
        return GuestTally.objects.create(session=hold(day, [], **fields), number=number, method="estimate")

    return come


@pytest.fixture
def report(programme, manager, now):
    def report(first, last):
        period = actions.add_period(
            programme, starts_on=dt.date.fromisoformat(first), ends_on=dt.date.fromisoformat(last)
        )
        actions.lock_period(period, by=manager, now=now)
        period.refresh_from_db()
        return period

    return report


def told(scope=None):
    scope = scope or Scope()
    return told_guests(scope, reported(scope))


def on_the_pages():
    """What may be read over all time: which sessions it is about, and the range."""
    sessions = {str(each.pk): each.session for each in GuestTally.objects.select_related("session")}
    return [
        ({pk for pk, session in sessions.items() if cell(phase=str(session.phase_id)) >= where}, range_)
        for where, range_ in told().items()
    ]


def in_reports():
    sessions = {str(each.pk): each.session for each in GuestTally.objects.select_related("session")}
    return [
        (
            {pk for pk, each in sessions.items() if part.period.starts_on <= each.held_on <= part.period.ends_on},
            Guests(part.people, part.attendances),
        )
        for part in Part.objects.filter(dimension="guests").select_related("period")
    ]


def computable(known):
    """All small numbers that a reader can compute: of whole groups of sessions, and of those beside a largest one."""
    found = set()
    everything = set().union(*(sessions for sessions, _range in known)) if known else set()
    largest = list(where_the_largest_were(known))
    for factors in product((-1, 0, 1), repeat=len(known)):
        times = {
            each: sum(by for by, (sessions, _range) in zip(factors, known, strict=True) if each in sessions)
            for each in everything
        }
        rest = {each for each, number in times.items() if number}
        if not rest or set(times.values()) - {0, 1}:
            continue
        number = sum(by * range_.most for by, (_sessions, range_) in zip(factors, known, strict=True))
        numbers = [number, *(number - most for most, places in largest if places <= rest)]
        found |= {(frozenset(rest), each) for each in numbers if 0 < each < SMALLEST}
    return found | {(frozenset(), most) for most, _places in largest if most < SMALLEST}


def where_the_largest_were(known):
    for sessions, range_ in known:
        if range_.fewest:
            smaller = [those for those, other in known if (other.fewest or other.most) < range_.fewest]
            yield range_.fewest, sessions.difference(*smaller)


@pytest.mark.parametrize("seed", range(24))
def test_no_few_guests_can_be_computed(come, report, seed):
    """Told before a report, in it, and after it, while more and more sessions were held."""
    chance = Random(seed)
    tellings = 0
    for first, last in TIMES:
        begin, days = dt.date.fromisoformat(first), (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days
        for _each in range(chance.randint(0, 4)):
            come(str(begin + dt.timedelta(days=chance.randint(0, days))), chance.choice(NUMBERS))
        before = on_the_pages()
        if chance.random() < 0.8:
            report(first, last)
        known = before + [each for each in on_the_pages() if each not in before] + in_reports()
        assert computable(known) == set()
        tellings += len(known)
    assert tellings or GuestTally.objects.count() < 5


def test_the_three_that_came_since_the_report_are_not_its_difference(come, report):
    come("2026-03-10", 12)
    report("2026-01-01", "2026-06-30")
    come("2026-08-10", 3)

    assert [range_ for _sessions, range_ in in_reports()] == [Guests(12, 12)]
    assert told() == {}


def test_when_more_came_it_is_told_again(come, report):
    come("2026-03-10", 12)
    report("2026-01-01", "2026-06-30")
    come("2026-08-10", 3)
    assert told() == {}

    come("2026-08-12", 20)

    assert told()[TOTAL] == Guests(0, 35)


def test_a_report_does_not_tell_what_the_pages_have_given_away(come, report):
    come("2026-03-10", 12)
    come("2026-03-11", 12)
    come("2026-05-10", 3)
    assert told()[TOTAL] == Guests(12, 27)

    report("2026-01-01", "2026-03-31")

    assert in_reports() == []
    assert told()[TOTAL] == Guests(12, 27)


def test_a_tally_that_was_corrected_is_not_told_by_its_difference(come, report):
    tally = come("2026-03-10", 12)
    report("2026-01-01", "2026-06-30")

    for number in (14, 10):
        GuestTally.objects.filter(pk=tally.pk).update(number=number)
        assert told() == {}


@pytest.mark.parametrize(
    ("numbers", "range_"),
    [((20, 6), Guests(20, 26)), ((3, 3, 3), Guests(0, 9)), ((9, 2), Guests(0, 11)), ((9,), Guests(9, 9))],
)
def test_the_largest_session_is_told_unless_it_or_the_rest_is_small(come, numbers, range_):
    for day, number in enumerate(numbers, 1):
        come(f"2026-03-{day:02}", number)

    assert told()[TOTAL] == range_


def test_of_a_time_of_ones_own_and_of_one_place_nothing_is_told(visit, manager, come, phases):
    come("2026-03-10", 12)
    come("2026-03-11", 15, municipality="XK-19")

    def page(**asked):
        return visit(manager, reverse("reports:reach", query=asked)).context["guests"]

    assert page() == Guests(15, 27)
    assert page(phase=phases[0].pk) == Guests(15, 27)
    assert page(since="2026-03-11") is None
    assert page(municipality="XK-19", by="site") is None


def test_another_programme_is_another_sum(come, report, phases, team):
    come("2026-03-10", 12)
    other = Programme.objects.create(
        name="Next", funder="F", implementer="I", starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31)
    )
    phase = Phase.objects.create(programme=other, kind="field-1", starts_on=other.starts_on, ends_on=other.ends_on)
    come("2026-03-11", 3, phase=phase)
    report("2026-01-01", "2026-06-30")

    assert told(Scope(programme=phases[0].programme))[TOTAL] == Guests(12, 12)
    assert told(Scope(programme=other)) == {}


def test_an_expert_reads_the_sum_of_their_own_municipalities(visit, expert, come):
    come("2026-03-10", 12)
    come("2026-03-11", 15, municipality="XK-19")
    assert Municipality.objects.filter(expert_teams__members=expert).count() == 1

    assert visit(expert, reverse("reports:reach")).context["guests"] == Guests(12, 12)


# --- Everything that is published --------------------------------------------------------------------
RANGE = re.compile(r"(at most )?(?:([\d,]+) to )?([\d,]+) (?:guest|people more)")


def read(text):
    found = (Guests(0 if up_to else int(low or high), int(high)) for up_to, low, high in RANGE.findall(text))
    return list(dict.fromkeys(found))


def as_json(*arguments):
    out = io.StringIO()
    call_command("reach", "--json", *arguments, stdout=out)
    guests = json.loads(out.getvalue())["guests"]
    return [Guests(guests["fewest"] or 0, guests["most"])] if guests else []


@pytest.fixture
def everything(visit, manager, programme, phases, now):
    """What each page, file, command and door says of guests; and those that never say anything of them."""

    def everything(period):
        pages = [visit(manager, reverse("reports:reach", query=asked)) for asked in ({}, {"phase": phases[0].pk})]
        said = {"page": read(pages[0].content.decode()), "phase": read(pages[1].content.decode())}
        said |= {"json": as_json(), "json of a time": as_json("--from", "2026-01-01", "--to", "2026-06-30")}
        for name, report in [("whole", of_programme(programme, now=now)), ("period", of_period(period, now=now))]:
            said |= {f"{name} {kind}": read(words(kind, FILES[kind].make(report))) for kind in ("docx", "xlsx", "pdf")}
        return said

    return everything


def test_every_output_tells_the_same_and_nothing_else(come, report, everything, manager):
    for day, number in [("2026-03-10", 12), ("2026-03-11", 8), ("2026-08-01", 6)]:
        come(day, number)
    period = report("2026-01-01", "2026-06-30")
    first, whole = [Guests(12, 20)], [Guests(12, 26)]

    said = everything(period)

    assert {name: each for name, each in said.items() if name.startswith(("page", "json", "whole"))} == {
        "page": whole,
        "json": whole,
        "json of a time": [],
        **{f"whole {kind}": whole for kind in ("docx", "xlsx", "pdf")},
    }
    assert [said["phase"], *(said[f"period {kind}"] for kind in ("docx", "xlsx", "pdf"))] == [first] * 4


def test_no_output_tells_the_three_that_came_since_the_report(come, report, everything):
    come("2026-03-10", 12)
    period = report("2026-01-01", "2026-06-30")
    come("2026-08-01", 3)

    assert {name: said for name, said in everything(period).items() if said} == {
        f"period {kind}": [Guests(12, 12)] for kind in ("docx", "xlsx", "pdf")
    }


def test_the_open_data_know_of_no_guests(come, hold, report, programme, now):
    many = [Person.objects.create_person(f"Person{number}") for number in range(9)]
    session = hold("2026-03-10", many)
    period = report("2026-01-01", "2026-06-30")

    def data():
        reports = [of_programme(programme, now=now), of_period(period, now=now)]
        rows = [list(csv.reader(io.StringIO(FILES["csv"].make(each).decode("utf-8-sig")))) for each in reports]
        told = {"programme": programme, "by": "kind", "across": "", "page": 1}
        doors = [answers.sessions(told), answers.indicators(told), list(answers.periods(told))]
        return rows, [FILES["xml"].make(each) for each in reports], doors

    before = data()
    GuestTally.objects.create(session=session, number=3, method="estimate")

    assert data() == before
