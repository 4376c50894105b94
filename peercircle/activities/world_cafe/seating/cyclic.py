"""Cyclic classes: plans without repeats where no plane is known or none exists.

A class is a row of steps d. Its T guests start at the tables b = 0..T-1 and sit in round r at b + d[r] (mod T), one
at each table. Steps that differ bring nobody back to a table. Guests b of class d and b' of class e meet in round r
where d[r] - e[r] = b' - b: at most once, when the differences d[r] - e[r] are pairwise distinct. Such rows are a
difference matrix (Colbourn and Dinitz, *Handbook of Combinatorial Designs*, VI.17); we look for as many as the guests
need.
"""

from __future__ import annotations

from random import Random
from time import perf_counter

from peercircle.activities.world_cafe.seating.demand import Seats

TRIES = 4_000


def classes(tables: int, rounds: int, wanted: int, rng: Random, until: float) -> list[list[int]]:
    """As many rows as are found until then, at most `wanted`."""
    best = [list(range(rounds))]
    while len(best) < wanted and perf_counter() < until:
        found: list[list[int]] = []
        while len(found) < wanted:
            row = _next_row(tables, rounds, found, rng, until)
            if row is None:
                break
            found.append(row)
        best = max(best, found, key=len)
    return best


def seats(guests: int, tables: int, rounds: int, rows: list[list[int]]) -> Seats:
    """Class by class; when there are more guests than rows, the first rows are used again."""
    return [
        [(guest + rows[guest // tables % len(rows)][round_]) % tables for guest in range(guests)]
        for round_ in range(rounds)
    ]


def _next_row(tables: int, rounds: int, others: list[list[int]], rng: Random, until: float) -> list[int] | None:
    """Step by step, back where no step is left. Sets of steps are the bits of a number, so a turn is a rotation."""
    row = [0]
    # For each row found before, the differences to it that are used up: bit x for d[r] - e[r] = x.
    used = [[1 for _ in others]]
    left: list[int] = []
    for _ in range(TRIES):
        if len(row) == rounds:
            return row
        if len(left) < len(row):
            left.append(_steps_left(tables, row, others, used[-1]))
        if not left[-1]:
            left.pop()
            row.pop()
            used.pop()
        if not row or perf_counter() > until:
            break
        if len(left) == len(row) and left[-1]:
            place, step = len(row), _any_bit(left[-1], rng)
            left[-1] &= ~(1 << step)
            differences = [(step - other[place]) % tables for other in others]
            used.append([bits | 1 << x for bits, x in zip(used[-1], differences, strict=True)])
            row.append(step)
    return None


def _steps_left(tables: int, row: list[int], others: list[list[int]], used: list[int]) -> int:
    taken = sum(1 << step for step in row)
    for other, bits in zip(others, used, strict=True):
        turned = bits << other[len(row)]
        taken |= turned | turned >> tables
    return ~taken & ((1 << tables) - 1)


def _any_bit(bits: int, rng: Random) -> int:
    for _ in range(rng.randrange(bits.bit_count())):
        bits &= bits - 1
    return (bits & -bits).bit_length() - 1
