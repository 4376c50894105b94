"""What may be told of whom the programme reached: the counts, with everything hidden that would point at somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count

from peercircle.reports import counting, masking
from peercircle.reports.counting import NOBODY, TABLES_OF_PERSONS, Counts, Guests, Scope, counts, guests
from peercircle.reports.masking import Cell
from peercircle.reports.models import Figure, Measure

TOTAL: Cell = frozenset()
# What the tables of sessions are about. By role, sex and age stands in the table of municipalities.
DIMENSIONS = ("municipality", "site", "kind", "topic", "method", "quarter")


@dataclass(frozen=True)
class Reach:
    """Counts by one dimension and by phase; those by municipality also by role, sex and age."""

    counts: Counts
    hidden: frozenset[Cell]

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
    if dimension == "site":
        return _sites(scope)
    found = counts(scope, dimension, by=TABLES_OF_PERSONS if dimension == "municipality" else ((),))
    people = {cell: count.people for cell, count in found.items()}
    phases = {cell: number for cell, number in people.items() if {name for name, _ in cell} <= {"phase"}}
    settled = masking.hidden(phases)
    if dimension == "municipality":
        settled |= _hidden_in_one_report(people)
    return Reach(found, frozenset(masking.hidden(people, already=settled, settled=phases)))


def _hidden_in_one_report(cells: Iterable[Cell]) -> set[Cell]:
    """Of a municipality that was hidden in one reported period only, its sums over all time would tell that number.

    As soon as it is hidden in a second one, the two hide each other.
    """
    hidden = Figure.objects.filter(measure=Measure.PEOPLE, is_hidden=True).exclude(municipality=None)
    times = hidden.order_by().values_list("municipality__code").annotate(times=Count("pk")).filter(times=1)
    once = {code for code, _times in times}
    words = ((each, dict(each)) for each in cells)
    return {
        each for each, said in words if said.keys() <= {"phase", "municipality"} and said.get("municipality") in once
    }


def _sites(scope: Scope) -> Reach:
    municipalities = reach(scope)
    found = municipalities.counts | counts(scope, "municipality", "site", total=False)
    people = {cell: count.people for cell, count in found.items()}
    hidden = masking.hidden(people, already=municipalities.hidden, settled=municipalities.counts)
    return Reach(found, frozenset(hidden))


def told_guests(scope: Scope) -> dict[Cell, Guests]:
    """In all and within each phase, where they are not too few."""
    found = guests(scope)
    hidden = masking.hidden({cell: each.most for cell, each in found.items()})
    return {cell: each for cell, each in found.items() if cell not in hidden}
