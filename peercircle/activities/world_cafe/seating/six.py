"""Six tables, for which no plane exists: the best plans that a long search found (`six.txt`, made by bench/six.py)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import exp
from pathlib import Path
from random import Random

from peercircle.activities.world_cafe.seating.demand import Demand, Seats

METHOD, AGAIN = "searched beforehand", "searched beforehand, laid again"
FILE = Path(__file__).with_name("six.txt")
TABLES = 6
# For each number of rounds the plans that are worth laying again: of so many guests few meet twice.
WORTH = {3: (30, 31, 29), 4: (31, 30, 29, 24), 5: (24, 30), 6: (28, 26, 27, 24, 18)}
STEPS, HOT, COLD = 4_000, 0.95, 0.05


@lru_cache(maxsize=1)
def _found() -> dict[tuple[int, int], list[str]]:
    """Each line of the file: guests, rounds, and for each round the tables of all guests as a string of digits."""
    lines = (line.split() for line in FILE.read_text(encoding="ascii").splitlines() if not line.startswith("#"))
    return {(int(guests), int(rounds)): rows for guests, rounds, *rows in lines}


def plans(demand: Demand) -> Iterator[tuple[Seats, str]]:
    """The plan of the file, in which the fewest are glued together. To meet most people others are better."""
    if demand.tables != TABLES or (demand.guests, demand.rounds) not in _found():
        return
    yield _seats(demand.guests, demand.rounds), METHOD
    if demand.objective == "meet":
        worth = (guests for guests in WORTH[demand.rounds] if guests < demand.guests)
        laid = (laid_again(_seats(guests, demand.rounds), demand.guests, Random(1)) for guests in worth)
        yield from ((seats, AGAIN) for seats in laid if seats is not None)


def _seats(guests: int, rounds: int) -> Seats:
    return [[int(table) for table in row] for row in _found()[guests, rounds]]


def laid_again(seats: Seats, guests: int, rng: Random) -> Seats | None:
    """More guests than the plan has: some walk together all evening, so that all others meet once.

    Which ones is sought by annealing: first so that tables are within one of each other, then so that few walk
    together. None where tables stay uneven.
    """
    ways = list(zip(*seats, strict=True))
    times = [guests // len(ways) + (way < guests % len(ways)) for way in range(len(ways))]
    rng.shuffle(times)
    tables = _Tables(ways, times)
    for step in range(STEPS):
        if not tables.off:
            people = [way for way, many in zip(ways, times, strict=True) for _ in range(many)]
            return [list(row) for row in zip(*people, strict=True)]
        one, other = rng.sample(range(len(ways)), 2)
        if not times[one]:
            continue
        before = tables.off
        tables.move(one, other)
        worse = tables.off - before + times[other] - times[one] - 1
        if worse > 0 and rng.random() >= exp(-worse / (HOT + (COLD - HOT) * step / STEPS)):
            tables.move(other, one)
    return None


class _Tables:
    """How full each table is in each round, and by how much all of them together are too full or too empty (`off`)."""

    def __init__(self, ways: list[tuple[int | None, ...]], times: list[int]) -> None:
        self.ways, self.times = ways, times
        self.fewest, self.most = sum(times) // TABLES, -(-sum(times) // TABLES)
        self.load = {(round_, table): 0 for round_ in range(len(ways[0])) for table in range(TABLES)}
        for way, many in zip(ways, times, strict=True):
            for round_, table in enumerate(way):
                self.load[round_, table or 0] += many
        self.off = sum(map(self._off, self.load))

    def move(self, one: int, other: int) -> None:
        """A guest takes another way."""
        for way, more in ((one, -1), (other, 1)):
            self.times[way] += more
            for seat in enumerate(self.ways[way]):
                self._add(seat, more)  # type: ignore[arg-type]

    def _add(self, seat: tuple[int, int], more: int) -> None:
        self.off -= self._off(seat)
        self.load[seat] += more
        self.off += self._off(seat)

    def _off(self, seat: tuple[int, int]) -> int:
        return max(0, self.fewest - self.load[seat], self.load[seat] - self.most)
