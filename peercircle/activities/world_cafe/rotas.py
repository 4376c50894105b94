"""A café on paper, for people without phones: who goes where, and what stands on each table.

Before it begins nobody knows who will come, so slips carry numbers and are drawn by lot; afterwards they carry names.
Where there are more themes than tables, the group chooses when it meets: until then tables have only a number.
"""

from __future__ import annotations

from dataclasses import dataclass

from peercircle.activities.world_cafe import seating, shapes
from peercircle.activities.world_cafe.models import Cafe, Table

FEWEST, MOST = 4, 120
BUDGET_MS = 300
THEME_IN_HUGE, WORD_IN_HUGE, WORD_IN_LARGE = 24, 15, 26  # letters


@dataclass(frozen=True)
class Place:
    """A table and its number; one of the two is open until the group has chosen its themes."""

    number: int | None
    table: Table | None = None

    @property
    def size(self) -> str:
        """How large the theme is printed, so that its longest word stays in one piece."""
        theme = self.table.theme if self.table else ""
        longest = max(map(len, theme.split()), default=0)
        if longest > WORD_IN_LARGE:
            return "small"
        return "middle" if longest > WORD_IN_HUGE or len(theme) > THEME_IN_HUGE else "huge"


@dataclass(frozen=True)
class Talk:
    """What somebody does in a round of an interview, and with whom."""

    round: int
    turn: str
    others: list[str]


@dataclass(frozen=True)
class Slip:
    """A host stays at a place; a guest has one for each round. Without hosts, teams walk together.

    In an interview nobody walks: there a slip says who tells and who asks.
    """

    number: int
    hosts: Place | None = None
    stops: tuple[tuple[int, Place], ...] = ()
    talks: tuple[Talk, ...] = ()
    team: int = 0
    name: str = ""


def slips(cafe: Cafe, people: int) -> list[Slip]:
    if shapes.of(cafe, people) == shapes.Mode.PAIRS:
        return _of_an_interview(cafe, people)
    return _with_names(cafe) if cafe.begun else _by_lot(cafe, people)


def tents(cafe: Cafe, people: int) -> list[Place]:
    places = _places(cafe, people)
    if places and places[0].table is None:
        return [Place(None, table) for table in cafe.tables.all()]
    return places


def _by_lot(cafe: Cafe, people: int) -> list[Slip]:
    """First the hosts, then the guests, who meet as many others as can be."""
    mode = shapes.of(cafe, people)
    places = _places(cafe, people)
    hosts = places if shapes.has_hosts(mode) else []
    guests = people - len(hosts)
    parties = guests if hosts else shapes.teams(mode, people, len(places))
    rounds = shapes.rounds(mode, people, len(places))
    demand = seating.Demand(parties, len(places), rounds, objective=cafe.objective, budget_ms=BUDGET_MS)
    seats = seating.plan(demand).seats
    return [
        *(Slip(number, hosts=place) for number, place in enumerate(hosts, start=1)),
        *(
            Slip(
                len(hosts) + guest + 1,
                stops=tuple((round_, places[row[guest % parties] or 0]) for round_, row in enumerate(seats, start=1)),
                team=0 if hosts else guest % parties + 1,
            )
            for guest in range(guests)
        ),
    ]


def _with_names(cafe: Cafe) -> list[Slip]:
    """As the running plan has it: those who are here, hosts first."""
    places = {place.table.pk: place for place in _places(cafe, 0) if place.table}
    has_hosts = shapes.has_hosts(Cafe.Mode(cafe.mode))
    hosts = {table.host_id: places[table.pk] for table in cafe.tables.filter(pk__in=places)} if has_hosts else {}
    stops: dict[int, list[tuple[int, Place]]] = {}
    for person, round_, table in cafe.seats.order_by("round").values_list("attendance", "round", "table"):
        if table in places:
            stops.setdefault(person, []).append((round_, places[table]))
    here = sorted(cafe.item.meeting.attendances.here(), key=lambda person: person.pk not in hosts)
    return [
        Slip(number, hosts.get(person.pk), tuple(stops.get(person.pk, ())), name=person.name)
        for number, person in enumerate(here, start=1)
    ]


def _of_an_interview(cafe: Cafe, people: int) -> list[Slip]:
    here = cafe.item.meeting.attendances.here().order_by("pk") if cafe.begun else []
    names = [person.name for person in here] or [str(number) for number in range(1, people + 1)]
    rounds = range(1, (cafe.rounds or shapes.rounds(shapes.Mode.PAIRS, len(names), 1)) + 1)
    (place,) = _places(cafe, people)
    return [
        Slip(
            number + 1,
            stops=((1, place),) if place.table else (),
            talks=tuple(_talk(names, number, round_) for round_ in rounds),
            name=name if cafe.begun else "",
        )
        for number, name in enumerate(names)
    ]


def _talk(names: list[str], number: int, round_: int) -> Talk:
    others = [names[other] for other in shapes.company(number, len(names)) if other != number]
    return Talk(round_, shapes.turn(number, len(names), round_), others)


def _places(cafe: Cafe, people: int) -> list[Place]:
    tables = list(cafe.tables.all())
    if cafe.begun:
        return [Place(number, table) for number, table in enumerate((t for t in tables if t.is_open), start=1)]
    count = shapes.tables(shapes.of(cafe, people), people, len(tables))
    if count < len(tables):
        return [Place(number) for number in range(1, count + 1)]
    return [Place(number, table) for number, table in enumerate(tables, start=1)]
