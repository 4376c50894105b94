"""Simulated annealing (Kirkpatrick, Gelatt and Vecchi, 1983): the way on where no construction is known.

Every plan on the way keeps the rules. Q is the sum of x(x-1)/2 over cells, x = how many guests go from table t in
round i to table u in round j; so a changed seat costs one look for each other round, however many people sit there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import exp
from random import Random
from time import perf_counter

from peercircle.activities.world_cafe.seating.demand import Demand, Seats

Change = tuple[int, int, int]  # round, guest, table
LONGEST_CHAIN = 5
BETWEEN_LOOKS_AT_THE_CLOCK = 64
HOT, COLD, COOLINGS = 1.2, 0.08, 3
ONCE_MORE = 1_000_000_000  # what it costs when a guest comes once more to a table, where that is allowed at all


class Evening:
    """A plan that is being changed: seats, cells, how full the tables are."""

    def __init__(
        self, demand: Demand, seats: Seats, keep: Sequence[Sequence[int | None]] | None = None, price: int = 0
    ) -> None:
        """`cost` is Q, `price` for each seat that differs from `keep`, and above all who comes once more to a table."""
        self.demand, self.keep, self.price = demand, keep, price
        self.rows = [list(row) for row in seats]
        self.limits = [demand.seats_at(round_) for round_ in range(demand.rounds)]
        self.visits = [[0] * demand.tables for _ in range(demand.guests)]
        self.cells = {
            (one, other): [0] * demand.tables**2
            for one in range(demand.rounds)
            for other in range(one + 1, demand.rounds)
        }
        self.load = [[0] * demand.tables for _ in range(demand.rounds)]
        self.cost = 0
        if keep is not None:
            ahead = range(demand.begun, demand.rounds)
            self.cost = price * sum(
                keep[round_][guest] is not None for round_ in ahead for guest in demand.here[round_]
            )
        wanted, self.rows = self.rows, [[None] * demand.guests for _ in range(demand.rounds)]
        for round_, row in enumerate(wanted):
            for guest, table in enumerate(row):
                if table is not None:
                    self.put(round_, guest, table)

    def put(self, round_: int, guest: int, table: int | None) -> None:
        """Change one seat and keep the books."""
        before = self.rows[round_][guest]
        if self.keep is not None and round_ >= self.demand.begun:
            kept = self.keep[round_][guest]
            self.cost += self.price * ((table != kept) - (before != kept))
        self._meet(round_, guest, before, table)
        self.rows[round_][guest] = table
        for seat, more in ((before, -1), (table, 1)):
            if seat is not None:
                self.load[round_][seat] += more
                self.visits[guest][seat] += more
                if guest in self.demand.returning and self.visits[guest][seat] >= self.demand.visits + (more > 0):
                    self.cost += ONCE_MORE * more

    def _meet(self, round_: int, guest: int, before: int | None, table: int | None) -> None:
        """What Q is after this change."""
        size = self.demand.tables
        for other, row in enumerate(self.rows):
            seat = row[guest]
            if other == round_ or seat is None:
                continue
            cells = self.cells[round_, other] if round_ < other else self.cells[other, round_]
            step, start = (size, seat) if round_ < other else (1, seat * size)
            if before is not None:
                cells[before * step + start] -= 1
                self.cost -= cells[before * step + start]
            if table is not None:
                self.cost += cells[table * step + start]
                cells[table * step + start] += 1

    def may_sit(self, guest: int, table: int) -> bool:
        return (guest, table) not in self.demand.life.forbidden

    def is_sound(self, changes: list[Change], befores: list[int | None]) -> bool:
        """After these changes: nobody too often at a table, no table too full or too empty."""
        for round_, guest, table in changes:
            if self.visits[guest][table] > self.demand.visits_of(guest) or not self.may_sit(guest, table):
                return False
            fewest, most = self.limits[round_][table]
            if not fewest <= self.load[round_][table] <= most:
                return False
        return all(
            self.limits[round_][before][0] <= self.load[round_][before]
            and self.visits[guest][before] >= self.demand.fewest_visits
            for (round_, guest, _), before in zip(changes, befores, strict=True)
            if before is not None
        )


class Meeting(Evening):
    """The same with L in place of Q: how often each pair meets is counted pair by pair."""

    def __init__(
        self, demand: Demand, seats: Seats, keep: Sequence[Sequence[int | None]] | None = None, price: int = 0
    ) -> None:
        self.times: defaultdict[tuple[int, int], int] = defaultdict(int)
        self.at: list[list[set[int]]] = [[set() for _ in range(demand.tables)] for _ in range(demand.rounds)]
        super().__init__(demand, seats, keep, price)

    def _meet(self, round_: int, guest: int, before: int | None, table: int | None) -> None:
        times, at = self.times, self.at[round_]
        if before is not None:
            at[before].remove(guest)
            for other in at[before]:
                pair = (guest, other) if guest < other else (other, guest)
                times[pair] -= 1
                self.cost -= times[pair] > 0
        if table is not None:
            for other in at[table]:
                pair = (guest, other) if guest < other else (other, guest)
                self.cost += times[pair] > 0
                times[pair] += 1
            at[table].add(guest)


def evening(
    demand: Demand, seats: Seats, keep: Sequence[Sequence[int | None]] | None = None, price: int = 0
) -> Evening:
    """With the books of what the people want least of."""
    return (Meeting if demand.objective == "meet" else Evening)(demand, seats, keep, price)


def anneal(evening: Evening, rng: Random, until: float, goal: int) -> Seats:
    """The best plan met until then; at once when `goal` is met."""
    best, best_rows = evening.cost, [list(row) for row in evening.rows]
    begun, length = perf_counter(), max(until - perf_counter(), 1e-9)
    while best > goal and (gone := (perf_counter() - begun) / length) < 1:
        heat = HOT * (COLD / HOT) ** (gone * COOLINGS % 1)
        for _ in range(BETWEEN_LOOKS_AT_THE_CLOCK):
            _try(evening, rng, heat)
            if evening.cost < best:
                best, best_rows = evening.cost, [list(row) for row in evening.rows]
    return best_rows


def _try(evening: Evening, rng: Random, heat: float) -> None:
    """One change; taken back when it breaks a rule, or when it is too bad for the heat."""
    changes = _proposal(evening, rng)
    before, befores = evening.cost, [evening.rows[round_][guest] for round_, guest, _ in changes]
    for change in changes:
        evening.put(*change)
    worse = evening.cost - before
    if (worse > 0 and rng.random() >= exp(-worse / heat)) or not evening.is_sound(changes, befores):
        for (round_, guest, _), table in zip(changes, befores, strict=True):
            evening.put(round_, guest, table)


def _proposal(evening: Evening, rng: Random) -> list[Change]:
    demand = evening.demand
    if demand.begun >= demand.rounds:
        return []
    round_ = rng.randrange(demand.begun, demand.rounds)
    here = demand.here[round_]
    if not here:
        return []
    guest = here[rng.randrange(len(here))]
    kind = rng.random()
    if kind < 0.1:
        return _move(evening, round_, guest, rng)
    if kind < 0.6 and demand.rounds < demand.tables:
        return _swap(evening, round_, guest, rng)
    return _chain(evening, round_, guest, rng)


def _move(evening: Evening, round_: int, guest: int, rng: Random) -> list[Change]:
    """One guest goes to a table that may have one more."""
    table = rng.choice(evening.demand.open[round_])
    return [] if table == evening.rows[round_][guest] else [(round_, guest, table)]


def _swap(evening: Evening, round_: int, guest: int, rng: Random) -> list[Change]:
    """Two guests change seats."""
    row, here = evening.rows[round_], evening.demand.here[round_]
    other = here[rng.randrange(len(here))]
    one, two = row[guest], row[other]
    if one == two or one is None or two is None:
        return []
    return [(round_, guest, two), (round_, other, one)]


def _chain(evening: Evening, round_: int, guest: int, rng: Random) -> list[Change]:
    """Guests who visit the same two tables visit them in another order, so that nobody comes to a table twice.

    Each trades its rounds at tables t and u; the chain ends when every table is as full as before.
    """
    demand, rows = evening.demand, evening.rows
    target = rng.randrange(demand.begun, demand.rounds)
    here, there = rows[round_][guest], rows[target][guest]
    if here is None or there is None or here == there:
        return []
    changes = [(round_, guest, there), (target, guest, here)]
    used, at = {guest}, target
    while at != round_ and len(used) < LONGEST_CHAIN:
        nexts = [
            (other, later)
            for other in demand.here[at]
            if other not in used and rows[at][other] == here
            for later in range(demand.begun, demand.rounds)
            if rows[later][other] == there
        ]
        if not nexts:
            return []
        closing = [step for step in nexts if step[1] == round_]
        other, later = rng.choice(closing or nexts)
        changes += [(at, other, there), (later, other, here)]
        used.add(other)
        at = later
    return changes if at == round_ else []
