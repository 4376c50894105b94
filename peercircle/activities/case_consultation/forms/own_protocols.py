"""An organisation's own way of consulting, as its pages ask for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import library
from peercircle.activities.case_consultation.actions.own_protocols import About, Written
from peercircle.activities.case_consultation.models import OwnProtocol
from peercircle.activities.case_consultation.protocols import Protocol, Step
from peercircle.activities.case_consultation.protocols.own import (
    FEWEST_PEOPLE,
    IN_TRIOS,
    LONGEST_STEP,
    MOST_PEOPLE,
    WHATS,
    WITH_ONE_CASE,
    what,
)
from peercircle.kit.fields import OneLine


class AboutForm(forms.Form):
    name = OneLine(label=_("What is it called?"), max_length=80)
    about = OneLine(
        label=_("What is it for?"),
        help_text=_("One sentence by which a group sees when it fits."),
        max_length=200,
        required=False,
    )
    source = OneLine(
        label=_("Where does it come from?"),
        help_text=_("Who made it, and that you may use it. Groups read this when they choose it."),
        max_length=200,
        required=False,
    )
    fewest = forms.IntegerField(
        label=_("With how many people at least?"), min_value=FEWEST_PEOPLE, max_value=MOST_PEOPLE, initial=4
    )
    most = forms.IntegerField(
        label=_("With how many people at most?"), min_value=FEWEST_PEOPLE, max_value=MOST_PEOPLE, initial=12
    )

    @classmethod
    def of(cls, own: OwnProtocol) -> AboutForm:
        return cls(initial={name: getattr(own, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        super().clean()
        fewest, most = self.cleaned_data.get("fewest"), self.cleaned_data.get("most")
        if fewest and most and fewest > most:
            self.add_error("most", _("At most cannot be fewer than at least."))
        return self.cleaned_data

    def told(self) -> About:
        return About(**{name: self.cleaned_data[name] for name in AboutForm.base_fields})


class BeginForm(AboutForm):
    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.known = library.offered()
        copies = [(each.key, _("a copy of “%(name)s”") % {"name": each.name}) for each in self.known]
        self.fields["copied"] = forms.ChoiceField(
            label=_("Begin with"), required=False, choices=[("", _("no step yet")), *copies]
        )

    def start(self) -> Protocol | None:
        return next((each for each in self.known if each.key == self.cleaned_data["copied"]), None)


class OwnStepForm(forms.Form):
    name = OneLine(label=_("What is the step called?"), max_length=80)
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=LONGEST_STEP)
    what = forms.ChoiceField(
        label=_("What happens, and who speaks?"),
        choices=[
            (_("Everybody thinks about one case"), [(each.key, each.name) for each in WITH_ONE_CASE]),
            (_("In trios"), [(each.key, each.name) for each in IN_TRIOS]),
        ],
    )
    say = OneLine(
        label=_("What does the facilitator say?"),
        help_text=_("One or two sentences to read aloud."),
        max_length=280,
        widget=forms.Textarea({"rows": 3}),
    )
    stop = OneLine(
        label=_("What does the facilitator stop?"),
        help_text=_("For example: no advice yet."),
        max_length=200,
        required=False,
    )

    @classmethod
    def of(cls, step: Step) -> OwnStepForm:
        kind = what(step)
        written = {name: getattr(step, name) for name in ("name", "minutes", "say", "stop")}
        return cls(initial={**written, "what": kind.key if kind else ""})

    def told(self) -> Written:
        data = self.cleaned_data
        kind = next(each for each in WHATS if each.key == data["what"])
        return Written(**{**data, "what": kind})
