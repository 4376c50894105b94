"""What is said to a group about its need, and what it needs in its own words."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Group
from peercircle.identifiers.fields import CheckedLine
from peercircle.kit.fields import Day, OneLine
from peercircle.needs.models import Need
from peercircle.people.models import Person


class PlanForm(forms.Form):
    said = OneLine(
        label=_("Who does what?"),
        max_length=500,
        help_text=_("The group reads this. For example: a trainer comes to your meeting in March."),
        widget=forms.Textarea({"rows": 3}),
    )
    due_on = Day(label=_("Until when?"))

    def clean_due_on(self) -> dt.date:
        day = self.cleaned_data["due_on"]
        if day < localdate():
            raise forms.ValidationError(_("This day has passed. Choose one that lies ahead."))
        return day


class DeclineForm(forms.Form):
    reason = OneLine(
        label=_("Why can it not be done?"),
        max_length=500,
        help_text=_("The group reads this. Say who else could help, if you know somebody."),
        widget=forms.Textarea({"rows": 3}),
    )


class DeliverForm(forms.Form):
    said = OneLine(
        label=_("What is there now?"),
        max_length=500,
        required=False,
        help_text=_("The group reads this, and is asked whether it helped."),
        widget=forms.Textarea({"rows": 3}),
    )


class HandOnForm(forms.Form):
    responsible = forms.ModelChoiceField(
        label=_("Who sees to it?"), queryset=Person.objects.none(), empty_label=_("nobody yet")
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = people  # type: ignore[attr-defined]


class HeardNeedForm(forms.Form):
    """What a group said it needs, when an expert was there."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    group = forms.ModelChoiceField(label=_("Which group needs it?"), queryset=Group.objects.none())
    text = CheckedLine(
        label=_("What does it need?"),
        max_length=280,
        help_text=_("In the group's own words. Never write the name of a pupil."),
    )
    origin = forms.ChoiceField(
        label=_("Where was it said?"),
        choices=[(origin.value, origin.label) for origin in (Need.Origin.VISIT, Need.Origin.SESSION)],
        initial=Need.Origin.VISIT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, groups: QuerySet[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
