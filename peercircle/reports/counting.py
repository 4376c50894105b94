"""Whom the programme reached: people, each counted once, and attendances, one for each person and session.

`counts(scope, "municipality")` answers `{cell: Count(people, attendances)}` with cells as in `masking`: by
municipality, by phase, by both and in all. It counts what happened; `reach.py` hides what is too small to be told.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, CharField, DateField, F, Max, QuerySet, Sum, Value, When
from django.db.models import Count as CountOf
from django.db.models.functions import Cast, TruncQuarter

from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.programme.models import GuestTally, Programme, Session, SessionAttendance
from peercircle.reports.masking import Cell

# The programme's own people lead the sessions; they are not whom it reaches.
STAFF = (Person.ProgrammeRole.EXPERT, Person.ProgrammeRole.MANAGER, Person.ProgrammeRole.MONITOR)

# What a session tells of an attendance, and what a person tells.
OF_SESSION = {
    "phase": F("session__phase_id"),
    "municipality": F("session__municipality__code"),
    "site": F("session__site_id"),
    "kind": F("session__kind"),
    "topic": F("session__topics"),
    "method": F("method"),
    "quarter": Cast(TruncQuarter("session__held_on"), DateField()),
}
# A session may have several topics, so attendances by topic add up to more than there were.
SEVERAL = {"topic"}
OF_PERSON = {"role": "profession", "sex": "sex", "age": "age_band"}
TABLES_OF_PERSONS = ((), ("role",), ("sex",), ("age",), ("role", "sex"))


@dataclass(frozen=True)
class Count:
    people: int
    attendances: int

    def __add__(self, other: Count) -> Count:
        return Count(self.people + other.people, self.attendances + other.attendances)


NOBODY = Count(0, 0)
Counts = dict[Cell, Count]


@dataclass(frozen=True)
class Guests:
    """Guests whose names nobody took. The same may have come twice: at least `fewest` people, at most `most`.

    They are as many attendances as `most`. Where `fewest` is 0, it is not told."""

    fewest: int
    most: int


@dataclass(frozen=True)
class Scope:
    """What is counted: a programme or all of them, everywhere or in some municipalities, ever or in a time."""

    programme: Programme | None = None
    municipalities: QuerySet[Municipality] | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    def sessions(self) -> QuerySet[Session]:
        held = Session.objects.held()
        if self.programme:
            held = held.filter(phase__programme=self.programme)
        if self.municipalities is not None:
            held = held.filter(municipality__in=self.municipalities)
        if self.since:
            held = held.filter(held_on__gte=self.since)
        if self.until:
            held = held.filter(held_on__lte=self.until)
        return held

    def attendances(self) -> QuerySet[SessionAttendance]:
        return SessionAttendance.objects.filter(session__in=self.sessions()).exclude(person__programme_role__in=STAFF)


def counts(scope: Scope, *dimensions: str, by: Sequence[Sequence[str]] = ((),)) -> Counts:
    """By the first of these dimensions of a session, by the first two, and so on; over all phases and within each.

    Also over everything, and within each phase. `by` are sets of what a person tells, and each makes a table of its
    own, up to the first dimension. One question.
    """
    found: defaultdict[Cell, Count] = defaultdict(lambda: NOBODY)
    for cell, person, count in _ask(scope, dimensions):
        is_deep = len({name for name, _value in cell} - {"phase"}) > 1
        # What a person tells divides people without counting anybody twice, so these numbers can be added.
        for names in [()] if is_deep else by:
            found[cell | {(name, person[name]) for name in names}] += count
    return dict(found)


def _ask(scope: Scope, dimensions: Sequence[str]) -> Iterator[tuple[Cell, dict[str, str], Count]]:
    """A person is first brought together with what they came to, so that the database sorts people, not attendances."""
    words = ("phase", *dimensions)
    tables = [
        Sums(words if depth or not SEVERAL.intersection(words) else words[:1], kept)
        for depth in range(len(dimensions), -1, -1)
        for kept in (words[: depth + 1], dimensions[:depth])
    ]
    seen = {each.seen: _seen(scope, each.seen) for each in tables}
    heads = ", ".join(f"{_name(each)} AS MATERIALIZED ({sql})" for each, (sql, _params) in seen.items())
    sums = " UNION ALL ".join(_sums(number, each, words) for number, each in enumerate(tables))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {heads} {sums}", [each for _sql, params in seen.values() for each in params])
        rows = cursor.fetchall()
    for number, *row, people, attendances in rows:
        kept = [(name, value) for name, value in zip(words, row, strict=False) if name in tables[number].kept]
        cell = frozenset((name, "" if value is None else str(value)) for name, value in kept)
        yield cell, dict(zip(OF_PERSON, row[len(words) :], strict=True)), Count(people, int(attendances))


class Sums(NamedTuple):
    seen: Sequence[str]  # by what people are brought together with what they came to
    kept: Sequence[str]  # what the sums tell of it


def _name(seen: Sequence[str]) -> str:
    return "_".join(("seen_by", *seen))


def _seen(scope: Scope, words: Sequence[str]) -> tuple[str, tuple[Any, ...]]:
    columns = {f"by_{name}": OF_SESSION[name] for name in words}
    rows = scope.attendances().order_by().values(who=F("person_id"), **columns).annotate(times=CountOf("pk"))
    return rows.query.sql_with_params()


def _sums(number: int, table: Sums, words: Sequence[str]) -> str:
    person = [f"person.{column}" for column in OF_PERSON.values()]
    told = [f"by_{name}" if name in table.kept else "NULL" for name in words]
    group = [f"by_{name}" for name in table.kept] + person
    return (
        f"SELECT {number}, {', '.join(told + person)}, COUNT(DISTINCT who), SUM(times) FROM {_name(table.seen)} "  # noqa: S608
        f"JOIN {Person._meta.db_table} person ON person.id = who GROUP BY {', '.join(group)}"
    )


def guests(scope: Scope, times: Mapping[str, tuple[dt.date, dt.date]]) -> dict[tuple[str, str], Guests]:
    """By phase, and by which of these times it was, or "". One question."""
    during = [When(session__held_on__range=days, then=Value(name)) for name, days in times.items()]
    tallies = GuestTally.objects.filter(session__in=scope.sessions()).order_by()
    by_time = tallies.annotate(during=Case(*during, default=Value(""), output_field=CharField()))
    rows = by_time.values_list("session__phase", "during").annotate(Max("number"), Sum("number"))
    return {(str(phase), during): Guests(most_at_once, total) for phase, during, most_at_once, total in rows}


def summed(some: Iterable[Guests]) -> Guests:
    each = list(some)
    return Guests(max((these.fewest for these in each), default=0), sum(these.most for these in each))
