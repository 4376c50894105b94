"""Guests whose names nobody took: which of their ranges may be told beside each other, and beside the reports.

What is told of them are the sums over all time, over each phase and over reported periods, each with the largest
session in it. A reader may take any of these from the others, and the largest session from what is left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product

from peercircle.reports.counting import Guests, Scope, guests, summed
from peercircle.reports.masking import SMALLEST, Cell, cell
from peercircle.reports.models import Period
from peercircle.reports.reported import Reported


def told_guests(scope: Scope, told: Reported) -> dict[Cell, Guests]:
    """In all and within each phase. Of a time of one's own nothing: two of nearly the same time tell of one session."""
    if scope.since or scope.until:
        return {}
    times = {period: told.days[period] for period in told.guests}
    return _Sums.of(guests(scope, times), told.guests).told()


def guests_of(period: Period, told: Reported) -> Guests | None:
    """For its report. None where what is told over all time today, less this, would be a few: it is known already."""
    own = str(period.pk)
    times = {each: told.days[each] for each in told.guests} | {own: (period.starts_on, period.ends_on)}
    found = guests(Scope(programme=period.programme), times)
    here = summed(each for (_phase, time), each in found.items() if time == own)
    if here.most < SMALLEST:
        return None
    said = _said(here)
    before = _Sums.of(found, told.guests).told()
    after = _Sums.of(found, {**told.guests, own: said}).told()
    return said if before.items() <= after.items() else None


def _is_few(number: int) -> bool:
    """Also of fewer than there were: a tally was corrected."""
    return 0 < abs(number) < SMALLEST


def _said(these: Guests) -> Guests:
    """The largest session is not told where it was small, or where all the others were."""
    if these.fewest < SMALLEST or _is_few(these.most - these.fewest):
        return Guests(0, these.most)
    return these


@dataclass(frozen=True)
class _Sums:
    """Who came, by phase and by report or in none, and what the reports told."""

    came: Mapping[tuple[str, str], Guests]
    reports: Mapping[str, Guests]

    @classmethod
    def of(cls, found: Mapping[tuple[str, str], Guests], reports: Mapping[str, Guests]) -> _Sums:
        """A period whose report tells of no guests is as good as none."""
        came: dict[tuple[str, str], Guests] = {}
        for (phase, time), each in found.items():
            where = phase, time if time in reports else ""
            came[where] = summed([each, came.get(where, Guests(0, 0))])
        return cls(came, reports)

    @property
    def phases(self) -> frozenset[str]:
        return frozenset(phase for phase, _time in self.came)

    def told(self) -> dict[Cell, Guests]:
        """As much as may be: rather the sum of all alone than nothing, and rather sums alone than no sums."""
        whole = {cell(): summed(self.came.values())} if self.came else {}
        parts = {cell(phase=phase): self._together({phase}) for phase in self.phases}
        alone, several = [self.phases], [frozenset(some) for some in _subsets(self.phases)]
        tries = product([(whole | parts, several), (whole, alone)], (True, False))
        for (shown, unions), with_largest in tries:
            said = {each: _said(these) if with_largest else Guests(0, these.most) for each, these in shown.items()}
            largest = {these.fewest for these in (*said.values(), *self.reports.values())} - {0}
            if not any(_is_telling(each, largest) for union in unions for each in self._computable(union)):
                return said
        return {}

    def _together(self, phases: Collection[str]) -> Guests:
        return summed(each for (phase, _time), each in self.came.items() if phase in phases)

    def _computable(self, union: frozenset[str]) -> Iterator[Guests]:
        """Some phases; they less the reports that lie in them; the reports that they lie in, less them; each report."""
        these = self._together(union)
        yield these
        inside = {time for time in self.reports if (self._phases_of(time) or self.phases) <= union}
        rest = summed(each for (phase, time), each in self.came.items() if phase in union and time not in inside)
        yield Guests(rest.fewest, these.most - sum(self.reports[time].most for time in inside))
        around = {time for phase, time in self.came if phase in union}
        if "" not in around:
            more = summed(each for (phase, time), each in self.came.items() if time in around and phase not in union)
            yield Guests(more.fewest, sum(self.reports[time].most for time in around) - these.most)
        for report, told in self.reports.items():
            there = summed(each for (_phase, time), each in self.came.items() if time == report)
            yield Guests(there.fewest, told.most)

    def _phases_of(self, report: str) -> set[str]:
        return {phase for phase, time in self.came if time == report}


def _is_telling(these: Guests, largest: Collection[int]) -> bool:
    """A few in all, or a few beside a session whose number is known."""
    return _is_few(these.most) or (these.fewest in largest and _is_few(these.most - these.fewest))


def _subsets(phases: Collection[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(sorted(phases), number) for number in range(1, len(phases) + 1))
