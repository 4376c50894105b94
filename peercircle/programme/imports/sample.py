"""A file as we like it best, headed in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from peercircle.people.models import Person
from peercircle.programme.imports.columns import TITLES
from peercircle.programme.models import Session, Topic

PEOPLE = [("Ana", "Anić", "f", "35-44", "teacher"), ("Besa", "Besimi", "f", "", "psychologist")]


def rows(today: dt.date) -> Iterator[list[object]]:
    """The headings, and two made-up people at one session."""
    yield [str(title) for title in TITLES.values()]
    topic = Topic.objects.first()
    for given, family, sex, age, profession in PEOPLE:
        line: dict[str, object] = {
            "day": today,
            "time": "14:00",
            "minutes": 90,
            "kind": str(Session.Kind.COACHING.label),
            "municipality": "Podujevë",
            "place": _("Library"),
            "topics": topic.name if topic else "",
            "given_name": given,
            "family_name": family,
            "sex": str(Person.Sex(sex).label),
            "age": age,
            "profession": str(Person.Profession(profession).label),
        }
        yield [line.get(name, "") for name in TITLES]
