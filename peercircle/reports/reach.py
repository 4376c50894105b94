"""What may be told of whom the programme reached: the counts, with everything hidden that would point at somebody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from peercircle.reports import counting, masking
from peercircle.reports.counting import NOBODY, OF_PERSON, TABLES_OF_PERSONS, Counts, Scope, counts
from peercircle.reports.masking import Cell
from peercircle.reports.reported import Apart, Reported, reported

TOTAL: Cell = frozenset()
KNOWN = 1_000_000  # people in a cell that only ties others together: never a small number
# What the tables of sessions are about. By role, sex and age stands in the table of municipalities.
DIMENSIONS = ("municipality", "site", "kind", "topic", "method", "quarter")
# A person's words and the phases stand in every table of municipalities.
OF_MUNICIPALITY = ("municipality", "phase", *OF_PERSON)


@dataclass(frozen=True)
class Reach:
    """Counts by one dimension and by phase; those by municipality also by role, sex and age."""

    counts: Counts
    hidden: frozenset[Cell]
    reported: Reported = field(default_factory=Reported)  # what it was kept apart from

    @cached_property
    def lines(self) -> set[tuple[Cell, str]]:
        return masking.lines(self.hidden)

    def told(self, cell: Cell) -> counting.Count | None:
        """None when it is hidden. Nobody was in a cell that is not there, which is told where nothing is hidden."""
        if cell in self.counts:
            return None if cell in self.hidden else self.counts[cell]
        return None if self.lines & masking.lines([cell]) else NOBODY

    def along(self, dimension: str, within: Cell = TOTAL) -> dict[str, Cell]:
        """What divides this cell, by its value. Sites are counted within their municipality."""
        wanted = {dimension, "municipality"} if dimension == "site" else {dimension}
        wanted -= {name for name, _value in within}
        parts = (each for each in self.counts if within < each and {name for name, _ in each - within} == wanted)
        return {dict(each)[dimension]: each for each in parts}


def reach(scope: Scope, dimension: str = "municipality") -> Reach:
    """Every table of a scope hides the same of what it has in common with the others.

    So they are settled one after another: what was reported, the phases, then municipalities, then the sites in them.
    """
    dimensions = ("municipality", "site") if dimension == "site" else (dimension,)
    has_municipalities = "municipality" in dimensions
    found = counts(scope, *dimensions, by=TABLES_OF_PERSONS if has_municipalities else ((),))
    told = reported(scope)
    apart = _apart(scope, told, found, OF_MUNICIPALITY if has_municipalities else (dimension, "phase"))
    hidden: set[Cell] = set()
    settled: Counts = {}
    tables = [{"phase", *OF_PERSON, *dimensions[:depth]} for depth in range(1, len(dimensions) + 1)]
    for words in ({"phase"}, *tables):
        table = {cell: count for cell, count in found.items() if {name for name, _value in cell} <= words}
        hidden = _hidden(table, apart, already=hidden, settled=settled)
        settled = table
    return Reach(found, frozenset(hidden), told)


def _apart(scope: Scope, told: Reported, found: Counts, dimensions: Collection[str]) -> Apart:
    """Only numbers over all time contain those of the reported periods."""
    if scope.since or scope.until:
        return Apart(hidden=told.hidden_once(found))
    return told.beside(found, dimensions)


def _hidden(found: Counts, apart: Apart, already: Collection[Cell] = (), settled: Collection[Cell] = ()) -> set[Cell]:
    """All that can be taken from one another is looked at together: these cells, and what was reported."""
    people = {cell: count.people for cell, count in (apart.counts | found).items()}
    hidden = masking.hidden(
        people | dict.fromkeys(apart.unpublished, KNOWN),
        already=apart.hidden | set(already),
        settled=[*apart.counts, *settled],
        secret=apart.secret,
        unpublished=apart.unpublished,
    )
    return hidden & found.keys()
