"""What is asked about a session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.identifiers.fields import CheckedText
from peercircle.kit.fields import Day, OneLine, Several, TimeOfDay
from peercircle.people.models import Person
from peercircle.programme.models import ExpertTeam, Phase, Session, Topic


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

    def __init__(self, *args: Any, teams: Sequence[ExpertTeam], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = teams
        members = Person.objects.filter(expert_teams__in=teams).distinct()
        self.fields["leaders"].queryset = members  # type: ignore[attr-defined]

    @property
    def team(self) -> ExpertTeam:
        """The first whose programme runs on this day."""
        running = set(Phase.objects.on(self.cleaned_data["held_on"]).values_list("programme", flat=True))
        return next(team for team in self.teams if team.programme_id in running)

    def clean_held_on(self) -> dt.date:
        day = self.cleaned_data["held_on"]
        if not Phase.objects.on(day).filter(programme__teams__in=self.teams).exists():
            raise forms.ValidationError(_("No phase of the programme covers this day. Choose another one."))
        return day
