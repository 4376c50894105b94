"""Who may stand twice among the people of the programme, and what speaks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count, Max, Min, QuerySet

from peercircle.people.likeness import Came, Crowd, Face, Likeness, Sign, compare
from peercircle.people.models import Person
from peercircle.places.models import Site
from peercircle.programme.models import SessionAttendance, TwoPeople

ON_A_PAGE = 20


@dataclass(frozen=True)
class Entry:
    person: Person
    sites: list[Site]
    attendances: int


@dataclass(frozen=True)
class Pair:
    """`one` has more attendances, so it is proposed to be kept."""

    one: Entry
    other: Entry
    signs: tuple[Sign, ...]


def pairs(people: QuerySet[Person], *, most: int = ON_A_PAGE) -> list[Pair]:
    """The likeliest first. Each pair once; who was told apart is not proposed again."""
    everybody = {person.pk: person for person in people.filter(same_as=None).prefetch_related("workplaces")}
    came = _came(people)
    found = sorted(_alike(everybody, came), key=lambda like: (-like.points, _order(like)))
    apart = set(TwoPeople.objects.values_list("one", "other"))
    found = [like for like in found if _order(like) not in apart]
    chosen = list(islice(_after_the_sheets(found), most))
    return [_pair(like, everybody, came) for like in chosen]


def _alike(everybody: dict[int, Person], came: dict[int, Came]) -> Iterator[Likeness]:
    crowd = Crowd()
    for person in everybody.values():
        face = _face(person, came.get(person.pk))
        yield from crowd.like(face)
        crowd.add(face)


def _after_the_sheets(found: list[Likeness]) -> Iterator[Likeness]:
    """Who signed the same sheet under both names is rarely one person."""
    keys = {pk for like in found for pk in _order(like)}
    sessions = defaultdict(set)
    for person, session in SessionAttendance.objects.filter(person__in=keys).values_list("person", "session"):
        sessions[person].add(session)
    for like in found:
        one, other = _order(like)
        checked = compare(like.one, like.other, were_together=bool(sessions[one] & sessions[other]))
        if checked.is_worth_a_look:
            yield checked


def _order(like: Likeness) -> tuple[int, int]:
    one, other = sorted((int(str(like.one.key)), int(str(like.other.key))))
    return one, other


def _came(people: QuerySet[Person]) -> dict[int, Came]:
    sheets = SessionAttendance.objects.filter(person__in=people.order_by().values("pk")).order_by()
    rows = sheets.values_list("person").annotate(Min("session__held_on"), Max("session__held_on"), Count("pk"))
    return {person: Came(first, last, times) for person, first, last, times in rows}


def _pair(like: Likeness, everybody: dict[int, Person], came: dict[int, Came]) -> Pair:
    entries = [
        Entry(everybody[pk], list(everybody[pk].workplaces.all()), came[pk].times if pk in came else 0)
        for pk in _order(like)
    ]
    # Staff of the programme is never the double, see actions.doubles.
    entries.sort(key=lambda entry: (bool(entry.person.programme_role), entry.attendances), reverse=True)
    return Pair(entries[0], entries[1], like.signs)


def _face(person: Person, came: Came | None) -> Face:
    return Face(
        key=person.pk,
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email or "",
        sites=frozenset(site.pk for site in person.workplaces.all()),
        profession=person.profession if person.profession != Person.Profession.OTHER else "",
        sex=person.sex,
        age_band=person.age_band,
        came=came,
    )
