"""An evening as it goes: late, gone, closed, sat elsewhere. The rest is planned anew with few changed seats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random
from time import perf_counter

from peercircle.activities.world_cafe.seating import annealing, rotation
from peercircle.activities.world_cafe.seating.demand import Bounds, Demand, Seats
from peercircle.activities.world_cafe.seating.flows import assign, share
from peercircle.activities.world_cafe.seating.ways import Ways, is_proven_impossible, ways, without

TRIES, TRIES_AT_LEAST, PASSES = 60, 3, 8
MANY, FEW = 1_000, 16  # tables that are thought of for a guest; a few are quicker, and mostly enough
# What a seat costs: first of all a visit too many, then one that is allowed for want of a better plan, then a change,
# then a table that is planned for later, then one that was visited, a table that will be closed later (gladly now), a
# wish; and chance between equals.
TOO_OFTEN, ONCE_MORE, CHANGE, LATER, VISITED = 1_000_000_000, 10_000_000, 10_000, 6_000, 200
CLOSES_SOON, WISHED, CHANCE = 50, 30, 40


def changed(demand: Demand, seats: Seats) -> tuple[tuple[int, int], ...]:
    """(round, guest) of every seat to come that is not the one in the running plan: who must be told."""
    if demand.running is None:
        return ()
    return tuple(
        (round_, guest)
        for round_ in range(demand.begun, demand.rounds)
        for guest in demand.here[round_]
        if seats[round_][guest] != demand.running[round_][guest]
    )


def seats(demand: Demand, limits: Bounds, near: Seats, until: float) -> tuple[Seats, str] | None:
    """The rest of the evening, near to a plan; None when none is found (see `relaxing`)."""
    price = 0 if demand.running is None else demand.guests * demand.rounds**2
    rows = found(demand, near, price, until)
    if rows is None:
        return None
    if perf_counter() > until:
        return rows, "flow"
    evening = annealing.evening(demand, rows, demand.running, price)
    goal = limits.goal(demand.objective) + (price and price * _fewest_changes(demand))
    return annealing.anneal(evening, Random(1), until, goal), "flow and annealing"


def _fewest_changes(demand: Demand) -> int:
    """So many seats must change: in each round by itself, after what was, a flow changes the fewest."""
    left = ways(demand)
    fewest, running = 0, demand.running or ()
    for round_ in range(demand.begun, demand.rounds):
        row = running[round_]
        costs = {
            guest: {table: int(table != row[guest]) for table in sorted(tables)}
            for guest, tables in left[round_].items()
        }
        at = assign(costs, demand.seats_at(round_)) or {}
        fewest += sum(table != row[guest] for guest, table in at.items())
    return fewest


def plain(demand: Demand) -> Seats:
    """What people get when all else fails: their steps of the plain rotation, kept where they are allowed."""
    near = rotation.rotation(demand.guests, demand.tables, demand.rounds)
    return _Rest(demand, near, ways(demand), Random(0)).seats() or near


def found(demand: Demand, near: Seats, price: int, until: float) -> Seats | None:
    """The best of several tries, changed seats counted first. Where the rounds to come are alike, None is a proof."""
    left = ways(demand)
    if without(left):
        return None
    best: tuple[int, Seats] | None = None
    halfway = (perf_counter() + until) / 2
    for attempt in range(TRIES):
        chance = CHANCE if attempt % 2 == 0 else CHANGE // 2 if best else 2 * CHANGE
        rows = _Rest(demand, near, left, Random(attempt), chance, FEW if attempt % 3 < 2 else MANY).seats()
        if rows is None and best is None and not attempt:
            rows = _at_once(demand, near, left)
            if rows is None and (_is_settled_at_once(demand) or is_proven_impossible(demand, left)):
                return None
        if rows is not None:
            evening = annealing.evening(demand, rows, demand.running, price)
            best = min(best or (evening.cost, rows), (evening.cost, rows), key=lambda pair: pair[0])
        if (best or attempt >= TRIES_AT_LEAST) and perf_counter() > halfway:
            break
    return best[1] if best else None


def _is_settled_at_once(demand: Demand) -> bool:
    """Are the same people and tables there in every round to come, and does nobody return?"""
    if demand.visits > 1 or demand.returning:
        return False
    rounds = range(demand.begun, demand.rounds)
    kinds = {(tuple(demand.here[round_]), tuple(demand.open[round_])) for round_ in rounds}
    return len(kinds) <= 1


def _at_once(demand: Demand, near: Seats, left: Ways) -> Seats | None:
    """Where the rounds to come are alike: first which tables each guest still visits, then in which round.

    Both steps fail only where no plan exists. If k rounds are left, any choice of k tables for each guest, with k
    times the fewest to k times the most guests at each table, splits into k even rounds: 1/k of it is an even round
    in fractions, so a flow finds one in whole guests; what is left splits into k - 1 (de Werra, 1971).
    """
    rounds = demand.rounds - demand.begun
    if not rounds or not _is_settled_at_once(demand):
        return None
    limits = demand.seats_at(demand.begun)
    asked = {guest: (rounds, set(tables)) for guest, tables in left[demand.begun].items()}
    chosen = share(asked, {table: (rounds * fewest, rounds * most) for table, (fewest, most) in limits.items()})
    guests = Counter(chain.from_iterable(chosen.values()))
    few = any(guests[table] < rounds * fewest for table, (fewest, _) in limits.items())
    if few or any(len(tables) < rounds for tables in chosen.values()):
        return None
    rows: Seats = [list(row) for row in demand.life.past]
    for round_ in range(demand.begun, demand.rounds):
        to_come = demand.rounds - round_
        visitors = {table: sum(table in tables for tables in chosen.values()) for table in limits}
        costs = {
            guest: {table: int(table != near[round_][guest]) for table in sorted(tables)}
            for guest, tables in chosen.items()
        }
        at = assign(costs, {table: (people // to_come, -(-people // to_come)) for table, people in visitors.items()})
        if at is None:
            return None
        rows.append([at.get(guest) for guest in range(demand.guests)])
        for guest, table in at.items():
            chosen[guest].discard(table)
    return rows


@dataclass
class _Rest:
    """The rounds to come, seated one after the other; then again, while somebody comes to a table too often."""

    demand: Demand
    near: Sequence[Sequence[int | None]]
    left: Ways
    rng: Random
    chance: int = CHANCE
    choices_at_most: int = MANY

    def _begin(self) -> None:
        demand = self.demand
        self.closing = [self._closing(round_) for round_ in range(demand.rounds)]
        self.rows: Seats = [list(row) for row in demand.life.past]
        self.rows += [[None] * demand.guests for _ in range(demand.rounds - demand.begun)]
        self.visits = [[0] * demand.tables for _ in range(demand.guests)]
        for row in demand.life.past:
            for guest, table in enumerate(row):
                if table is not None:
                    self.visits[guest][table] += 1
        self.past = [list(visits) for visits in self.visits]

    def _closing(self, round_: int) -> Counter[int]:
        """For each table, in how many rounds after this one it is closed."""
        later = self.demand.open[round_ + 1 :]
        return Counter(table for tables in later for table in range(self.demand.tables) if table not in tables)

    def seats(self) -> Seats | None:
        self._begin()
        ahead = list(range(self.demand.begun, self.demand.rounds))
        if not all(self._seat(round_) for round_ in ahead):
            return None
        for _ in range(PASSES):
            if not self._is_anybody_too_often():
                return self.rows
            self.rng.shuffle(ahead)
            for round_ in ahead:
                self._seat(round_)
        return None if self._is_anybody_too_often() else self.rows

    def _seat(self, round_: int) -> bool:
        """The cheapest seats of this round, the other rounds as they are."""
        for guest, table in enumerate(self.rows[round_]):
            if table is not None:
                self.visits[guest][table] -= 1
        costs = {guest: dict(self._costs(guest, round_)) for guest in self.left[round_]}
        at = assign(costs, self.demand.seats_at(round_))
        for guest, table in (at or {}).items():
            self.rows[round_][guest] = table
            self.visits[guest][table] += 1
        return at is not None

    def _is_anybody_too_often(self) -> bool:
        return any(
            times > self.demand.visits_of(guest) and times > before
            for guest, visits in enumerate(self.visits)
            for times, before in zip(visits, self.past[guest], strict=True)
        )

    def _costs(self, guest: int, round_: int) -> Iterator[tuple[int, int]]:
        demand, most = self.demand, self.demand.visits_of(guest)
        later = [self.near[other][guest] for other in range(round_ + 1, demand.rounds)]
        asked = demand.preferences[guest] if demand.preferences else ()
        visited = VISITED if demand.running is not None else 2 * CHANGE
        tables = sorted(self.left[round_][guest])
        if len(tables) > self.choices_at_most:
            kept = self.near[round_][guest]
            tables = [*self.rng.sample(tables, self.choices_at_most), *([kept] if kept in tables else [])]
        for table in tables:
            visits = self.visits[guest][table]
            cost = self.rng.randrange(self.chance) + visited * visits
            cost += TOO_OFTEN if visits >= most else ONCE_MORE * (visits >= demand.visits)
            cost += CHANGE * (table != self.near[round_][guest]) + LATER * (table in later)
            yield table, cost - CLOSES_SOON * self.closing[round_][table] - WISHED * (table in asked)
