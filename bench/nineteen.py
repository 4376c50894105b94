"""Proves that 19 guests at six tables cannot meet six times without a pair that meets twice.

    python -m bench.nineteen

Guests who are at each of six tables once are permutations of six; without a repeat any two agree in one place at most.
For each two rounds and two tables one guest at most takes that way. Of 19 guests some four or more are at one table in
one round; they agree nowhere else, so they are four or five rows of a Latin square of order five. Up to the names of
rounds, tables and guests there are few such rows; for each of them the solver shows that the rest finds no place.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations, product
from time import perf_counter

from ortools.sat.python import cp_model

GUESTS, SIX = 19, range(6)
Row = tuple[int, ...]


def beginnings(size: int) -> list[tuple[Row, ...]]:
    """Rows of a Latin square of order five, one set of each kind: five rounds, tables and rows may change names."""
    found: dict[tuple[Row, ...], tuple[Row, ...]] = {}
    apart = [row for row in permutations(range(5)) if all(seat != place for place, seat in enumerate(row))]
    for others in combinations(apart, size - 1):
        rows = (tuple(range(5)), *others)
        if all(one != two for a, b in combinations(others, 2) for one, two in zip(a, b, strict=True)):
            found.setdefault(min(_renamed(rows)), rows)
    return list(found.values())


def _renamed(rows: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
    """The same rows under other names, with each of them as the plain one."""
    for first, rounds in product(rows, permutations(range(5))):
        names = {first[round_]: place for place, round_ in enumerate(rounds)}
        yield tuple(sorted(tuple(names[row[round_]] for round_ in rounds) for row in rows))


def can_go_on(rows: tuple[Row, ...]) -> bool:
    """Do so many guests at table 0 in round 0, and no more at any table in any round, have enough company?"""
    begun = [(0, *(table + 1 for table in row)) for row in rows]
    model = cp_model.CpModel()
    seated = {guest: model.new_bool_var("") for guest in permutations(SIX)}
    for guest in begun:
        model.add(seated[guest] == 1)
    for one, two in combinations(SIX, 2):
        for first, second in permutations(SIX, 2):
            ways = [chosen for guest, chosen in seated.items() if guest[one] == first and guest[two] == second]
            model.add_at_most_one(ways)
    for round_, table in product(SIX, SIX):
        here = [chosen for guest, chosen in seated.items() if guest[round_] == table]
        model.add(sum(here) <= len(rows))
    model.add(sum(seated.values()) >= GUESTS)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    answer = solver.solve(model)
    if answer not in (cp_model.INFEASIBLE, cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise RuntimeError("The solver gave up")
    return answer != cp_model.INFEASIBLE


def main() -> None:
    for size in (5, 4):
        for rows in beginnings(size):
            begun = perf_counter()
            verdict = "there is a plan" if can_go_on(rows) else "impossible"
            print(f"{size} of {GUESTS} at one table, {rows}: {verdict}, {perf_counter() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
