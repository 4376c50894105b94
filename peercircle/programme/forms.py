"""What is asked about a session and who was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.groups.models import Group
from peercircle.identifiers.fields import CheckedLine, CheckedText
from peercircle.kit.fields import Day, OneLine, Several, TimeOfDay
from peercircle.kit.folding import fold
from peercircle.kit.naming import NamesForm
from peercircle.needs.models import Need
from peercircle.people.models import Person
from peercircle.programme.actions.attendance import Guests
from peercircle.programme.models import ExpertTeam, GuestTally, Phase, Session, Topic


class SessionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of session is it?"),
        choices=Session.Kind,
        initial=Session.Kind.COACHING,
        widget=forms.RadioSelect,
    )
    held_on = Day(label=_("Day"))
    start_time = TimeOfDay(label=_("Begins at"), required=False)
    minutes = forms.IntegerField(
        label=pgettext_lazy("length of a session", "Minutes"), min_value=10, max_value=720, initial=90
    )
    place = OneLine(
        label=_("Place, if it is not at the school"),
        max_length=120,
        required=False,
        help_text=_("For example a hotel or the municipality's hall."),
    )
    topics = Several(
        label=_("Topics"), queryset=Topic.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    leaders = Several(
        label=_("Led by"), queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    notes = CheckedText(
        label=_("Notes of the session"),
        max_length=4000,
        required=False,
        help_text=_("For the team. Never write the name of a pupil."),
        rows=5,
    )

    def __init__(self, *args: Any, team: ExpertTeam, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        self.fields["leaders"].queryset = team.members.all()  # type: ignore[attr-defined]

    def clean_held_on(self) -> dt.date:
        day = self.cleaned_data["held_on"]
        if not Phase.objects.on(day).filter(programme=self.team.programme_id).exists():
            raise forms.ValidationError(_("No phase of the programme covers this day. Choose another one."))
        return day


class GuestsForm(forms.Form):
    number = forms.IntegerField(
        label=_("Guests whose names nobody took"),
        min_value=0,
        max_value=5000,
        required=False,
        help_text=_("Only those who are not ticked above."),
    )
    women = forms.IntegerField(label=_("Women among them, if known"), min_value=0, max_value=5000, required=False)
    men = forms.IntegerField(label=_("Men among them, if known"), min_value=0, max_value=5000, required=False)
    method = forms.ChoiceField(
        label=_("Where is this number from?"),
        choices=GuestTally.Method,
        initial=GuestTally.Method.REGISTER,
        widget=forms.RadioSelect,
    )

    def clean(self) -> None:
        said = self.cleaned_data
        known = (said.get("women") or 0) + (said.get("men") or 0)
        if "number" in said and known > (said["number"] or 0):
            self.add_error("number", _("These are fewer guests than women and men together."))

    @property
    def guests(self) -> Guests | None:
        return Guests(**self.cleaned_data) if self.cleaned_data["number"] else None


class NewPersonForm(NamesForm):
    profession = forms.ChoiceField(label=_("Profession"), choices=Person.Profession, initial=Person.Profession.TEACHER)
    sex = forms.ChoiceField(label=_("Sex"), choices=Person.Sex, required=False)
    age_band = forms.ChoiceField(label=_("Age"), choices=Person.AgeBand, required=False)

    def __init__(self, *args: Any, known_names: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_names = known_names

    def clean(self) -> None:
        name = fold(f"{self.cleaned_data.get('given_name', '')} {self.cleaned_data.get('family_name', '')}")
        if name in self.known_names:
            self.add_error("family_name", _("Somebody of this name is in the list. Tick them, or tell the two apart."))


class CardForm(forms.Form):
    """What the code on an access card says: its address, or the last word of it."""

    card = OneLine(label=_("Or scan it into this field"), max_length=300)

    def clean_card(self) -> str:
        return self.cleaned_data["card"].rstrip("/").rpartition("/")[2]


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
