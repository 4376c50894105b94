"""Which numbers somebody wants to see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from peercircle.kit.fields import Day, OneLine
from peercircle.places.models import Municipality
from peercircle.programme.models import Phase, Programme
from peercircle.reports.counting import OF_PERSON, Scope
from peercircle.reports.files import FILES
from peercircle.reports.masking import Cell
from peercircle.reports.models import Measure
from peercircle.reports.naming import TITLES
from peercircle.reports.reach import OF_MUNICIPALITY


class ReachForm(forms.Form):
    """Everything has a sensible start, so an empty form shows the programme by municipality."""

    by = forms.ChoiceField(label=_("Show by"), choices=list(TITLES.items()), required=False)
    across = forms.ChoiceField(
        label=_("And within it by"),
        choices=[
            ("", pgettext_lazy("no further division", "nothing more")),
            *((name, TITLES[name]) for name in OF_PERSON),
        ],
        required=False,
    )
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    phase = forms.ChoiceField(label=pgettext_lazy("of the programme", "Phase"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)
    since = Day(label=_("From"), required=False)
    until = Day(label=pgettext_lazy("last day", "To"), required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        places = Municipality.objects.all() if scope.municipalities is None else scope.municipalities
        self.phases = {str(phase.pk): phase for phase in Phase.objects.select_related("programme")}
        self._offer_programmes()
        self._offer("phase", _("all phases"), {pk: str(phase) for pk, phase in self.phases.items()})
        self._offer("municipality", _("all municipalities"), {place.code: place.both_names for place in places})

    def _offer_programmes(self) -> None:
        """The newest first. One alone is no choice."""
        known = {str(phase.programme_id): phase.programme for phase in self.phases.values()}
        self.programmes = dict(sorted(known.items(), key=lambda each: (each[1].starts_on, each[1].pk), reverse=True))
        field = self.fields["programme"]
        field.choices = [(pk, str(each)) for pk, each in self.programmes.items()]  # type: ignore[attr-defined]
        field.initial = next(iter(self.programmes), None)
        if len(self.programmes) < 2:
            field.widget = forms.HiddenInput()

    def _offer(self, name: str, everything: str | Promise, choices: dict[str, str]) -> None:
        self.fields[name].choices = [("", everything), *choices.items()]  # type: ignore[attr-defined]

    def clean(self) -> None:
        said = self.cleaned_data
        by = said["by"] = self._by(said)
        said["programme"] = self._programme(said)
        phase = self.phases.get(said.get("phase", ""))
        if phase and said["programme"] and phase.programme != said["programme"]:
            self.add_error("phase", _("This phase belongs to another programme."))
        if said.get("municipality") and by not in (*OF_MUNICIPALITY, "site"):
            self.add_error("by", _("For one municipality the numbers stand by site, phase, profession, sex and age."))
        if said.get("across") and by not in ("municipality", "phase"):
            self.add_error("across", _("Only municipalities and phases are divided further."))
        if said.get("since") and said.get("until") and said["since"] > said["until"]:
            self.add_error("until", _("The last day lies before the first."))

    def _programme(self, said: dict[str, Any]) -> Programme | None:
        """Of several always one, as a report is: all of them, less one, would tell of the few of another."""
        if len(self.programmes) < 2:
            return None
        return self.programmes.get(said.get("programme", "")) or next(iter(self.programmes.values()))

    @staticmethod
    def _by(said: dict[str, Any]) -> str:
        """What is one municipality or one phase is not divided by that."""
        by = str(said.get("by") or "municipality")
        if by == "phase" and said.get("phase"):
            by = "municipality"
        return "site" if by == "municipality" and said.get("municipality") else by

    @property
    def within(self) -> Cell:
        """The part of the tables that is shown. It is not counted apart, so that both can be published."""
        words = {name: self.cleaned_data.get(name) for name in ("phase", "municipality")}
        return frozenset((name, value) for name, value in words.items() if value)

    @property
    def chosen(self) -> Scope:
        said = self.cleaned_data
        return replace(self.scope, programme=said["programme"], since=said.get("since"), until=said.get("until"))

    @property
    def is_own_time(self) -> bool:
        return bool(self.cleaned_data.get("since") or self.cleaned_data.get("until"))


class TargetForm(forms.Form):
    measure = forms.ChoiceField(label=_("What is counted"), choices=Measure)
    baseline = forms.IntegerField(label=_("How many there were at the start"), min_value=0, max_value=10**8, initial=0)
    wanted = forms.IntegerField(label=_("How many there shall be"), min_value=1, max_value=10**8)
    due_on = Day(label=_("By which day"))


class PeriodForm(forms.Form):
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"))

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("starts_on") and said.get("ends_on") and said["starts_on"] > said["ends_on"]:
            self.add_error("ends_on", _("The last day lies before the first."))


class CorrectionForm(forms.Form):
    reason = OneLine(
        label=_("Why do the numbers differ?"),
        max_length=300,
        help_text=_("It stands in the report. For example: two attendance sheets came late. No names."),
    )


class ReportForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the report"), choices=settings.LANGUAGES, initial=get_language)
    file = forms.ChoiceField(choices=[(key, each.name) for key, each in FILES.items()])


class IntegrationForm(forms.Form):
    name = OneLine(label=_("Which program?"), max_length=80, help_text=_("For example: the ministry's website."))
    id = forms.UUIDField(widget=forms.HiddenInput)
