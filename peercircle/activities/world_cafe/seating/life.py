"""An evening as it goes: late, gone, closed, sat elsewhere. The rest is planned anew with few changed seats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from random import Random
from time import perf_counter

from peercircle.activities.world_cafe.seating import annealing, rotation
from peercircle.activities.world_cafe.seating.demand import Bounds, Demand, Impossible, Seats
from peercircle.activities.world_cafe.seating.flows import assign, share

TRIES, TRIES_AT_LEAST, PASSES = 60, 12, 8
UNEVEN = 6  # so many steps of unevenness are tried one by one, before any is allowed
MANY, FEW = 1_000, 16  # tables that are thought of for a guest; a few are quicker, and mostly enough
# What a seat costs: first of all a visit too many, then a change, then a table that is planned for later, then one that
# was visited, a table that will be closed later (gladly now), a wish; and chance between equals.
TOO_OFTEN, CHANGE, LATER, VISITED, CLOSES_SOON, WISHED, CHANCE = 10_000_000, 10_000, 6_000, 200, 50, 30, 40


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
    """The rest of the evening, near to a plan; raises Impossible with the least that has to give."""
    without = [guest for guest in range(demand.guests) if not _finds_tables(demand, guest)]
    price = 0 if demand.running is None else demand.guests * demand.rounds**2
    found = None if without else _found(demand, near, price, until)
    if found is None:
        raise _impossible(demand, near, without)
    if perf_counter() > until:
        return found, "flow"
    evening = annealing.evening(demand, found, demand.running, price)
    goal = limits.goal(demand.objective) + (price and price * _fewest_changes(demand))
    return annealing.anneal(evening, Random(1), until, goal), "flow and annealing"


def _fewest_changes(demand: Demand) -> int:
    """So many seats must change: in each round by itself, after what was, a flow changes the fewest."""
    rest = _Rest(demand, demand.running or (), Random(0))
    rest.begin()
    fewest = 0
    for round_ in range(demand.begun, demand.rounds):
        row = rest.near[round_]
        costs = {
            guest: {table: int(table != row[guest]) for table in rest.choices(guest, round_)}
            for guest in demand.here[round_]
        }
        at = assign(costs, demand.seats_at(round_)) or {}
        fewest += sum(table != row[guest] for guest, table in at.items())
    return fewest


def plain(demand: Demand) -> Seats:
    """What people get when all else fails: their steps of the plain rotation, kept where they are allowed."""
    near = rotation.rotation(demand.guests, demand.tables, demand.rounds)
    return _Rest(demand, near, Random(0)).seats() or near


def _found(demand: Demand, near: Seats, price: int, until: float) -> Seats | None:
    """The best of several tries, changed seats counted first. Where the rounds to come are alike, None is a proof."""
    best: tuple[int, Seats] | None = None
    settled = _is_settled_at_once(demand)
    halfway = (perf_counter() + until) / 2
    for attempt in range(TRIES):
        chance = CHANCE if attempt % 2 == 0 else CHANGE // 2 if best else 2 * CHANGE
        found = _Rest(demand, near, Random(attempt), chance, FEW if attempt % 3 < 2 else MANY).seats()
        if found is None and best is None and settled:
            found = _at_once(demand, near)
            if found is None:
                return None
        if found is not None:
            evening = annealing.evening(demand, found, demand.running, price)
            best = min(best or (evening.cost, found), (evening.cost, found), key=lambda pair: pair[0])
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


def _at_once(demand: Demand, near: Seats) -> Seats | None:
    """Where the rounds to come are alike: first which tables each guest still visits, then in which round.

    Both steps fail only where no plan exists. If k rounds are left, any choice of k tables for each guest, with k
    times the fewest to k times the most guests at each table, splits into k even rounds: 1/k of it is an even round
    in fractions, so a flow finds one in whole guests; what is left splits into k - 1 (de Werra, 1971).
    """
    rest = _Rest(demand, near, Random(0))
    rest.begin()
    left = demand.rounds - demand.begun
    if not left or not _is_settled_at_once(demand):
        return None
    limits = demand.seats_at(demand.begun)
    asked = {guest: (left, rest.choices(guest, demand.begun)) for guest in demand.here[demand.begun]}
    chosen = share(asked, {table: (left * fewest, left * most) for table, (fewest, most) in limits.items()})
    guests = Counter(chain.from_iterable(chosen.values()))
    few = any(guests[table] < left * fewest for table, (fewest, _) in limits.items())
    if few or any(len(tables) < left for tables in chosen.values()):
        return None
    for round_ in range(demand.begun, demand.rounds):
        left = demand.rounds - round_
        visitors = {table: sum(table in tables for tables in chosen.values()) for table in limits}
        costs = {
            guest: {table: int(table != near[round_][guest]) for table in tables} for guest, tables in chosen.items()
        }
        at = assign(costs, {table: (people // left, -(-people // left)) for table, people in visitors.items()})
        if at is None:
            return None
        rest.take(round_, at)
        for guest, table in at.items():
            chosen[guest].discard(table)
    return rest.rows


@dataclass
class _Rest:
    """The rounds to come, seated one after the other; then again, while somebody comes to a table too often."""

    demand: Demand
    near: Sequence[Sequence[int | None]]
    rng: Random
    chance: int = CHANCE
    choices_at_most: int = MANY

    def begin(self) -> None:
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
        self.begin()
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
        costs = {guest: dict(self._costs(guest, round_)) for guest in self.demand.here[round_]}
        at = assign(costs, self.demand.seats_at(round_))
        self.take(round_, at or {})
        return at is not None

    def take(self, round_: int, at: dict[int, int]) -> None:
        for guest, table in at.items():
            self.rows[round_][guest] = table
            self.visits[guest][table] += 1

    def _is_anybody_too_often(self) -> bool:
        return any(
            times > self.demand.visits_of(guest) and times > before
            for guest, visits in enumerate(self.visits)
            for times, before in zip(visits, self.past[guest], strict=True)
        )

    def choices(self, guest: int, round_: int) -> set[int]:
        """The tables that a guest may go to after what was."""
        past, most = self.past[guest], self.demand.visits_of(guest)
        forbidden = self.demand.life.forbidden
        return {table for table in self.demand.open[round_] if past[table] < most and (guest, table) not in forbidden}

    def _costs(self, guest: int, round_: int) -> Iterator[tuple[int, int]]:
        demand, most = self.demand, self.demand.visits_of(guest)
        later = [self.near[other][guest] for other in range(round_ + 1, demand.rounds)]
        asked = demand.preferences[guest] if demand.preferences else ()
        visited = VISITED if demand.running is not None else 2 * CHANGE
        tables = sorted(self.choices(guest, round_))
        if len(tables) > self.choices_at_most:
            kept = self.near[round_][guest]
            tables = [*self.rng.sample(tables, self.choices_at_most), *([kept] if kept in tables else [])]
        for table in tables:
            visits = self.visits[guest][table]
            cost = self.rng.randrange(self.chance) + visited * visits + TOO_OFTEN * (visits >= most)
            cost += CHANGE * (table != self.near[round_][guest]) + LATER * (table in later)
            yield table, cost - CLOSES_SOON * self.closing[round_][table] - WISHED * (table in asked)


def _impossible(demand: Demand, near: Seats, without: list[int]) -> Impossible:
    """Who has no table left comes first; if everybody has, the tables cannot be even."""
    for round_ in range(demand.begun, demand.rounds):
        if demand.here[round_] and not demand.open[round_]:
            return Impossible("Everybody", f"is without a table: none is open in round {round_}", "Open one")
    relaxed = _least(replace(demand, returning=demand.returning | set(without)), near)
    apart = f"table sizes differ {_by(relaxed, near)}"
    if without:
        also = f" and {apart}" if relaxed and any(relaxed.slack) else ""
        names = ", ".join(map(str, without[:10])) + (" and others" if len(without) > 10 else "")
        return Impossible(
            f"Guest {names}" if len(without) == 1 else f"Guests {names}",
            f"{'has' if len(without) == 1 else 'have'} too few open tables left that are new and not forbidden",
            f"Let a guest without one return once to a table{also}, or open one more table",
            relaxed,
        )
    return Impossible(
        "The guests together",
        "cannot fill the tables as evenly as is wanted without somebody coming to a table too often",
        f"Let {apart}, or let somebody return to a table",
        relaxed,
    )


def _least(demand: Demand, near: Seats) -> Demand | None:
    """The least unevenness with which it goes; fewer guests at a table are tried before more.

    None where even the greatest is of no help, because nobody may return often enough.
    """
    slacks = [(slack - more, more) for slack in range(UNEVEN) for more in range(slack + 1)]
    for slack in (*slacks, (demand.guests, demand.guests)):
        relaxed = replace(demand, slack=slack)
        if _found(relaxed, near, 0, 0.0) is not None:
            return relaxed
    return None


def _by(relaxed: Demand | None, near: Seats) -> str:
    """By how many guests tables differ then, beyond the sizes that were wanted."""
    seats = relaxed and _found(relaxed, near, 0, 0.0)
    if not relaxed or not seats:
        return "more"
    most = 0
    for round_ in range(relaxed.begun, relaxed.rounds):
        sat = Counter(seats[round_])
        over = [sat[table] - (relaxed.sizes[table] if relaxed.sizes else 0) for table in relaxed.open[round_]]
        most = max(most, max(over, default=0) - min(over, default=0))
    return f"by {most}"


def _finds_tables(demand: Demand, guest: int) -> bool:
    """A different open table, not visited too often, for each round to come: a matching of rounds and tables."""
    left = dict.fromkeys(range(demand.tables), demand.visits_of(guest))
    for row in demand.life.past:
        table = row[guest]
        if table is not None:
            left[table] -= 1
    costs = {
        round_: {t: 0 for t in demand.open[round_] if left[t] > 0 and (guest, t) not in demand.life.forbidden}
        for round_ in range(demand.begun, demand.rounds)
        if guest in demand.seated[round_]
    }
    if all(len(tables) >= len(costs) for tables in costs.values()):
        return True
    return assign(costs, {table: (0, max(0, free)) for table, free in left.items()}) is not None
