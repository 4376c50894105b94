"""Six tables, for which no plane exists: the best plans that a long search found (`six.txt`, made by bench/six.py)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from peercircle.activities.world_cafe.seating.demand import Demand, Seats

METHOD = "searched beforehand"
FILE = Path(__file__).with_name("six.txt")


@lru_cache(maxsize=1)
def _found() -> dict[tuple[int, int], list[str]]:
    """Each line of the file: guests, rounds, and for each round the tables of all guests as a string of digits."""
    lines = (line.split() for line in FILE.read_text(encoding="ascii").splitlines() if not line.startswith("#"))
    return {(int(guests), int(rounds)): rows for guests, rounds, *rows in lines}


def plans(demand: Demand) -> Iterator[tuple[Seats, str]]:
    rows = _found().get((demand.guests, demand.rounds)) if demand.tables == 6 else None
    if rows is not None:
        yield [[int(table) for table in row] for row in rows], METHOD
