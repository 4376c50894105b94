"""Who takes which row of a plan: wishes, earlier meetings, schools and roles.

People change rows and tables change names; the plan itself does not change, so L, Q and M stay as they are. What counts
first: wishes, then pairs who sat together at earlier meetings, then pairs of one school or role.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, combinations
from random import Random
from time import perf_counter

from peercircle.activities.world_cafe.seating.demand import Demand, Seats
from peercircle.activities.world_cafe.seating.flows import assign, share

WISH, MET, ALIKE = 10_000_000, 1_000, 1
FLOW_AT_MOST = 6_000  # guests times kinds of row, for which the flow takes a moment only
KICK, PATIENCE = 3, 20


def permuted(demand: Demand, plans: Iterator[Seats], until: float) -> Seats:
    """The first of these plans, or another that is as good, with people in the rows that suit them best."""
    first, apart = next(plans), _apart(demand)
    if not demand.guests or not (apart or any(demand.preferences or ())):
        return first
    best: _Party | None = None
    for seats in chain([first], plans):
        begun = perf_counter()
        party = _Party(demand, list(zip(*seats, strict=True)), apart)
        party.improve(begun + (until - begun) / 2)
        if best is None or party.cost < best.cost:
            best = party
        if not best.cost or perf_counter() > until:
            break
    return best.seats() if best else first


def wishes(demand: Demand, seats: Seats) -> tuple[int, int] | None:
    """How many wishes come true, and the most that could: None when nobody wished.

    Bound: a guest sits at one of the wished tables at most once for each round, a table has so many seats in all
    rounds together, and no flow from guests to wished tables is larger than the largest.
    """
    if demand.preferences is None:
        return None
    granted = sum(len({row[guest] for row in seats} & set(asked)) for guest, asked in enumerate(demand.preferences))
    room: Counter[int] = Counter()
    for round_ in range(demand.rounds):
        if round_ < demand.begun:
            room.update(table for table in demand.life.past[round_] if table is not None)
        else:
            room.update({table: most for table, (_, most) in demand.seats_at(round_).items()})
    here = Counter(guest for round_ in range(demand.rounds) for guest in demand.here[round_])
    asked = {guest: (here[guest], set(tables)) for guest, tables in enumerate(demand.preferences)}
    most = share(asked, {table: (0, room[table]) for table in range(demand.tables)})
    return granted, sum(len(tables) for tables in most.values())


def _apart(demand: Demand) -> dict[tuple[int, int], int]:
    """What it costs when two people sit together once."""
    apart: Counter[tuple[int, int]] = Counter()
    for one, other, times in demand.met:
        if times:
            apart[min(one, other), max(one, other)] += MET * times
    alike = defaultdict(list)
    for guest, group in enumerate(demand.groups or ()):
        if group is not None:
            alike[group].append(guest)
    for guests in alike.values():
        apart.update(dict.fromkeys(combinations(guests, 2), ALIKE))
    return apart


class _Party:
    """People in rows, while they change places. `row_of[guest]` is a row, `names[table]` what a table is called."""

    def __init__(self, demand: Demand, rows: list[tuple[int | None, ...]], apart: dict[tuple[int, int], int]) -> None:
        self.demand, self.rows, self.rng = demand, rows, Random(1)
        self.names = list(range(demand.tables))
        self.others: list[list[tuple[int, int]]] = [[] for _ in rows]
        for (one, other), cost in apart.items():
            self.others[one].append((other, cost))
            self.others[other].append((one, cost))
        self.asked = [frozenset(tables) for tables in demand.preferences or [()] * demand.guests]
        self.together = _together(rows)
        self.row_of = self._by_wishes()

    def _by_wishes(self) -> list[int]:
        """The most wishes that rows of this plan can grant: guests flow to kinds of row (the tables it visits)."""
        kinds = defaultdict(list)
        for number, row in enumerate(self.rows):
            kinds[frozenset(row)].append(number)
        if not any(self.asked) or len(kinds) == 1 or len(self.rows) * len(kinds) > FLOW_AT_MOST:
            return list(range(len(self.rows)))
        tables = list(kinds)
        costs = {
            guest: {kind: len(asked) - len(asked & tables[kind]) for kind in range(len(tables))}
            for guest, asked in enumerate(self.asked)
        }
        at = assign(costs, {kind: (len(kinds[row]), len(kinds[row])) for kind, row in enumerate(tables)})
        return [kinds[tables[(at or {})[guest]]].pop() for guest in range(len(self.rows))]

    def improve(self, until: float) -> None:
        """Pairs trade rows while that helps; then a few trade by chance and it begins again. The best is kept."""
        guests, now = len(self.rows), self._cost()
        self.cost, kept, idle = now, (list(self.row_of), list(self.names)), 0
        while self.cost and perf_counter() < until and idle < PATIENCE:
            idle += 1
            now -= self._trade_while_it_helps(until)
            if now < self.cost:
                self.cost, kept, idle = now, (list(self.row_of), list(self.names)), 0
            for _ in range(KICK):
                self._trade(self.rng.randrange(guests), self.rng.randrange(guests))
            if self.demand.sizes is None and self.rng.random() < 0.2:
                one, other = self.rng.randrange(len(self.names)), self.rng.randrange(len(self.names))
                self.names[one], self.names[other] = self.names[other], self.names[one]
            now = self._cost()
        self.row_of, self.names = kept

    def seats(self) -> Seats:
        rounds = range(self.demand.rounds)
        return [
            [None if table is None else self.names[table] for table in (self.rows[row][round_] for row in self.row_of)]
            for round_ in rounds
        ]

    def _trade_while_it_helps(self, until: float) -> int:
        gained, helped = 0, True
        order = list(combinations(range(len(self.rows)), 2)) if len(self.rows) <= 120 else []
        while helped and perf_counter() < until:
            helped = False
            self.rng.shuffle(order)
            for one, other in order or self._some_pairs():
                before = self._cost_of(one, other)
                self._trade(one, other)
                gain = before - self._cost_of(one, other)
                if gain <= 0:
                    self._trade(one, other)
                else:
                    gained, helped = gained + gain, True
        return gained

    def _some_pairs(self) -> list[tuple[int, int]]:
        guests = len(self.rows)
        return [(self.rng.randrange(guests), self.rng.randrange(guests)) for _ in range(4_000)]

    def _trade(self, one: int, other: int) -> None:
        self.row_of[one], self.row_of[other] = self.row_of[other], self.row_of[one]

    def _cost(self) -> int:
        pairs = sum(self._apart_cost(guest) for guest in range(len(self.rows))) // 2
        return pairs + sum(self._wish_cost(guest) for guest in range(len(self.rows)))

    def _cost_of(self, one: int, other: int) -> int:
        """Their share of the cost; what they cost each other does not change when they trade."""
        apart = self._apart_cost(one) + self._apart_cost(other)
        return apart + self._wish_cost(one) + self._wish_cost(other)

    def _apart_cost(self, guest: int) -> int:
        together = self.together[self.row_of[guest]]
        return sum(cost * together.get(self.row_of[other], 0) for other, cost in self.others[guest])

    def _wish_cost(self, guest: int) -> int:
        asked = self.asked[guest]
        if not asked:
            return 0
        sat = {self.names[table] for table in self.rows[self.row_of[guest]] if table is not None}
        return WISH * len(asked - sat)


def _together(rows: list[tuple[int | None, ...]]) -> list[dict[int, int]]:
    """For each row, how often each other row sits with it."""
    together: list[dict[int, int]] = [{} for _ in rows]
    for seats in zip(*rows, strict=True):
        at = defaultdict(list)
        for row, table in enumerate(seats):
            at[table].append(row)
        for guests in at.values():
            for one, other in combinations(guests, 2):
                together[one][other] = together[one].get(other, 0) + 1
                together[other][one] = together[other].get(one, 0) + 1
    return together
