"""A programme far larger than any, and how long its numbers take. Runs inside the product, see bench/reports.py."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from itertools import islice
from statistics import median
from time import perf_counter

from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peercircle.groups.models import Group, Membership
from peercircle.meetings.models import Meeting
from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site
from peercircle.programme.models import ExpertTeam, Phase, Programme, Session, SessionAttendance
from peercircle.reports.counting import Scope
from peercircle.reports.reach import reach

ON_A_SHEET, MEMBERS, MEETINGS = 20, 9, 8
TIMES = 3
ROLES = ["teacher"] * 80 + ["pedagogue"] * 8 + ["psychologist"] * 6 + ["director"] * 3 + ["tutor"] * 3
SEXES = ["f", "f", "f", "m", "m", "f", ""]
AGES = ["25-34", "35-44", "45-54", "55-64", ""]
NOON, DAYS = dt.time(12), [dt.date(2025, 3, 3), dt.date(2025, 10, 6)]


@transaction.atomic
def fill(attendances: int, people: int, groups: int) -> None:
    places = list(Municipality.objects.all())
    programme = Programme.objects.create(
        name="Large", funder="F", implementer="I", starts_on=dt.date(2025, 1, 1), ends_on=dt.date(2026, 12, 31)
    )
    kinds = [
        ("field-1", dt.date(2025, 1, 1), dt.date(2025, 6, 30)),
        ("field-2", dt.date(2025, 7, 1), dt.date(2026, 12, 31)),
    ]
    phases = [
        Phase.objects.create(programme=programme, kind=kind, starts_on=first, ends_on=last)
        for kind, first, last in kinds
    ]
    team = ExpertTeam.objects.create(programme=programme, name="All")
    team.municipalities.set(places)
    sites = [
        Site(kind="school", municipality=place, name_sq=place.name_sq, name_sr=place.name_sr, search_text="")
        for place in places
    ]
    Site.objects.bulk_create(sites)
    first_person = _write(Person, (_person(number) for number in range(people)))
    count = attendances // ON_A_SHEET
    first_session = _write(Session, (_session(number, sites, phases, team) for number in range(count)))
    came = (
        _attendance(number, first_session, first_person, len(places), people // len(places))
        for number in range(attendances)
    )
    _write(SessionAttendance, came)
    _groups(groups, sites, first_person)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a server that lives for a day has done so
    Person.objects.create_person("Manager", email="manager@bench.example", programme_role="manager")


def _write(model: type[models.Model], rows: Iterator[models.Model]) -> int:
    """In heaps, and the number of the first row."""
    first = 0
    while heap := list(islice(rows, 20_000)):
        model._default_manager.bulk_create(heap)
        first = first or heap[0].pk
    return first


def _person(number: int) -> Person:
    return Person(
        given_name=f"Person {number}",
        profession=ROLES[number % 97 % len(ROLES)],
        sex=SEXES[number % len(SEXES)],
        age_band=AGES[number % len(AGES)],
        search_text="person",
    )


def _session(number: int, sites: list[Site], phases: list[Phase], team: ExpertTeam) -> Session:
    site, half = sites[number % len(sites)], number // len(sites) % 2
    return Session(
        phase=phases[half],
        team=team,
        kind="coaching",
        held_on=DAYS[half],
        municipality=site.municipality,
        site=site,
        state=Session.State.HELD,
    )


def _attendance(number: int, session: int, person: int, places: int, there: int) -> SessionAttendance:
    """Who comes works in that municipality: each 38th person does."""
    sheet, line = divmod(number, ON_A_SHEET)
    seat = (sheet // places * 37 + line * 131) % there
    at = dt.datetime(2025, 12, 1, tzinfo=dt.UTC)
    pk = person + sheet % places + places * seat
    return SessionAttendance(session_id=session + sheet, person_id=pk, method="register", recorded_at=at)


def _groups(number: int, sites: list[Site], person: int) -> None:
    first = _write(Group, (Group(name=f"Group {n}", founded_on=DAYS[0], usual_time=NOON) for n in range(number)))
    at = Group.sites.through
    _write(at, (at(group_id=first + n, site_id=sites[n % len(sites)].pk) for n in range(number)))
    members = (
        Membership(group_id=first + n, person_id=person + n * MEMBERS + each, joined_on=DAYS[0], is_contact=not each)
        for n in range(number)
        for each in range(MEMBERS)
    )
    _write(Membership, members)
    begin = dt.datetime(2026, 1, 15, 13, tzinfo=dt.UTC)
    meetings = (
        Meeting(
            group_id=first + n,
            starts_at=begin + dt.timedelta(days=28 * turn),
            template="regular",
            code=f"{n:05X}{turn}",
            phase=Meeting.Phase.CLOSED,
        )
        for n in range(number)
        for turn in range(MEETINGS)
    )
    _write(Meeting, meetings)


# The numbers of the table by municipality, profession and sex, with its sums over the municipalities.
BARE_REACH = [
    f"SELECT {place} p.profession, p.sex, COUNT(DISTINCT a.person_id), COUNT(*) "  # noqa: S608
    "FROM programme_sessionattendance a JOIN programme_session s ON s.id = a.session_id "
    "JOIN places_municipality m ON m.id = s.municipality_id JOIN people_person p ON p.id = a.person_id "
    "WHERE s.state = 'held' AND p.programme_role NOT IN ('expert', 'manager', 'monitor') "
    f"GROUP BY {place} p.profession, p.sex"
    for place in ("m.code,", "")
]


def measure() -> None:
    """Prints, in seconds: the bare questions, the masked tables, the page; and the programme's first page."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(email="manager@bench.example"))
    told = {"bare reach": _time(lambda: [_ask(sql) for sql in BARE_REACH]), "reach": _time(lambda: reach(Scope()))}
    for name, url in [("reach page", reverse("reports:reach")), ("first page", reverse("programme:home"))]:
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        questions = [query["sql"] for query in asked]
        told[name] = _time(lambda url=url: client.get(url))
        told[f"{name} bare"] = _time(lambda questions=questions: [_ask(sql) for sql in questions])
        told[f"{name} queries"] = len(questions)
    print(json.dumps(told))


def _ask(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return len(cursor.fetchall()) if cursor.description else 0


def _time(work: Callable[[], object]) -> float:
    times = []
    for _number in range(TIMES):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return median(times)
