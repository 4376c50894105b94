"""The plain rotation: everyone moves on by a step of their own. It needs no search and keeps every rule.

In round r the guest with number i sits at table (i + step x r) mod T. Guests come in blocks of T; each block has a
step of its own that shares no factor with T, so that a guest sees every table once before any twice and blocks mix.
"""

from __future__ import annotations

from math import gcd

from peercircle.activities.world_cafe.seating.demand import Seats


def steps(tables: int) -> list[int]:
    """Steps that lead a traveller past every table: those that share no factor with their number."""
    return [step for step in range(1, tables) if gcd(step, tables) == 1] or [1]


def table_of(guest: int, round_: int, tables: int) -> int:
    """The number (from 0) of the table for a guest (from 0) in a round (from 0)."""
    block = guest // tables
    choices = steps(tables)
    return (guest + choices[block % len(choices)] * round_) % tables


def rotation(guests: int, tables: int, rounds: int) -> Seats:
    return [[table_of(guest, round_, tables) for guest in range(guests)] for round_ in range(rounds)]
