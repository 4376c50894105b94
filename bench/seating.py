"""Seating a World Café: ours beside a shuffle, "everyone moves on by one" and OR-Tools' CP-SAT.

Repeats are L: meetings of two people who had sat together before. A plan is valid when it keeps every rule, which the
checker says; a shuffle sends people back to tables where they have been.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, product
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from bench import tables
from peercircle.activities.world_cafe.seating import Demand, Life, Plan, Seats, bounds, check, count, plan, replan

try:
    from ortools.sat.python import cp_model
except ImportError:  # it is only needed here
    cp_model = None

GUESTS, TABLES = range(4, 61), range(3, 9)
LARGE = [(200, 20, 6), (1000, 50, 6)]
BESIDE_CP_SAT = [(13, 4, 3), (20, 5, 5), (24, 6, 4), (42, 7, 7), (60, 6, 3)]
EVENINGS = 60


def main() -> None:
    grid()
    large()
    replans()
    beside_cp_sat()


def grid() -> None:
    rows: list[list[object]] = []
    for number in TABLES:
        demands = [Demand(guests, number, rounds) for guests in GUESTS for rounds in range(2, number + 1)]
        ours = [min((timed(plan, demand) for _ in range(3)), key=lambda pair: pair[1]) for demand in demands]
        proven = [bounds(demand).L for demand in demands]
        rows.append(
            [
                f"{number} tables",
                len(demands),
                sum(not check(demand, found.seats) for demand, (found, _) in zip(demands, ours, strict=True)),
                sum(found.optimal for found, _ in ours),
                max(ms for _, ms in ours),
                sum(proven),
                sum(found.count.L for found, _ in ours),
                *others(demands, moved_on),
                *others(demands, shuffled),
            ]
        )
    head = ["4-60 guests, 2-T rounds", "plans", "valid", "proven best", "slowest ms (of 3 tries the best)"]
    head += ["least repeats", "repeats", "moving on by one: valid", "repeats", "shuffle: valid", "repeats"]
    tables.show("Seating: every number of guests and rounds", head, rows)


def others(demands: list[Demand], seat: Callable[[Demand], Seats]) -> tuple[int, int]:
    """Valid plans, and the repeats of all."""
    plans = [(demand, seat(demand)) for demand in demands]
    return sum(not check(*one) for one in plans), sum(count(seats).L for _, seats in plans)


def moved_on(demand: Demand) -> Seats:
    return [[(guest + round_) % demand.tables for guest in range(demand.guests)] for round_ in range(demand.rounds)]


def shuffled(demand: Demand) -> Seats:
    rng, seats = Random(1), []
    for _ in range(demand.rounds):
        row: list[int | None] = [guest % demand.tables for guest in range(demand.guests)]
        rng.shuffle(row)
        seats.append(row)
    return seats


def timed(seat: Callable[[Demand], Plan], demand: Demand) -> tuple[Plan, float]:
    begun = perf_counter()
    found = seat(demand)
    return found, (perf_counter() - begun) * 1000


def large() -> None:
    rows: list[list[object]] = []
    for case in LARGE:
        times = [timed(plan, Demand(*case)) for _ in range(5)]
        name = "{:,} guests, {} tables, {} rounds".format(*case)
        rows.append([name, times[0][0].count.L, median(ms for _, ms in times)])
    tables.show("Seating: large halls", ["", "repeats", "ms"], rows)


def replans() -> None:
    """Evenings in which one or two things happen: late, gone, a guest becomes host, a table closes, seats swapped."""
    rows: list[list[object]] = []
    by_kind: dict[str, list[tuple[Demand, Plan, float]]] = {}
    for seed in range(EVENINGS):
        kind, demand = evening(Random(seed))
        by_kind.setdefault(kind, []).append((demand, *timed(replan, demand)))
    for kind, found in sorted(by_kind.items()):
        faults = sum(len(check(demand, one.seats)) for demand, one, _ in found)
        told = median(len(one.told) for _, one, _ in found)
        guests = median(demand.guests for demand, _, _ in found)
        rows.append([kind, len(found), faults, guests, told, max(ms for _, _, ms in found)])
    head = ["what happens", "evenings", "broken rules", "guests (median)", "told (median)", "slowest ms"]
    tables.show("Seating: when life happens", head, rows)


def evening(rng: Random) -> tuple[str, Demand]:
    """Somewhere in an evening with a plan in people's hands, one thing happens."""
    number = rng.randint(4, 8)
    rounds = rng.randint(3, number - 1)
    demand = Demand(rng.randint(2 * number, 6 * number), number, rounds)
    rows = [tuple(row) for row in plan(demand).seats]
    begun = rng.randint(1, rounds - 1)
    present = [[True] * demand.guests for _ in rows]
    kind = rng.choice(["comes late", "leaves", "becomes host", "table closes", "two swapped seats"])
    life = Life(past=tuple(rows[:begun]))
    guest = rng.randrange(demand.guests)
    if kind == "comes late":
        rows = [(*row, None) for row in rows]
        present = [[*row, round_ >= begun] for round_, row in enumerate(present)]
        demand, life = replace(demand, guests=demand.guests + 1), Life(past=tuple(rows[:begun]))
    elif kind == "table closes":
        still = tuple(range(number))
        open_tables = tuple(still[: number - (round_ >= begun)] for round_ in range(rounds))
        life = replace(life, open_tables=open_tables)
    elif kind == "two swapped seats":
        last, other = list(rows[begun - 1]), rng.randrange(demand.guests)
        last[guest], last[other] = last[other], last[guest]
        life = Life(past=(*rows[: begun - 1], tuple(last)))
    else:
        for round_ in range(begun, rounds if kind == "leaves" else begun + 1):
            present[round_][guest] = False
        hosts = {(guest, rng.randrange(number))} if kind == "becomes host" else set()
        life = replace(life, forbidden=frozenset(hosts))
    life = replace(life, present=tuple(tuple(row) for row in present))
    return kind, replace(demand, life=life, running=tuple(rows))


def beside_cp_sat() -> None:
    if cp_model is None:
        print("\nOR-Tools is not installed (requirements/bench.txt): CP-SAT is not measured.")
        return
    rows: list[list[object]] = []
    for case in BESIDE_CP_SAT:
        demand = Demand(*case, objective="meet")
        found, ms = timed(plan, demand)
        name = "{} guests, {} tables, {} rounds".format(*case)
        row: list[object] = [name, bounds(demand).L, found.count.L, ms]
        for seconds in (1, 10):
            begun = perf_counter()
            seats = solved(demand, seconds)
            took = perf_counter() - begun
            row += ["none" if seats is None or check(demand, seats) else count(seats).L, took]
        rows.append(row)
    head = ["", "least", "ours", "ms", "CP-SAT, 1 s", "took s", "CP-SAT, 10 s", "took s"]
    tables.show("Seating: repeats beside OR-Tools' CP-SAT", head, rows)


def solved(demand: Demand, seconds: float) -> Seats | None:
    """The usual model: who sits where in each round, who sits together, and which pairs meet at all."""
    model = cp_model.CpModel()
    rounds, guests, number = range(demand.rounds), range(demand.guests), range(demand.tables)
    sits = {cell: model.new_bool_var("") for cell in product(rounds, guests, number)}
    for r, g in product(rounds, guests):
        model.add_exactly_one(sits[r, g, t] for t in number)
    for g, t in product(guests, number):
        model.add_at_most_one(sits[r, g, t] for r in rounds)
    for r in rounds:
        for t, (fewest, most) in demand.seats_at(r).items():
            model.add_linear_constraint(sum(sits[r, g, t] for g in guests), fewest, most)
    for g in guests:  # who sits where in the first round does not matter
        model.add(sits[0, g, g % demand.tables] == 1)
    model.minimize(sum(repeats_of(model, demand, sits, *pair) for pair in combinations(guests, 2)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = len(os.sched_getaffinity(0))
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [[next(t for t in number if solver.value(sits[r, g, t])) for g in guests] for r in rounds]


def repeats_of(model: Any, demand: Demand, sits: dict[tuple[int, int, int], Any], one: int, other: int) -> Any:
    """How often these two sit together, but for the first time."""
    together = []
    for r in range(demand.rounds):
        both = model.new_bool_var("")
        for t in range(demand.tables):
            model.add_bool_or(sits[r, one, t].negated(), sits[r, other, t].negated(), both)
        together.append(both)
    again = model.new_int_var(0, demand.rounds - 1, "")
    model.add(again >= sum(together) - 1)
    return again


if __name__ == "__main__":
    print(tables.machine())
    main()
