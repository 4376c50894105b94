"""Who those may be who wrote their names on a phone: the people whom the team knows, by how their names sound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from peercircle.people.likeness import Crowd, Face, Likeness, Sign
from peercircle.people.models import Person
from peercircle.programme.models import Arrival, Session

MOST = 4  # proposals for each


@dataclass(frozen=True)
class Arrived:
    arrival: Arrival
    likely: list[Person]
    is_sure: bool  # one person of just this name, and nobody else who is like them

    @property
    def described(self) -> str:
        return f"{self.arrival.name}, {self.arrival.get_profession_display()}"


def arrived(session: Session, known: QuerySet[Person]) -> list[Arrived]:
    """Nobody is known by name alone: these are proposals, which a person reads and may change."""
    arrivals = list(session.arrivals.all())
    if not arrivals:
        return []
    here = frozenset({session.site_id} if session.site_id else ())
    crowd = Crowd(
        Face(each.pk, each.given_name, each.family_name, sites=here, profession=each.profession) for each in arrivals
    )
    alike = _alike(crowd, known, here)
    people = known.in_bulk({likeness.one.key for found in alike.values() for likeness in found})
    return [_one(each, alike[each.pk], people) for each in arrivals]


def _alike(crowd: Crowd, known: QuerySet[Person], here: frozenset[int]) -> defaultdict[UUID, list[Likeness]]:
    """The arrivals stand in the crowd, and everybody who is known walks past it."""
    alike: defaultdict[UUID, list[Likeness]] = defaultdict(list)
    works_here = Exists(Person.workplaces.through.objects.filter(person=OuterRef("pk"), site__in=here))
    names = known.annotate(is_here=works_here)
    for pk, given, family, profession, is_here in names.values_list(
        "pk", "given_name", "family_name", "profession", "is_here"
    ):
        face = Face(pk, given, family, sites=here if is_here else frozenset(), profession=profession)
        for likeness in crowd.like(face):
            alike[likeness.other.key].append(likeness)  # type: ignore[index]
    return alike


def _one(arrival: Arrival, alike: Iterable[Likeness], people: dict[int, Person]) -> Arrived:
    best = sorted(alike, key=lambda likeness: -likeness.points)[:MOST]
    is_sure = len(best) == 1 and Sign.SAME_NAME in best[0].signs
    return Arrived(arrival, [people[likeness.one.key] for likeness in best], is_sure)  # type: ignore[index]
