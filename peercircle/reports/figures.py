"""The figures of a time, as the records tell them now, and what stands in a reported period beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count as CountOf
from django.db.models import F, QuerySet, Subquery, Value

from peercircle.meetings.models import Meeting
from peercircle.needs.models import Entry
from peercircle.places.models import Municipality
from peercircle.programme.models import Programme
from peercircle.reports.counting import NOBODY, Count, Scope
from peercircle.reports.guests import guests_of
from peercircle.reports.masking import Cell, cell
from peercircle.reports.models import Correction, Figure, Measure, Part, Period
from peercircle.reports.reach import reach
from peercircle.reports.reported import GUESTS

# The table by municipality tells also of phases, professions, sexes and ages.
DIVIDED_BY = ("municipality", "kind", "topic", "method")
ANSWERS = (Entry.Kind.PLANNED, Entry.Kind.DECLINED)
Key = tuple[str, int | None]  # a measure, and a municipality or None for the whole programme


@dataclass(frozen=True)
class Told:
    value: int
    is_hidden: bool = False


@dataclass(frozen=True)
class Line:
    """A reported figure, its corrections, and what the records say now."""

    measure: str
    municipality: Municipality | None
    reported: Told
    corrections: list[Correction]
    now: Told

    @property
    def name(self) -> str:
        return str(Measure(self.measure).label)

    @property
    def stands(self) -> Told:
        last = self.corrections[-1] if self.corrections else None
        return Told(last.value, last.is_hidden) if last else self.reported

    @property
    def differs(self) -> bool:
        return self.stands.value != self.now.value


def current(programme: Programme, since: dt.date | None = None, until: dt.date | None = None) -> dict[Key, Told]:
    """Four questions. Only where something was is there a figure for a municipality."""
    scope = Scope(programme=programme, since=since, until=until)
    rows = scope.sessions().order_by().values_list("municipality", "municipality__code").annotate(CountOf("pk"))
    sessions = {place: (code, number) for place, code, number in rows}
    figures: dict[Key, Told] = {(Measure.SESSIONS, place): Told(number) for place, (_code, number) in sessions.items()}
    figures[Measure.SESSIONS, None] = Told(sum(told.value for told in figures.values()))
    cells = {None: cell(), **{place: cell(municipality=code) for place, (code, _number) in sessions.items()}}
    return {**_reached(scope, cells), **figures, **_of_groups(programme, since, until)}


def _reached(scope: Scope, cells: dict[int | None, Cell]) -> dict[Key, Told]:
    found = reach(scope)
    figures: dict[Key, Told] = {}
    for place, where in cells.items():
        told, count = found.told(where), found.counts.get(where, NOBODY)
        if place and told == NOBODY:  # their sheets may still come: that is not none
            continue
        figures[Measure.PEOPLE, place] = Told(count.people, told is None)
        figures[Measure.ATTENDANCES, place] = Told(count.attendances, told is None)
    return figures


def uncounted(figures: dict[Key, Told]) -> QuerySet[Municipality]:
    """Where sessions were held, and nobody has been entered yet."""
    held = {place for measure, place in figures if measure == Measure.SESSIONS and place}
    counted = {place for measure, place in figures if measure == Measure.PEOPLE and place}
    return Municipality.objects.filter(pk__in=held - counted)


def _of_groups(programme: Programme, since: dt.date | None, until: dt.date | None) -> dict[Key, Told]:
    """A group belongs to the programme whose teams look after its municipality."""
    theirs = {"group__sites__municipality__expert_teams__programme": programme}
    met = Meeting.objects.filter(phase=Meeting.Phase.CLOSED, **theirs, **_within("starts_at", since, until))
    answers = Entry.objects.filter(kind__in=ANSWERS, undone_at=None, **_within("made_at", since, until))
    answers = answers.filter(**{f"need__{path}": value for path, value in theirs.items()})
    numbers = {
        Measure.GROUPS: _number(met, "group"),
        Measure.MEETINGS: _number(met, "pk"),
        Measure.ANSWERS: _number(answers, "need"),
    }
    (row,) = Programme.objects.filter(pk=programme.pk).values_list(*numbers.values())
    return {(measure, None): Told(number or 0) for measure, number in zip(numbers, row, strict=True)}


def _number(rows: QuerySet, what: str) -> Subquery:
    """How many different ones, as a part of a larger question."""
    together = rows.order_by().annotate(together=Value(1)).values("together")
    return Subquery(together.annotate(number=CountOf(what, distinct=True)).values("number"))


def _within(path: str, since: dt.date | None, until: dt.date | None) -> dict[str, dt.date]:
    bounds = {f"{path}__date__gte": since, f"{path}__date__lte": until}
    return {name: day for name, day in bounds.items() if day}


def parts(period: Period) -> list[Part]:
    """What its report tells of each part, with what is too small to be told hidden in all tables alike."""
    scope = Scope(programme=period.programme, since=period.starts_on, until=period.ends_on)
    found: dict[Cell, Part] = {}
    for dimension in DIVIDED_BY:
        told = reach(scope, dimension)
        for each in told.counts:
            if len(each) > 1:
                continue
            found[each] = _part(period, each, told.counts[each], is_hidden=each in told.hidden)
    if guests := guests_of(period, told.reported):
        where = cell(**{GUESTS: ""})
        found[where] = _part(period, where, Count(guests.fewest, guests.most), is_hidden=False)
    return list(found.values())


def _part(period: Period, where: Cell, count: Count, *, is_hidden: bool) -> Part:
    ((dimension, word),) = where or {("", "")}
    return Part(
        period=period,
        dimension=dimension,
        word=word,
        people=count.people,
        attendances=count.attendances,
        is_hidden=is_hidden,
    )


def lines(period: Period) -> list[Line]:
    """Of a locked period: the whole programme first, then the municipalities."""
    now = current(period.programme, period.starts_on, period.ends_on)
    figures = Figure.objects.filter(period=period).select_related("municipality").prefetch_related("corrections")
    return [
        Line(
            measure=figure.measure,
            municipality=figure.municipality,
            reported=Told(figure.value, figure.is_hidden),
            corrections=list(figure.corrections.all()),
            now=now.get((figure.measure, figure.municipality_id), Told(0)),
        )
        for figure in figures.order_by(F("municipality__code").asc(nulls_first=True), "pk")
    ]
