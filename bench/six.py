"""Searches the plans for six tables that the product ships: `python -m bench.six SECONDS`, as long as one likes.

No affine plane of order 6 exists, so the plans in peercircle/activities/world_cafe/seating/six.txt were searched, for
5..60 guests and 3..6 rounds. An *evening* is what one guest does: a table for each round, no table twice. Guests come
in *orbits* of a turn that moves tables and rounds about: the more guests an orbit has, the smaller the search. Orbits
are exchanged one at a time, each time by any other with the chance that the heat gives it (heat-bath annealing). It
needs numpy, which comes with requirements/bench.txt.
A plan in the file is only replaced by one that is better in Q, then M, then L.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations
from operator import contains, eq
from pathlib import Path

import numpy as np

from peercircle.activities.world_cafe.seating import Demand, bounds, check, count
from peercircle.activities.world_cafe.seating.six import FILE, plans

TABLES, GUESTS, ROUNDS = 6, range(5, 61), range(3, 7)
HOT, COLD, UNEVEN, PAIR = 1.0, 0.13, 2.0, 0.02
LARGEST_ORBIT, FIRST_PATIENCE = 6, 0.3
HEAD = "# Six tables, searched by bench/six.py: guests, rounds, then for each round the tables of all guests.\n"

Case = tuple[int, int]
Rows = list[list[int]]


def main() -> None:
    chance = np.random.default_rng(int(time.time()))
    until = time.monotonic() + float(sys.argv[1])
    found, patience = known(), FIRST_PATIENCE
    for case in [*sorted(found, reverse=True), *sorted(found)]:
        keep(found, neighbours(found[case]))
    while left := [case for case in cases() if not is_done(case, found.get(case))]:
        # A guest more is searched too: one of them may be missed.
        for case in sorted({*left, *((guests + 1, rounds) for guests, rounds in left)}):
            if time.monotonic() > until:
                print(f"{len(found)} plans; {len(left)} above the bound of Q: {left}")
                return
            seats = search(case, Orbits.by_chance(case[1], chance), chance, patience)
            keep(found, [seats, *neighbours(seats)] if seats else [])
        patience *= 1.25


def keep(found: dict[Case, Rows], plans: Iterable[Rows]) -> None:
    for seats in plans:
        case = len(seats[0]), len(seats)
        if case[0] in GUESTS and (case not in found or rank(seats) < rank(found[case])):
            found[case] = seats
            print(f"{case[0]} guests, {case[1]} rounds: Q, M, L = {rank(seats)}", flush=True)
            write(found, FILE)


def neighbours(seats: Rows) -> Iterator[Rows]:
    yield from thinned(seats)
    yield from grown(seats)


def thinned(seats: Rows) -> Iterator[Rows]:
    """Without one guest, where tables stay even."""
    for guest in range(len(seats[0])):
        rows = [row[:guest] + row[guest + 1 :] for row in seats]
        if not check(Demand(len(rows[0]), TABLES, len(rows)), [list(row) for row in rows]):
            yield rows


def grown(seats: Rows) -> Iterator[Rows]:
    """With one guest more, who meets as few people again as can be."""
    evenings = list(zip(*seats, strict=True))
    least = len(evenings) // TABLES
    full = [{table for table in range(TABLES) if row.count(table) > least} for row in seats]

    def dear(newcomer: tuple[int, ...]) -> int:
        alike = (sum(map(eq, newcomer, evening)) for evening in evenings)
        return sum(times * (times - 1) for times in alike)

    even = [new for new in permutations(range(TABLES), len(seats)) if not any(map(contains, full, new))]
    if even:
        newcomer = min(even, key=dear)
        yield [[*row, table] for row, table in zip(seats, newcomer, strict=True)]


def cases() -> Iterator[Case]:
    return ((guests, rounds) for rounds in ROUNDS for guests in GUESTS)


def known() -> dict[Case, Rows]:
    found = {}
    for guests, rounds in cases():
        for seats, _ in plans(Demand(guests, TABLES, rounds)):
            found[guests, rounds] = [[table for table in row if table is not None] for row in seats]
    return found


def rank(seats: Rows) -> tuple[int, int, int]:
    found = count([list(row) for row in seats])
    return found.Q, found.M, found.L


def is_done(case: Case, seats: Rows | None) -> bool:
    return seats is not None and rank(seats)[0] == bounds(Demand(case[0], TABLES, case[1])).Q


def write(found: dict[Case, Rows], file: Path) -> None:
    lines = []
    for (guests, rounds), seats in sorted(found.items()):
        assert check(Demand(guests, TABLES, rounds), [list(row) for row in seats]) == []
        lines.append(" ".join([str(guests), str(rounds), *("".join(map(str, row)) for row in seats)]) + "\n")
    file.write_text(HEAD + "".join(lines), encoding="ascii")


@dataclass
class Orbits:
    """All orbits of evenings under one turn: who sits where, and what it costs to have two of them together."""

    evenings: list[list[tuple[int, ...]]]
    sizes: np.ndarray
    loads: np.ndarray  # of each orbit, guests in (round, table)
    together: np.ndarray  # cost of two orbits; on the diagonal of the same orbit twice
    alone: np.ndarray  # cost of an orbit by itself

    @classmethod
    def by_chance(cls, rounds: int, chance: np.random.Generator) -> Orbits:
        while True:
            turns, moves = chance.random() < 0.85, chance.random() < 0.5
            tables = chance.permutation(TABLES) if turns else np.arange(TABLES)
            order = chance.permutation(rounds) if turns and moves else np.arange(rounds)
            orbits = cls.of(rounds, tables.tolist(), order.tolist())
            if orbits.sizes.max() <= LARGEST_ORBIT:
                return orbits

    @classmethod
    def of(cls, rounds: int, tables: list[int], order: list[int]) -> Orbits:
        evenings, seen = [], set()
        for evening in permutations(range(TABLES), rounds):
            orbit: list[tuple[int, ...]] = []
            while evening not in seen:
                seen.add(evening)
                orbit.append(evening)
                evening = tuple(tables[evening[order[round_]]] for round_ in range(rounds))
            if orbit:
                evenings.append(orbit)
        seats = np.array([evening for orbit in evenings for evening in orbit])
        owner = np.repeat(np.arange(len(evenings)), [len(orbit) for orbit in evenings])
        alike = sum((seats[:, None, round_] == seats[None, :, round_]).astype(float) for round_ in range(rounds))
        # Two who meet m times cost m(m-1)/2, and a little more the larger m is.
        cost = alike * (alike - 1) / 2 + PAIR * np.maximum(0, alike - 2)
        member = np.zeros((len(evenings), len(seats)))
        member[owner, np.arange(len(seats))] = 1
        together = member @ cost @ member.T
        alone = (np.diag(together) - member @ np.diag(cost)) / 2
        loads = np.concatenate([member @ (seats[:, [round_]] == np.arange(TABLES)) for round_ in range(rounds)], axis=1)
        return cls(evenings, member.sum(axis=1), loads, together, alone)

    def drawn(self, guests: int, chance: np.random.Generator) -> list[int] | None:
        """Orbits with so many guests in all, the largest first."""
        drawn: list[int] = []
        for size in sorted({int(size) for size in self.sizes}, reverse=True):
            of_size = np.flatnonzero(self.sizes == size)
            drawn += [int(chance.choice(of_size)) for _ in range(guests // size)]
            guests %= size
        return None if guests else drawn


class Party:
    """The orbits that are drawn: how full the tables are, and what each other orbit would cost."""

    def __init__(self, orbits: Orbits, drawn: list[int], chance: np.random.Generator) -> None:
        self.orbits, self.drawn, self.chance = orbits, drawn, chance
        guests = int(orbits.sizes[drawn].sum())
        self.low, self.high = guests // TABLES, -(-guests // TABLES)
        self.load, self.price = orbits.loads[drawn].sum(axis=0), orbits.together[drawn].sum(axis=0)
        self.alike = {size: np.flatnonzero(orbits.sizes == size) for size in set(orbits.sizes[drawn].tolist())}

    def exchange(self, heat: float) -> None:
        """Another orbit in place of one: the dearer, the less likely."""
        place = int(self.chance.integers(len(self.drawn)))
        old = self.drawn[place]
        others = self.alike[self.orbits.sizes[old]]
        self.load -= self.orbits.loads[old]
        self.price -= self.orbits.together[old]
        load = self.load + self.orbits.loads[others]
        uneven = (np.maximum(0, load - self.high) + np.maximum(0, self.low - load)).sum(axis=1)
        cost = self.price[others] + self.orbits.alone[others] + UNEVEN * uneven
        weights = np.exp((cost.min() - cost) / heat).cumsum()
        new = int(others[weights.searchsorted(self.chance.random() * weights[-1])])
        self.drawn[place] = new
        self.load += self.orbits.loads[new]
        self.price += self.orbits.together[new]

    def is_even(self) -> bool:
        return bool(self.load.max() <= self.high and self.load.min() >= self.low)

    def cost(self) -> float:
        drawn = self.drawn
        twice = self.price[drawn].sum() - self.orbits.together[drawn, drawn].sum()
        return float(twice / 2 + self.orbits.alone[drawn].sum())

    def seats(self) -> Rows:
        evenings = [evening for orbit in self.drawn for evening in self.orbits.evenings[orbit]]
        return [[evening[round_] for evening in evenings] for round_ in range(len(evenings[0]))]


def search(case: Case, orbits: Orbits, chance: np.random.Generator, seconds: float) -> Rows | None:
    """The first plan that meets the bound, or the best of one cooling."""
    guests, rounds = case
    drawn = orbits.drawn(guests, chance)
    if not drawn:
        return None
    party, goal = Party(orbits, drawn, chance), bounds(Demand(guests, TABLES, rounds)).Q
    best, best_cost, begun = None, float("inf"), time.monotonic()
    while best_cost >= goal + 1 and (gone := (time.monotonic() - begun) / seconds) < 1:
        heat = HOT * orbits.sizes.max() * (COLD / HOT) ** gone
        for _ in range(8 * len(drawn)):
            party.exchange(heat)
            if party.is_even() and party.cost() < best_cost - 1e-6:
                best, best_cost = party.seats(), party.cost()
    return best


if __name__ == "__main__":
    main()
