"""Exact plans from affine planes.

Guest (a, b), a not 0, sits in the round that is called x at the table a x + b. Two guests of different numbers a meet
where (a - a')x = b' - b: at one x at most, because a difference can be divided by. Two of the same a and another b
never meet. Nobody returns: a x + b = a y + b only for x = y. So T(T-1) guests, and no more, meet without any repeat.

Guests are filled in class by class: class a is one guest for each b, and in every round one at each table. So a last
class with fewer guests leaves the tables within one of each other. Where T is no prime power the same works for as
many rounds as the smallest prime power in T, over a product of fields (12 tables: 3 rounds).
"""

from __future__ import annotations

from random import Random

from peercircle.activities.world_cafe.seating.demand import Seats
from peercircle.activities.world_cafe.seating.fields import prime_powers, ring


def rounds_of(tables: int) -> int:
    """For how many rounds the plane of so many tables is exact."""
    return min((prime**power for prime, power in prime_powers(tables)), default=1)


def plane(guests: int, tables: int, rounds: int, rng: Random | None = None) -> Seats:
    """Meets the bounds of L and Q together, for every number of guests. With `rng`, another such plan.

    Proof: in one set of T(T-1) guests each (table in round x, other table in round y) occurs once. So k whole sets and
    a part of one more put k or k+1 guests everywhere, as evenly as can be: ov(x, y) is at its bound, whatever set is
    laid over the first. Laying the same set again, pairs that repeat do so in all R rounds: L = 2Q/R, its bound.
    """
    numbers = ring(tables)
    if rounds > len(numbers.units):
        raise ValueError(f"{tables} tables have a plane for {len(numbers.units)} rounds only")
    if tables == 1:
        return [[0] * guests for _ in range(rounds)]
    # Which rounds and classes are taken, and in which order, does not matter to the proof.
    xs, classes = list(range(len(numbers.units))), list(range(1, tables))
    if rng is not None:
        rng.shuffle(xs)
        rng.shuffle(classes)
    rest = [number % (tables * (tables - 1)) for number in range(guests)]
    return [
        [numbers.plus[numbers.times[x][classes[number // tables]]][number % tables] for number in rest]
        for x in xs[:rounds]
    ]


def rule(guest: int, tables: int) -> tuple[int, int] | None:
    """For a prime number of tables: start at table b, move on by your number a."""
    if prime_powers(tables) != [(tables, 1)]:
        return None
    rest = guest % (tables * (tables - 1))
    return rest % tables, 1 + rest // tables
