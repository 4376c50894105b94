"""From a demand to a checked plan: an exact construction where there is one, a search where there is none."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from time import perf_counter

from peercircle.activities.world_cafe.seating import annealing, cyclic, life, people, planes, relaxing, six
from peercircle.activities.world_cafe.seating.checker import check, count
from peercircle.activities.world_cafe.seating.demand import Bounds, Count, Demand, Impossible, Life, Plan, Seats
from peercircle.activities.world_cafe.seating.lower_bounds import bounds
from peercircle.activities.world_cafe.seating.rotation import rotation

log = logging.getLogger(__name__)
VARIANTS = 12
SEARCH = 0.8  # of the budget; the rest is for reading, checking and telling


def plan(demand: Demand) -> Plan:
    """The best plan that we know or find within the budget; checked before anybody sees it.

    The same demand gives the same plan wherever no search is needed; a search ends by the clock. Raises `Impossible`.
    """
    begun = perf_counter()
    until = begun + demand.budget_ms * SEARCH / 1000
    limits = bounds(demand)
    if demand.is_plain and demand.running is None:
        seats, method = _fresh(demand, limits, until)
        seats = people.permuted(demand, _as_good(demand, seats, method), begun + demand.budget_ms / 1000)
    else:
        near = _near(demand)
        found = life.seats(demand, limits, near, until)
        if found is None:
            raise relaxing.impossible(demand, near, until)
        seats, method = found
        if demand.life == Life() and demand.running is None:
            seats = people.permuted(demand, iter([seats]), begun + demand.budget_ms / 1000)
    faults = check(demand, seats)
    if faults:
        log.error("A seating plan broke its own rules; people get the plain rotation: %s", faults[0])
        seats, method = life.plain(demand), "plain rotation"
        if check(demand, seats):
            raise Impossible("The plan", f"has a fault, and so has the plain rotation: {faults[0]}", "Seat by hand")
    return _answer(demand, seats, limits, method)


def replan(demand: Demand) -> Plan:
    """The rest of an evening, from the plan that is running, with as few changed seats as we find."""
    if demand.running is None:
        raise ValueError("to replan, say which plan is running")
    return plan(demand)


def is_optimal(demand: Demand, found: Count, limits: Bounds) -> bool:
    """Proven, not hoped: "meet" has the L, "fair" the Q that no plan can beat.

    What it says of the rest: with "meet" nothing about Q and M. With "fair" M and L come second and third; `Bounds.M`
    and `Bounds.L` are bounds of each alone, and M = bound_M proves M too. While an evening is replanned, people
    who stay where they are told come before all of these.
    """
    return (found.L if demand.objective == "meet" else found.Q) == limits.goal(demand.objective)


def _answer(demand: Demand, seats: Seats, limits: Bounds, method: str) -> Plan:
    found = count(seats)
    return Plan(
        seats=seats,
        count=found,
        bounds=limits,
        optimal=is_optimal(demand, found, limits),
        method=method,
        changed=life.changed(demand, seats),
        wishes=people.wishes(demand, seats),
    )


def rank(demand: Demand, seats: Seats) -> tuple[int, ...]:
    """What the objective puts first, smaller is better."""
    found = count(seats)
    return (found.L, found.Q, found.M) if demand.objective == "meet" else (found.Q, found.M, found.L)


def _fresh(demand: Demand, limits: Bounds, until: float) -> tuple[Seats, str]:
    """The first construction that meets the bound, or the best of all, annealed for the rest of the time."""
    goal = limits.goal(demand.objective)
    candidates = []
    for seats, method in _constructions(demand, until):
        candidates.append((rank(demand, seats), seats, method))
        if candidates[-1][0][0] == goal or (method == six.METHOD and demand.objective == "fair"):
            return seats, method
    best = min(candidates, key=lambda candidate: candidate[0])
    better = annealing.anneal(annealing.evening(demand, best[1]), Random(1), until, goal)
    return (better, "annealing") if rank(demand, better) < best[0] else best[1:]


def _as_good(demand: Demand, seats: Seats, method: str) -> Iterator[Seats]:
    """This plan, and others with the same L, Q and M, among which people may find rows that suit them better."""
    yield seats
    found = count(seats)
    for attempt in range(VARIANTS if method == "plane" else 0):
        other = planes.plane(demand.guests, demand.tables, demand.rounds, Random(attempt))
        if count(other) == found:
            yield other


def _constructions(demand: Demand, until: float) -> Iterator[tuple[Seats, str]]:
    """Surest first. More rounds than tables are laid in blocks of as many rounds as tables, each block a good plan."""
    guests, tables, rounds = demand.guests, demand.tables, demand.rounds
    if rounds <= planes.rounds_of(tables):
        yield planes.plane(guests, tables, rounds), "plane"
    elif rounds > tables:
        yield _blocks(demand, until), "blocks"
    else:
        yield from six.plans(demand)
        wanted = max(1, -(-guests // tables))
        rows = cyclic.classes(tables, rounds, wanted, Random(1), (perf_counter() + until) / 2)
        yield cyclic.seats(guests, tables, rounds, rows), "cyclic classes"
    yield rotation(guests, tables, rounds), "plain rotation"


def _blocks(demand: Demand, until: float) -> Seats:
    """In each block of T rounds everybody is everywhere once; the guests take other rows from block to block."""
    seats: Seats = []
    rng = Random(1)
    while len(seats) < demand.rounds:
        left = demand.rounds - len(seats)
        part = replace(demand, rounds=min(demand.tables, left))
        block, _ = _fresh(part, bounds(part), min(until, perf_counter() + part.budget_ms / 2000))
        order = list(range(demand.guests))
        if seats:
            rng.shuffle(order)
        seats += [[row[order[guest]] for guest in range(demand.guests)] for row in block]
    return seats


def _near(demand: Demand) -> Seats:
    """The plan as if all were here and all tables open: what to stay near to where no plan is running."""
    if demand.running is not None:
        return [list(row) for row in demand.running]
    plain = Demand(demand.guests, demand.tables, demand.rounds, objective=demand.objective)
    return next(_constructions(plain, perf_counter() + demand.budget_ms / 4000))[0]
