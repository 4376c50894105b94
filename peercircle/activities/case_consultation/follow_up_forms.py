"""What a case giver may send when we ask what came of it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation.models import Consultation
from peercircle.kit.fields import OneLine

TAKE_BACK = "take-back"


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        choices=[*Consultation.Verdict.choices, (TAKE_BACK, "")],
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Tap one of the three answers.")),
    )

    def clean_verdict(self) -> str:
        said: str = self.cleaned_data["verdict"]
        return "" if said == TAKE_BACK else said


class SentenceForm(forms.Form):
    """An empty one takes the sentence back."""

    text = OneLine(
        max_length=280,
        required=False,
        error_messages={"max_length": _("A sentence has at most 280 characters here. Make it shorter.")},
    )


class DayForm(forms.Form):
    day = forms.DateField(
        label=_("Ask me on"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages=dict.fromkeys(["required", "invalid"], _("Choose the day.")),
    )
