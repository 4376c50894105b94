"""What is asked about a visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from peercircle.identifiers.fields import CheckedLine, CheckedText
from peercircle.kit.fields import Day, OneLine
from peercircle.kit.templatetags.dates import day as spoken
from peercircle.programme.finding import Places, found
from peercircle.programme.models import FieldVisit

STOPS = [f"stop_{number}" for number in range(1, 9)]
NEEDS = ("need_1", "need_2", "need_3")
NOT_AGREED, ANOTHER = "none", "day"
FARTHEST = dt.timedelta(days=730)


class _Lines(CheckedText):
    """Some browsers end a line in two signs, others in one: the same words are the same text."""

    def to_python(self, value: Any) -> str:
        return "\n".join((super().to_python(value) or "").splitlines())


class _NextVisit(forms.ChoiceField):
    """Days that were proposed, by their date: what a phone kept may arrive when others are proposed."""

    def valid_value(self, value: str) -> bool:
        return super().valid_value(value) or _as_day(value) is not None


def _as_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class DayForm(forms.Form):
    """A day of a route: not too far away, or somebody mistyped the year."""

    on = Day(label=_("Which day?"))

    def clean_on(self) -> dt.date:
        day = self.cleaned_data["on"]
        if abs(day - localdate()) > FARTHEST:
            raise forms.ValidationError(_("This day is more than two years away. Please look again."))
        return day


class AddForm(forms.Form):
    """`id` comes from the page, so that a second tap puts nobody on a route twice."""

    id = forms.UUIDField()


class PlanForm(DayForm):
    """A day and its stops in their order, each found by what was typed. It is one letter, which may come later.

    `key` tells the forms of a page apart, so that several days can wait on a phone. `day`: the one that is no question.
    """

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, key: object, offered: Places, day: dt.date | None = None) -> None:
        super().__init__(data, auto_id=f"plan-{key}-%s", initial={"id": uuid4()})
        self.key, self.offered, self.day = key, offered, day
        if day:
            del self.fields["on"]
        else:
            self.fields["on"].widget.attrs |= {"min": str(localdate()), "max": str(localdate() + FARTHEST)}
        self.fields |= {name: _Stop(required=name == STOPS[0]) for name in STOPS}
        for name in {*self.fields} - {"id"}:
            self.fields[name].widget.attrs["data-draft"] = f"plan-{key}-{name}"

    @property
    def stops(self) -> list[forms.BoundField]:
        return [self[name] for name in STOPS]

    def clean(self) -> None:
        """Typed twice, it is one stop."""
        self.chosen: Places = {}
        for name in STOPS:
            if typed := self.cleaned_data.get(name):
                meant = found(typed, self.offered)
                self.chosen |= meant
                if len(meant) != 1:
                    self.add_error(name, _not_one(typed, list(meant)))

    @property
    def plan(self) -> dict[str, Any]:
        """As the action takes it."""
        places = [choice.place for choice in self.chosen.values()]
        return {"places": places, "id": self.cleaned_data["id"], "visited_on": self.day or self.cleaned_data["on"]}


class _Stop(OneLine):
    def __init__(self, *, required: bool) -> None:
        looks = {"list": "places", "placeholder": " ", "autocomplete": "off"}
        super().__init__(max_length=600, required=required, widget=forms.TextInput(attrs=looks))


def _not_one(typed: str, texts: list[str]) -> str:
    if not texts:
        return _("“%(typed)s” was not found in your municipalities. Try one word of the name.") % {"typed": typed}
    several = "; ".join(texts[:2])
    return _("“%(typed)s” may mean several, such as %(several)s. Choose one of them.") % {
        "typed": typed,
        "several": several,
    }


class NoteForm(forms.Form):
    visited_on = Day(label=_("Day of the visit"))
    works_well = _Lines(
        label=_("What works?"),
        max_length=2000,
        required=False,
        rows=4,
        help_text=_("For the team alone. Never write the name of a pupil."),
    )
    is_hard = _Lines(
        label=_("What is hard?"),
        max_length=2000,
        required=False,
        rows=4,
        help_text=_("For the team alone. Never write the name of a pupil."),
    )
    agreed = _Lines(
        label=_("Which support did you agree on?"),
        max_length=2000,
        required=False,
        rows=4,
        help_text=_("The group reads this on its page."),
    )
    next_visit = _NextVisit(label=_("When do you come again?"), widget=forms.RadioSelect, initial=NOT_AGREED)
    next_day = Day(label=_("Another day"), required=False)

    def __init__(self, data: Any, *, visit: FieldVisit, next_days: Iterable[tuple[int, dt.date]]) -> None:
        proposed = {day.isoformat(): _in_weeks(weeks, day) for weeks, day in next_days}
        super().__init__(data, initial=_said(visit, proposed))
        self.fields["next_visit"].choices = [  # type: ignore[attr-defined]
            (NOT_AGREED, _("Not agreed yet")),
            *proposed.items(),
            (ANOTHER, _("On another day")),
        ]
        if visit.group_id:
            self._ask_for_needs()
        else:
            self.fields["agreed"].help_text = _("For the team alone: no group meets here that could read it.")
        for name, field in self.fields.items():
            field.widget.attrs["data-draft"] = f"visit-{visit.pk}-{name}"

    def _ask_for_needs(self) -> None:
        label = _("What does the group need?")
        for number, name in enumerate(NEEDS, start=1):
            self.fields[name] = CheckedLine(
                label=label if number == 1 else format_lazy("{} ({})", label, number),
                max_length=280,
                required=False,
                rows=2,
                help_text=_("In the group's own words. It goes to the programme, and the group sees what comes of it.")
                if number == 1
                else "",
            )
        self.order_fields(["visited_on", "works_well", "is_hard", *NEEDS, "agreed"])

    def clean_visited_on(self) -> dt.date:
        day = self.cleaned_data["visited_on"]
        if day > localdate():
            raise forms.ValidationError(_("This day lies ahead. On the day of the visit you can write the note."))
        return day

    def clean(self) -> None:
        said = self.cleaned_data
        if not any(said.get(name) for name in ("works_well", "is_hard", "agreed", *NEEDS)) and not self.errors:
            self.add_error("works_well", _("Write at least one thing that you saw, heard or agreed on."))
        next_on = self._next_visit_on()
        if said.get("next_visit") == ANOTHER and not next_on:
            self.add_error("next_day", _("Choose the day on which you come again."))
        elif next_on and not said.get("visited_on", dt.date.min) < next_on < localdate() + FARTHEST:
            self.add_error("next_day", _("The next visit comes after this one, within two years."))

    def _next_visit_on(self) -> dt.date | None:
        chosen = self.cleaned_data.get("next_visit")
        return self.cleaned_data.get("next_day") if chosen == ANOTHER else _as_day(chosen or "")

    @property
    def note(self) -> dict[str, Any]:
        """As the action takes it."""
        said = self.cleaned_data
        plain = {name: said[name] for name in ("visited_on", "works_well", "is_hard", "agreed")}
        needs = [said[name] for name in NEEDS if said.get(name)]
        return {**plain, "needs": needs, "next_visit_on": self._next_visit_on()}


def _said(visit: FieldVisit, proposed: Container[str]) -> dict[str, object]:
    """What the note says already."""
    said: dict[str, object] = {name: getattr(visit, name) for name in ("visited_on", "works_well", "is_hard", "agreed")}
    if visit.next_visit_on is None:
        return said
    key = visit.next_visit_on.isoformat()
    return said | ({"next_visit": key} if key in proposed else {"next_visit": ANOTHER, "next_day": visit.next_visit_on})


def _in_weeks(weeks: int, day: dt.date) -> str:
    words = ngettext("In %(weeks)s week: %(day)s", "In %(weeks)s weeks: %(day)s", weeks)
    return words % {"weeks": weeks, "day": spoken(day)}
