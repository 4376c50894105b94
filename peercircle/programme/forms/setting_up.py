"""What is asked to set up a programme."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from peercircle.kit.fields import Day, OneLine, Several
from peercircle.kit.naming import NamesForm
from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.programme.models import Phase, Programme

CYRILLIC = re.compile("[\u0400-\u04ff]")
BACKWARDS = _("The last day lies before the first.")


class ProgrammeForm(forms.Form):
    name = OneLine(label=_("Name of the programme"), max_length=120)
    funder = OneLine(label=_("Who pays for it?"), max_length=120)
    implementer = OneLine(label=_("Who carries it out?"), max_length=120)
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"))

    def __init__(self, data: Any, programme: Programme | None) -> None:
        known = {phase.kind: phase for phase in programme.phases.all()} if programme else {}
        initial: dict[str, Any] = {}
        if programme:
            initial = {name: getattr(programme, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        for kind in Phase.Kind:
            phase = known.get(kind)
            for end, label in [("starts_on", _("{phase}: first day")), ("ends_on", _("{phase}: last day"))]:
                self.fields[f"{kind}-{end}"] = Day(
                    label=format_lazy(label, phase=kind.label),
                    required=False,
                    initial=getattr(phase, end, None),
                )

    def clean(self) -> None:
        said = self.cleaned_data
        said["phases"] = {}
        self._in_order("starts_on", "ends_on")
        for kind in Phase.Kind:
            first, last = (said.pop(f"{kind}-{end}", None) for end in ("starts_on", "ends_on"))
            if first and last and first <= last:
                said["phases"][kind.value] = (first, last)
            elif first and last:
                self.add_error(f"{kind}-ends_on", BACKWARDS)
            elif first or last:
                missing = "ends_on" if first else "starts_on"
                self.add_error(f"{kind}-{missing}", _("A phase has a first day and a last one, or neither."))
        self._one_after_the_other()

    def _in_order(self, first: str, last: str) -> None:
        said = self.cleaned_data
        if said.get(first) and said.get(last) and said[first] > said[last]:
            self.add_error(last, BACKWARDS)

    def _one_after_the_other(self) -> None:
        """A session belongs to one phase, and to its programme."""
        said, before = self.cleaned_data, None
        for kind, (first, last) in sorted(said["phases"].items(), key=lambda phase: phase[1]):
            if before and first <= before:
                self.add_error(f"{kind}-starts_on", _("Another phase is not over yet on this day. Begin after it."))
            if said.get("starts_on") and first < said["starts_on"]:
                self.add_error(f"{kind}-starts_on", _("This day lies before the programme's first day."))
            if said.get("ends_on") and last > said["ends_on"]:
                self.add_error(f"{kind}-ends_on", _("This day lies after the programme's last day."))
            before = last


class _BothNames(Several):
    def label_from_instance(self, municipality: Municipality) -> str:
        return municipality.both_names


class _Names(Several):
    def label_from_instance(self, person: Person) -> str:
        return f"{person.name}, {person.email}"


class TeamForm(forms.Form):
    name = OneLine(label=_("Name of the team"), max_length=80)
    members = _Names(
        label=_("Who belongs to it?"),
        queryset=Person.objects.filter(programme_role=Person.ProgrammeRole.EXPERT),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    municipalities = _BothNames(
        label=_("Which municipalities does it look after?"),
        queryset=Municipality.objects.order_by("name_sq"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class StaffForm(NamesForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("They sign in with it. Somebody who is here already is known by it."),
    )
    role = forms.ChoiceField(
        label=_("What will they be?"),
        choices=[
            (Person.ProgrammeRole.EXPERT, _("expert: looks after the groups of the own team's municipalities")),
            (Person.ProgrammeRole.MONITOR, _("M&E officer: sees all numbers, and no names")),
            (Person.ProgrammeRole.MANAGER, _("manager: sees all groups and sets up the programme")),
        ],
        initial=Person.ProgrammeRole.EXPERT,
        widget=forms.RadioSelect,
    )


class TopicForm(forms.Form):
    name_sq = OneLine(label=_("In Albanian"), max_length=120)
    name_sr = OneLine(
        label=_("In Serbian, in Cyrillic"), max_length=120, help_text=_("The name in Latin letters is made from it.")
    )
    name_en = OneLine(label=_("In English"), max_length=120)
    name_de = OneLine(label=_("In German"), max_length=120)

    def clean_name_sr(self) -> str:
        name: str = self.cleaned_data["name_sr"]
        if not CYRILLIC.search(name):
            raise forms.ValidationError(_("Write it in Cyrillic letters, such as: решавање сукоба."))
        return name
