"""What may be told of how colleagues help each other: how often, and what came of it, so that it points at nobody.

What somebody says of a consultation counts outside the group from ten answers on, and in whole fives: else whoever
looks before and after an answer would read it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from peercircle.meetings import kinds
from peercircle.meetings.kinds import Help, Text
from peercircle.reports import masking
from peercircle.reports.counting import Scope
from peercircle.reports.masking import SMALLEST, Cell, cell
from peercircle.reports.pictures import groups_in

FEWEST = 10  # answers
VERDICTS = ("helped", "partly", "not")


@dataclass(frozen=True)
class Helped:
    """A number is None where it is hidden."""

    name: Text
    times: int | None
    ways: list[tuple[str, int | None]]
    asked: int
    verdicts: dict[str, int | None]  # nothing while too few have answered


def helped(scope: Scope) -> list[Helped]:
    """Of the groups in a scope, by what they did."""
    return [told(each) for each in kinds.helped(groups_in(scope)) if each.ways]


def told(what: Help) -> Helped:
    ways: Counter[str] = Counter()
    for name, number in what.ways:
        ways[str(name)] += number
    cells: dict[Cell, int] = {cell(way=name): number for name, number in ways.items()}
    cells[cell()] = ways.total()
    hidden = masking.hidden(cells)
    return Helped(
        name=what.name,
        times=None if cell() in hidden else ways.total(),
        ways=[(name, None if cell(way=name) in hidden else number) for name, number in ways.most_common()],
        asked=what.asked,
        verdicts=_verdicts(what.answers),
    )


def _verdicts(answers: list[str]) -> dict[str, int | None]:
    """How many answered is not told: beside it a small number could be computed from the others."""
    whole = len(answers) - len(answers) % SMALLEST
    if whole < FEWEST:
        return {}
    counts = Counter(answers[:whole])
    return {verdict: counts[verdict] if counts[verdict] >= SMALLEST else None for verdict in VERDICTS}
