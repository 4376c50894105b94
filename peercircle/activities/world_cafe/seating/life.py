"""An evening as it goes: late, gone, closed, sat elsewhere. The rest is planned anew with few changed seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from time import perf_counter

from peercircle.activities.world_cafe.seating import annealing, rotation
from peercircle.activities.world_cafe.seating.demand import Bounds, Demand, Impossible, Seats
from peercircle.activities.world_cafe.seating.flows import assign

TRIES = 40
CHANGE, LATER, MET = 10_000, 6_000, 40


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


def seats(demand: Demand, limits: Bounds, near: Seats, until: float) -> tuple[Seats, str]:
    """Round after round the cheapest seats, several times in several orders; then annealing for what is left to gain.

    A changed seat costs more than any pair that meets again.
    """
    _must_be_possible(demand)
    best: tuple[int, Seats] | None = None
    price = demand.guests * demand.rounds + 1 if demand.running is not None else 0
    for attempt in range(TRIES):
        rest = _Rest(demand, near, Random(attempt))
        found = rest.seats()
        if found is not None:
            evening = annealing.Evening(demand, found, demand.running, price)
            if best is None or evening.cost < best[0]:
                best = evening.cost, found
        if attempt and perf_counter() > until and best:
            break
    if best is None:
        raise _stuck(demand)
    evening = annealing.Evening(demand, best[1], demand.running, price)
    return annealing.anneal(evening, Random(1), until, limits.Q), "flow and annealing"


def plain(demand: Demand) -> Seats:
    """What people get when all else fails: their steps of the plain rotation, kept where they are allowed."""
    near = rotation.rotation(demand.guests, demand.tables, demand.rounds)
    return _Rest(demand, near, Random(0)).seats() or near


@dataclass
class _Rest:
    """The rounds to come, seated one after the other."""

    demand: Demand
    near: Seats
    rng: Random

    def seats(self) -> Seats | None:
        demand = self.demand
        rows: Seats = [list(row) for row in demand.life.past]
        rows += [[None] * demand.guests for _ in range(demand.rounds - demand.begun)]
        self.rows = rows
        self.visits = [[0] * demand.tables for _ in range(demand.guests)]
        for row in demand.life.past:
            self._note(row)
        for round_ in range(demand.begun, demand.rounds):
            at = assign(self._costs(round_), demand.seats_at(round_))
            if at is None:
                return None
            for guest, table in at.items():
                rows[round_][guest] = table
            self._note(rows[round_])
        return rows

    def _note(self, row: list[int | None] | tuple[int | None, ...]) -> None:
        for guest, table in enumerate(row):
            if table is not None:
                self.visits[guest][table] += 1

    def _costs(self, round_: int) -> dict[int, dict[int, int]]:
        return {guest: dict(self._choices(guest, round_)) for guest in self.demand.here[round_]}

    def _choices(self, guest: int, round_: int) -> Iterator[tuple[int, int]]:
        """What each table that a guest may go to costs: a change now, a change later, and chance between equals."""
        later = [self.near[other][guest] for other in range(round_ + 1, self.demand.rounds)]
        for table in self.demand.open[round_]:
            if self.visits[guest][table] >= self.demand.visits or (guest, table) in self.demand.life.forbidden:
                continue
            cost = self.rng.randrange(MET)
            if table != self.near[round_][guest]:
                cost += CHANGE
            if table in later:
                cost += LATER
            cost += 200 * self.visits[guest][table]
            # Few ways left for this guest at the tables that stay open: rather now than never.
            cost -= 50 * self._still_needed(guest, table, round_)
            yield table, cost

    def _still_needed(self, guest: int, table: int, round_: int) -> int:
        return sum(table not in self.demand.open[other] for other in range(round_ + 1, self.demand.rounds))


def _must_be_possible(demand: Demand) -> None:
    """Every guest needs a different open table, not visited too often, for each round to come: a matching."""
    for guest in range(demand.guests):
        left = dict.fromkeys(range(demand.tables), demand.visits)
        for row in demand.life.past:
            table = row[guest]
            if table is not None:
                left[table] -= 1
        rounds = [r for r in range(demand.begun, demand.rounds) if guest in set(demand.here[r])]
        for round_ in rounds:
            if not demand.open[round_]:
                raise Impossible(f"guest {guest}", f"no table is open in round {round_}", "Open one table")
        costs = {
            r: {t: 0 for t in demand.open[r] if left[t] > 0 and (guest, t) not in demand.life.forbidden} for r in rounds
        }
        if assign(costs, {table: (0, max(0, free)) for table, free in left.items()}) is None:
            raise Impossible(
                f"guest {guest}",
                f"has no open table left that is not visited yet, in one of rounds {rounds[0]} to {rounds[-1]}",
                f"Let guest {guest} return once to a table, or open one more",
            )


def _stuck(demand: Demand) -> Impossible:
    return Impossible(
        "everybody together",
        "the tables that are left to people cannot be shared out evenly in every round",
        "Let table sizes differ by two, or open one more table",
    )
