"""The doors for other programs, in one table: addresses, checks and the OpenAPI document are made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from peercircle.needs.models import WAITS
from peercircle.reports.api import answers
from peercircle.reports.api.answers import Page, SessionsForm
from peercircle.reports.models import Measure

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": "string", "format": "date"}
TOLD: Schema = {"type": ["integer", "null"], "minimum": 0, "description": "null when it is hidden"}
WHY: Schema = {
    "enum": [None, answers.SMALL],
    "description": "why a number is null: it counts fewer than five people, or would give away one that does",
}


def row(**fields: Schema) -> Schema:
    """Every field is always there, and none besides."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def rows(each: Schema) -> Schema:
    return {"type": "array", "items": each}


COUNT = {"people": TOLD, "attendances": TOLD, "hidden": WHY}


@dataclass(frozen=True)
class Door:
    name: str
    summary: str
    each: Schema
    answer: Callable[[dict[str, Any]], Sequence[Any] | Page]
    form: type[forms.Form] = answers.PageForm

    @property
    def path(self) -> str:
        return f"v1/{self.name}/"


DOORS = (
    Door(
        "sessions",
        "Whom the sessions of all time reached. People are counted once in each row, attendances once a session; "
        "people cannot be added over rows.",
        row(value=TEXT, name=TEXT, **COUNT, across=rows(row(name=TEXT, **COUNT))),
        answers.sessions,
        SessionsForm,
    ),
    Door(
        "groups",
        "In which of the last twelve months each group met.",
        row(name=TEXT, months=rows(row(month=DAY, mark={"enum": ["met", "missed", "summer", "before"]}))),
        answers.groups,
    ),
    Door(
        "needs",
        f"Needs that groups have sent, by how long they waited for an answer: {WAITS.days} days are promised.",
        row(waited={"enum": list(answers.WAITED)}, planned_or_delivered=NUMBER, declined=NUMBER, waiting=NUMBER),
        answers.needs,
    ),
    Door(
        "indicators",
        "Each measure of a programme as it stands today, and what was promised of it.",
        row(
            programme=TEXT,
            measure={"enum": Measure.values},
            value=TOLD,
            hidden=WHY,
            targets=rows(row(baseline=NUMBER, wanted=NUMBER, due_on=DAY)),
        ),
        answers.indicators,
    ),
    Door(
        "periods",
        "Figures of the periods that were reported, as they were told, and their corrections.",
        row(
            programme=TEXT,
            starts_on=DAY,
            ends_on=DAY,
            measure={"enum": Measure.values},
            municipality={"type": ["string", "null"], "description": "a code such as XK-18; null is the whole"},
            value=TOLD,
            hidden=WHY,
            corrections=rows(row(noted_on=DAY, reason=TEXT, value=TOLD, hidden=WHY)),
        ),
        answers.periods,
    ),
)
