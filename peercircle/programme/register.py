"""Who may stand on the sheet of a session: those who work at its site, those who came, those who were looked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from peercircle.kit.folding import words_of
from peercircle.people.codes import pk_of
from peercircle.people.models import Person
from peercircle.programme.models import Session

FOUND = 20


@dataclass(frozen=True)
class Line:
    person: Person
    is_there: bool


def lines(
    known: QuerySet[Person], session: Session, *, search: str = "", shown: Collection[int] = (), ticked: set[int] | None
) -> list[Line]:
    """`ticked` is None on a fresh page, which shows what is recorded."""
    if ticked is None:
        ticked = set(session.attendances.values_list("person", flat=True))
    usual = Q(session_attendances__session=session) | Q(pk__in=shown) | Q(pk__in=_found(known, search))
    if session.site:
        usual |= Q(workplaces=session.site)
    people = known.filter(pk__in=Person.objects.filter(usual).values("pk"))
    return [Line(person, person.pk in ticked) for person in people]


def _found(known: QuerySet[Person], search: str) -> list[int]:
    """By name or by code."""
    words, pk = words_of(search), pk_of(search)
    if pk:
        return list(known.filter(pk=pk).values_list("pk", flat=True))
    for word in words:
        known = known.filter(search_text__contains=word)
    return list(known.values_list("pk", flat=True)[:FOUND]) if words else []
