"""Which needs come first: four ways to count what people said. Ties go to the higher impact, then to the older need.

Plain functions. A ballot says for each need it knows a few small numbers; what they mean is the method's own:

- dots: how many of my dots lie on it;
- places: its place in my order, 1 is the first (Borda's count: the first of n gets n - 1 points, the last none);
- urgency and impact, 1 to 3 each: the points are the product;
- frequency, importance and feasibility, 1 to 3 each: the points are the sum.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Key = int | str
Marks = tuple[int, ...]
Ballot = Mapping[Key, Marks]
SCALE = (1, 2, 3)
FEWEST_DOTS, MOST_DOTS = 1, 5


@dataclass(frozen=True)
class Candidate:
    key: Key
    impact: int
    raised_at: datetime


@dataclass(frozen=True)
class Standing:
    place: int
    key: Key
    points: int


@dataclass(frozen=True)
class Method:
    """`points` of one ballot's marks among so many needs. `impact`: which of the marks says how much it would help."""

    marks: int
    points: Callable[[Marks, int], int]
    impact: int | None = None


METHODS = {
    "dots": Method(1, lambda marks, _number: marks[0]),
    "borda": Method(1, lambda marks, number: number - marks[0]),
    "urgency": Method(2, lambda marks, _number: marks[0] * marks[1], impact=1),
    "matrix": Method(3, lambda marks, _number: sum(marks), impact=1),
}


def rank(candidates: Sequence[Candidate], ballots: Iterable[Ballot], method: str) -> list[Standing]:
    """The first first. Who is on no ballot has no points."""
    how, given = METHODS[method], list(ballots)
    counted = [(candidate, *_count(candidate, given, how, len(candidates))) for candidate in candidates]
    counted.sort(key=lambda row: (-row[1], -row[2], row[0].raised_at, str(row[0].key)))
    return [Standing(place, row[0].key, row[1]) for place, row in enumerate(counted, start=1)]


def _count(candidate: Candidate, ballots: list[Ballot], how: Method, number: int) -> tuple[int, int]:
    """Its points, and its impact: as the ballots say where the method asks for it, else as its group said."""
    marks = [ballot[candidate.key] for ballot in ballots if candidate.key in ballot]
    points = sum(how.points(each, number) for each in marks)
    impact = candidate.impact if how.impact is None else sum(each[how.impact] for each in marks)
    return points, impact


def dots_each(needs: int, people: int) -> int:
    """A common rule: half the square of the needs, shared by all who vote; five at most, so that one must choose."""
    return max(FEWEST_DOTS, min(MOST_DOTS, math.ceil(needs * needs / 2 / max(1, people))))
