"""A café as the seating sees it: people and tables by number, what was, who is here, what is planned."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from peercircle.activities.world_cafe import seating, shapes
from peercircle.activities.world_cafe.models import Cafe, Hosting, Seat, Table, ThemeChoice
from peercircle.activities.world_cafe.seating import Demand, Impossible, Life, Plan, Seats
from peercircle.activities.world_cafe.seating.rotation import rotation
from peercircle.meetings.models import Attendance
from peercircle.people.models import Person

log = logging.getLogger(__name__)
BUDGET_MS = 200  # other phones wait with their notes while seats are found


@dataclass
class Evening:
    """Read once, under the lock of the meeting. A party travels together: one guest, or a team."""

    cafe: Cafe
    here: list[Attendance]
    tables: list[Table]
    seats: dict[tuple[int, int], Seat]  # by round and person

    @classmethod
    def of(cls, cafe: Cafe) -> Evening:
        return cls(
            cafe,
            list(cafe.item.meeting.attendances.here()),
            list(cafe.tables.filter(is_open=True).select_related("host", "host_away")),
            {(seat.round, seat.attendance_id): seat for seat in cafe.seats.all()},
        )

    @property
    def has_hosts(self) -> bool:
        return shapes.has_hosts(shapes.Mode(self.cafe.mode))

    def hosts(self, round_: int) -> set[int]:
        """Who stays at a table in that round."""
        return {table.host_id for table in self.tables if self.has_hosts and table.host_id and table.is_set(round_)}

    def guests(self, round_: int) -> list[Attendance]:
        hosts = self.hosts(round_)
        return [person for person in self.here if person.pk not in hosts]

    def sitting_at(self, table: Table, round_: int) -> list[int]:
        return [
            person for (number, person), seat in self.seats.items() if number == round_ and seat.table_id == table.pk
        ]

    def row(self, person: int, rounds: range) -> list[int | None]:
        """At which tables somebody sits, by their place among the tables."""
        places = {table.pk: place for place, table in enumerate(self.tables)}
        found = [self.seats.get((round_, person)) for round_ in rounds]
        return [places.get(seat.table_id) if seat else None for seat in found]

    def parties(self) -> list[list[int]]:
        """Guests one by one, in the order in which they came; in a carousel those who walk together."""
        begun, last = self.cafe.begun, self.cafe.rounds
        to_come = {person.pk for round_ in range(begun + 1, last + 1) for person in self.guests(round_)}
        people = sorted(to_come | {person for _round, person in self.seats})
        if self.has_hosts:
            return [[person] for person in people]
        return self._teams([person for person in people if person in to_come])

    def _teams(self, people: list[int]) -> list[list[int]]:
        begun = self.cafe.begun
        if not begun:
            mode = shapes.Mode(self.cafe.mode)
            count = shapes.teams(mode, len(people), len(self.tables))
            return [people[number::count] for number in range(count)]
        teams: dict[int | None, list[int]] = {}
        for person in people:
            seat = self.seats.get((begun, person))
            teams.setdefault(seat.table_id if seat else None, []).append(person)
        # Whose way is known leads the team.
        known = Counter(person for round_, person in self.seats if round_ > begun)
        return [sorted(team, key=lambda person: -known[person]) for team in teams.values()]

    def demand(self, parties: list[list[int]]) -> Demand:
        begun, last = self.cafe.begun, self.cafe.rounds
        rounds = range(1, last + 1)
        rows = [self.row(party[0], rounds) for party in parties]
        guests = {round_: {person.pk for person in self.guests(round_)} for round_ in rounds}
        present = tuple(tuple(party[0] in guests[round_] for party in parties) for round_ in rounds)
        columns = tuple(tuple(row[number] for row in rows) for number in range(last))
        return Demand(
            guests=len(parties),
            tables=len(self.tables),
            rounds=last,
            objective=self.cafe.objective,
            groups=self._groups(parties) if self.has_hosts else None,
            preferences=self._wishes(parties) if self.has_hosts and not begun else None,
            met=self._met(parties) if self.has_hosts else (),
            life=Life(
                past=columns[:begun],
                present=present,
                open_tables=tuple(self._open(round_) for round_ in rounds),
                forbidden=self._forbidden(parties),
            ),
            running=columns if begun else None,
            budget_ms=BUDGET_MS,
        )

    def _open(self, round_: int) -> tuple[int, ...]:
        return tuple(place for place, table in enumerate(self.tables) if table.is_set(round_))

    def _forbidden(self, parties: list[list[int]]) -> frozenset[tuple[int, int]]:
        """Who hosted a table is not sent back to it as a guest."""
        places = {table.pk: place for place, table in enumerate(self.tables)}
        numbers = {party[0]: number for number, party in enumerate(parties)}
        hosted = Hosting.objects.filter(table__in=places).values_list("attendance_id", "table_id")
        return frozenset((numbers[person], places[table]) for person, table in hosted if person in numbers)

    def _wishes(self, parties: list[list[int]]) -> tuple[tuple[int, ...], ...] | None:
        """The themes that each guest asked for, where they have a table."""
        places = {table.pk: place for place, table in enumerate(self.tables)}
        asked: dict[int, list[int]] = {}
        for person, table in ThemeChoice.objects.filter(table__in=places).values_list("attendance_id", "table_id"):
            asked.setdefault(person, []).append(places[table])
        return tuple(tuple(asked.get(party[0], ())) for party in parties) if asked else None

    def _groups(self, parties: list[list[int]]) -> tuple[str | int | None, ...] | None:
        """Of one school; in a group of a single school, of one profession."""
        people = {each.pk: each.membership.person for each in self.here if each.membership}
        works = Person.workplaces.through.objects.filter(person__in=people.values())
        schools = dict(works.order_by("-pk").values_list("person_id", "site_id"))
        by_school = len(set(schools.values())) > 1
        groups: list[str | int | None] = []
        for party in parties:
            guest = people.get(party[0])
            groups.append((schools.get(guest.pk) if by_school else guest.profession) if guest else None)
        return tuple(groups) if any(groups) else None

    def _met(self, parties: list[list[int]]) -> tuple[tuple[int, int, int], ...]:
        members = {each.pk: each.membership_id for each in self.here if each.membership_id}
        numbers = {members[party[0]]: number for number, party in enumerate(parties) if party[0] in members}
        times = met_before(self.cafe)
        return tuple(
            (numbers[one], numbers[other], count)
            for (one, other), count in times.items()
            if one in numbers and other in numbers
        )


def met_before(cafe: Cafe) -> Counter[tuple[int, int]]:
    """How often two members sat at one table in earlier cafés of this group."""
    earlier = Seat.objects.filter(cafe__item__meeting__group=cafe.item.meeting.group_id).exclude(cafe=cafe)
    tables: dict[tuple[int, int], set[int]] = {}
    for table, round_, member, host in earlier.exclude(attendance__membership=None).values_list(
        "table", "round", "attendance__membership", "table__host__membership"
    ):
        tables.setdefault((table, round_), set()).update({member, host} - {None})
    return Counter(pair for people in tables.values() for pair in combinations(sorted(people), 2))


def best_plan(demand: Demand) -> Plan:
    """A plan that the checker has read. Where no plan keeps all rules, the least that has to give, gives.

    A fault of ours must not stop an evening: it is logged, and people get the plain rotation.
    """
    try:
        return _plan(demand)
    except Exception:
        log.exception("No seating plan was found; people get the plain rotation")
        return _plain(demand)


def _plan(demand: Demand) -> Plan:
    try:
        return seating.plan(demand)
    except Impossible as impossible:
        return seating.plan(impossible.relaxed) if impossible.relaxed else _plain(demand)


def _plain(demand: Demand) -> Plan:
    """Everyone moves on by a step of their own, past tables that are closed; what was stays."""
    steps = rotation(demand.guests, demand.tables, demand.rounds)
    seats: Seats = [list(row) for row in demand.life.past]
    for round_ in range(demand.begun, demand.rounds):
        row: list[int | None] = [None] * demand.guests
        for guest in demand.here[round_]:
            step = steps[round_][guest] or 0
            open_tables = demand.open[round_]
            row[guest] = step if step in open_tables else open_tables[step % len(open_tables)]
        seats.append(row)
    count = seating.count(seats)
    return Plan(seats, count, seating.bounds(demand), optimal=False, method="plain rotation")
