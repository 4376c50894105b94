"""The story sheet: what helps to understand a case, in fixed choices. Nothing on it can tell who a child is."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Text = str | Promise


@dataclass(frozen=True)
class Question:
    key: str
    name: Text
    answers: tuple[tuple[str, Text], ...]


QUESTIONS = (
    Question(
        "level",
        _("Level"),
        (
            ("pre_school", _("pre-school")),
            ("primary", _("primary")),
            ("lower_secondary", _("lower secondary")),
            ("upper_secondary", _("upper secondary")),
        ),
    ),
    Question(
        "setting",
        _("Where it shows"),
        (
            ("lesson", _("in a lesson")),
            ("break", _("in the break")),
            ("way", _("on the way or in the bus")),
            ("home", _("in contact with the home")),
            ("online", pgettext_lazy("where a case shows", "online")),
            ("staff_room", _("in the staff room")),
        ),
    ),
    Question(
        "topic",
        _("What it is about"),
        (
            ("behaviour", _("behaviour in class")),
            ("withdrawal", _("somebody who withdraws")),
            ("bullying", _("bullying and exclusion")),
            ("learning", _("learning and motivation")),
            ("absence", _("staying away from school")),
            ("parents", _("working with parents")),
            ("loss", _("loss, fear or stress")),
            ("colleagues", _("working with colleagues")),
            ("other", _("something else")),
        ),
    ),
    Question(
        "lasting",
        _("For how long"),
        (
            ("days", _("for days")),
            ("weeks", _("for weeks")),
            ("months", _("for months")),
            ("years", _("for more than a year")),
        ),
    ),
)
FREE = "text"


def packed(answers: dict[str, str]) -> str:
    """One text, to be sealed as one."""
    return json.dumps({key: answer for key, answer in answers.items() if answer}, ensure_ascii=False)


@dataclass(frozen=True)
class Sheet:
    answers: dict[str, str]

    @property
    def chosen(self) -> list[tuple[Text, Text]]:
        rows = [
            (question.name, dict(question.answers).get(self.answers.get(question.key, ""))) for question in QUESTIONS
        ]
        return [(name, answer) for name, answer in rows if answer]

    @property
    def text(self) -> str:
        return self.answers.get(FREE, "")


def unpacked(text: str) -> Sheet:
    return Sheet(json.loads(text))
