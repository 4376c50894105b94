"""What stands in reported periods, so that no number over all time, minus a reported one, tells of a few people.

Each part of a period is a cell with the word `period`: `{("sex", "f"), ("period", "3")}`. With what was in no reported
period, `{("sex", "f"), ("period", "")}`, these cells add up to the cell without that word.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, IntegerField, Value, When

from peercircle.reports.counting import Count, Counts, Guests, Scope
from peercircle.reports.masking import SMALLEST, Cell, cell
from peercircle.reports.models import Correction, Measure, Part

GUESTS = "guests"


@dataclass(frozen=True)
class Apart:
    """What the numbers of a table are kept apart from."""

    counts: Counts = field(default_factory=dict)  # the same numbers of reported periods
    hidden: set[Cell] = field(default_factory=set)  # of these and of the table itself
    unpublished: set[Cell] = field(default_factory=set)  # what only ties the two together
    secret: set[Cell] = field(default_factory=set)  # of the table: as good as a small number


@dataclass
class Reported:
    """What was told last of each part, and which parts are hidden."""

    counts: Counts = field(default_factory=dict)
    hidden: set[Cell] = field(default_factory=set)
    days: dict[str, tuple[dt.date, dt.date]] = field(default_factory=dict)
    guests: dict[str, Guests] = field(default_factory=dict)  # by period, where its report tells of them

    def hidden_once(self, cells: Iterable[Cell]) -> set[Cell]:
        """Hidden in one period only, a part could be computed from the sum. The next period hides it too.

        Then the two hide each other.
        """
        times = Counter(word for each in self.hidden for word in each if word[0] != "period")
        return {each for each in cells if any(times[word] == 1 for word in each if _is_part(each, word))}

    def beside(self, found: Counts, dimensions: Collection[str]) -> Apart:
        """For a table over all time. Phases, quarters and periods cut the same people in several ways."""
        theirs = {each: count for each, count in self.counts.items() if _names(each) <= {"period", *dimensions}}
        pairs = set(theirs) | set(self._outside(found))
        if "quarter" in dimensions:
            pairs |= self._quarters(found)
        unpublished = (pairs - theirs.keys()) | set(_corners(found, pairs))
        secret = self.hidden_once(found) | self._told_by_difference(found)
        return Apart(theirs, self.hidden & theirs.keys(), unpublished, secret)

    def _outside(self, found: Counts) -> Iterator[Cell]:
        """Who came outside of the reported periods."""
        inside: Counter[Cell] = Counter()
        for where, count in self.counts.items():
            inside[without_period(where)] += count.attendances
        for each, count in found.items():
            if len(each) <= 1 and _names(each) != {"quarter"} and count.attendances != inside[each]:
                yield each | cell(period="")

    def _quarters(self, found: Counts) -> set[Cell]:
        """A quarter and a period have what lies in both, and a quarter also what lies in no period."""
        pairs = set()
        for each in found:
            quarter = dict(each).get("quarter")
            if quarter is None or len(each) > 1:
                continue
            first = dt.date.fromisoformat(quarter)
            last = (first + dt.timedelta(days=95)).replace(day=1) - dt.timedelta(days=1)
            shared = {
                period: (min(last, ends) - max(first, starts)).days + 1
                for period, (starts, ends) in self.days.items()
                if starts <= last and ends >= first
            }
            pairs |= {each | cell(period=period) for period in shared}
            if sum(shared.values()) < (last - first).days + 1:
                pairs.add(each | cell(period=""))
        return pairs

    def _told_by_difference(self, found: Counts) -> set[Cell]:
        """Cells over all time that have only a few attendances more than what was reported."""
        theirs: defaultdict[Cell, list[Cell]] = defaultdict(list)
        for where in self.counts:
            theirs[without_period(where)].append(where)
        return {each for each, count in found.items() if len(each) == 1 and self._few_more(count, theirs[each])}

    def _few_more(self, count: Count, periods: Collection[Cell]) -> bool:
        if not periods or self.hidden & set(periods):
            return False
        return 0 < count.attendances - sum(self.counts[each].attendances for each in periods) < SMALLEST


def _corners(found: Counts, pairs: Collection[Cell]) -> Iterator[Cell]:
    """A part of a period within each phase that reaches into it."""
    phases = [each for each in pairs if _names(each) == {"phase", "period"}]
    for pair in pairs:
        own = without_period(pair)
        for both in phases if own and _names(own) != {"phase"} else []:
            phase = both - pair
            if len(phase) == 1 and own | phase in found:
                yield pair | both


def without_period(each: Cell) -> Cell:
    return frozenset(word for word in each if word[0] != "period")


def _is_part(each: Cell, word: tuple[str, str]) -> bool:
    """This word alone, or this word within a phase."""
    return len(each) == 1 or (word[0] != "phase" and _names(each) == {word[0], "phase"})


def _names(each: Cell) -> set[str]:
    return {name for name, _value in each}


def reported(scope: Scope) -> Reported:
    """One question. Somebody who sees some municipalities has nothing to do with the other parts."""
    found = Reported()
    for row in _rows(scope):
        period, starts, ends, dimension, word, people, attendances, is_hidden, _order = row
        if dimension == GUESTS:
            found.days[str(period)] = (starts, ends)
            found.guests[str(period)] = Guests(people, attendances)
            continue
        if scope.municipalities is not None and dimension != "municipality":
            continue
        where = cell(period=str(period)) | (cell(**{dimension: word}) if dimension else cell())
        before = found.counts.get(where, Count(0, 0))
        found.days[str(period)] = (starts, ends)
        found.counts[where] = Count(
            before.people if people is None else people, before.attendances if attendances is None else attendances
        )
        found.hidden = found.hidden | {where} if is_hidden else found.hidden - {where}
    # That a whole period was too small to be told says nothing of all time.
    for period in [each for each in found.hidden if len(each) == 1]:
        del found.counts[period]
        found.hidden.discard(period)
    return found


def _rows(scope: Scope) -> list[tuple[Any, ...]]:
    parts = Part.objects.all()
    corrections = Correction.objects.exclude(figure__municipality=None).filter(
        figure__measure__in=[Measure.PEOPLE, Measure.ATTENDANCES]
    )
    if scope.programme:
        parts = parts.filter(period__programme=scope.programme)
        corrections = corrections.filter(figure__period__programme=scope.programme)
    told = parts.order_by().values_list(
        "period",
        "period__starts_on",
        "period__ends_on",
        "dimension",
        "word",
        "people",
        "attendances",
        "is_hidden",
        Value(0),
    )
    later = corrections.order_by().values_list(
        "figure__period",
        "figure__period__starts_on",
        "figure__period__ends_on",
        Value("municipality"),
        "figure__municipality__code",
        _of(Measure.PEOPLE),
        _of(Measure.ATTENDANCES),
        "is_hidden",
        "pk",
    )
    return sorted(told.union(later, all=True), key=lambda row: row[-1])


def _of(measure: str) -> Case:
    return Case(When(figure__measure=measure, then=F("value")), output_field=IntegerField())
