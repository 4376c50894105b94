"""Many colleagues with the names of the region, of whom some were entered twice, and how long the page of such pairs
takes. Runs inside the product, see bench/doubles.py."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site
from peercircle.programme.demo import reading
from peercircle.programme.doubles import pairs
from peercircle.programme.models import ExpertTeam, Phase, Programme, Session, SessionAttendance

AT_A_SCHOOL, SESSIONS, COMES = 20, 6, 0.6
TWICE = 100  # one of so many is entered again in another spelling, and again with a new family name
SYLLABLES = ["ba", "de", "gi", "ko", "lu", "ma", "ne", "ri", "so", "tu", "va", "za"]
FIRST, LAST = dt.date(2025, 1, 1), dt.date(2026, 12, 31)
TIMES = 3


@transaction.atomic
def fill(people: int) -> None:
    programme = Programme.objects.create(name="Large", funder="F", implementer="I", starts_on=FIRST, ends_on=LAST)
    phase = Phase.objects.create(programme=programme, kind="field-1", starts_on=FIRST, ends_on=LAST)
    team = ExpertTeam.objects.create(programme=programme, name="All")
    places = list(Municipality.objects.all())
    team.municipalities.set(places)
    schools = Site.objects.bulk_create(
        Site(kind="school", municipality=places[number % len(places)], name_sq=f"{number}", search_text="")
        for number in range(people // AT_A_SCHOOL)
    )
    chance = random.Random(20)
    everybody = Person.objects.bulk_create(_people(people, chance))
    at = Person.workplaces.through
    at.objects.bulk_create(
        at(person_id=each.pk, site_id=schools[number // AT_A_SCHOOL].pk) for number, each in enumerate(everybody)
    )
    _hold(schools, everybody, phase, team, chance)
    Person.objects.create_person("Manager", email="manager@bench.example", programme_role="manager")


def _people(number: int, chance: random.Random) -> Iterator[Person]:
    """Each family name has an ending more, else so many people would have few names."""
    names = list(reading.full_names("sq", chance))
    women = [name for name in names if name[2] == "f"]
    given, family, sex = women[0]
    for each in range(number):
        if each % TWICE == 1:
            family = family.replace("q", "ç").replace("sh", "š")
        elif each % TWICE == 2:
            family = chance.choice(names)[1]
        else:
            given, family, sex = chance.choice(women if each % TWICE == 0 else names)
            family += "".join(chance.choice(SYLLABLES) for _syllable in range(2))
        yield Person(given_name=given, family_name=family, sex=sex, profession="teacher", search_text="person")


def _hold(schools: list[Site], everybody: list[Person], phase: Phase, team: ExpertTeam, chance: random.Random) -> None:
    """Each school its sessions. The third of a hundred people began to come where the first stopped."""
    held = Session.objects.bulk_create(
        Session(
            phase=phase,
            team=team,
            kind="coaching",
            held_on=FIRST + dt.timedelta(days=30 * turn),
            municipality=school.municipality,
            site=school,
            state=Session.State.HELD,
        )
        for school in schools
        for turn in range(SESSIONS)
    )
    at = dt.datetime.combine(LAST, dt.time(), dt.UTC)
    SessionAttendance.objects.bulk_create(
        SessionAttendance(
            session=held[number // AT_A_SCHOOL * SESSIONS + turn], person=person, method="register", recorded_at=at
        )
        for number, person in enumerate(everybody)
        for turn in _turns(number % TWICE, chance)
    )


def _turns(number: int, chance: random.Random) -> list[int]:
    if number in (0, 2):
        return [0, 1, 2] if number == 0 else [3, 4, 5]
    return [turn for turn in range(SESSIONS) if chance.random() < COMES]


def measure() -> None:
    """Prints what the page proposes first, in seconds and questions."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(email="manager@bench.example"))
    url, times = reverse("programme:doubles"), []
    for _turn in range(TIMES):
        began = perf_counter()
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        times.append(perf_counter() - began)
    found = Counter(sign.name for pair in pairs(Person.objects.all(), most=100_000) for sign in pair.signs)
    print(json.dumps({"seconds": median(times), "queries": len(asked), **found}))
