"""What is asked on the way from coaching to a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from peercircle.groups.models import Charter, Group
from peercircle.kit.fields import Day, OneLine, TimeOfDay
from peercircle.kit.naming import tidy_name
from peercircle.kit.numbers import number
from peercircle.programme.actions.candidates import Said
from peercircle.programme.actions.founding import Plan
from peercircle.programme.founding import Attendee

SCALE = range(1, 6)
FEWEST = 3  # people


def typed(post: Mapping[str, str], attendees: Iterable[Attendee]) -> dict[int, Said]:
    """What the form says of each. A number that is none on the scale is nothing said."""

    def rating(name: str) -> int | None:
        given = number(post.get(name, ""))
        return given if given in SCALE else None

    return {
        pk: Said(rating(f"need-{pk}"), rating(f"motivation-{pk}"), rating(f"interest-{pk}"), f"shortlist-{pk}" in post)
        for pk in (attendee.person.pk for attendee in attendees)
    }


class FoundForm(forms.Form):
    name = OneLine(
        label=_("Name of the group"),
        max_length=80,
        help_text=_("The members may choose a new one at any time."),
    )
    meaning = OneLine(
        label=_("What the name says"),
        max_length=200,
        required=False,
        help_text=_("For example: open to the pupil in need."),
    )
    day = Day(label=_("Day of the first meeting"))
    time = TimeOfDay(label=_("Begins at"), initial="14:00")
    place = OneLine(
        label=_("Place"), max_length=120, required=False, help_text=_("For example the library. It can stay empty.")
    )
    rhythm = forms.ChoiceField(label=_("How often does it meet?"), choices=Group.Rhythm, initial=Group.Rhythm.MONTHLY)
    contact = forms.ChoiceField(
        label=_("Who becomes the contact?"),
        required=False,
        help_text=_("Invites others later, sets dates, keeps the charter. Somebody from the shortlist."),
    )
    charter = forms.CharField(
        label=_("What we promise each other"),
        max_length=Charter._meta.get_field("text").max_length,
        help_text=_("A proposal: the members read it, accept it and may change it."),
        widget=forms.Textarea({"rows": 16}),
    )

    def __init__(self, *args: Any, attendees: list[Attendee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shortlist = {each.person.pk: each.person for each in attendees if each.said.is_shortlisted}
        names = [(each.person.pk, each.person.name) for each in attendees]
        self.fields["contact"].choices = [("", _("The group decides later")), *names]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return tidy_name(self.cleaned_data["name"])

    def clean_charter(self) -> str:
        return self.cleaned_data["charter"].replace("\r\n", "\n")

    def clean_contact(self) -> int | None:
        chosen = number(self.cleaned_data["contact"], otherwise=0)
        if chosen and chosen not in self.shortlist:
            raise forms.ValidationError(_("The contact comes from the shortlist. Tick them there too."))
        return chosen or None

    def clean(self) -> None:
        if len(self.shortlist) < FEWEST:
            sentence = ngettext(
                "A group needs at least %(number)s person. Tick who is on the shortlist.",
                "A group needs at least %(number)s people. Tick who is on the shortlist.",
                FEWEST,
            )
            raise forms.ValidationError(sentence % {"number": FEWEST})
        if {"day", "time"} <= self.cleaned_data.keys() and self.starts_at < timezone.now():
            self.add_error("day", _("This day has passed. Choose one that lies ahead."))

    @property
    def starts_at(self) -> datetime:
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return datetime.combine(day, time, timezone.get_default_timezone())

    @property
    def plan(self) -> Plan:
        said = {name: self.cleaned_data[name] for name in ("name", "meaning", "rhythm", "charter", "place")}
        return Plan(**said, starts_at=self.starts_at)
