"""What a case giver may send when we ask what came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation.models import Consultation
from peercircle.identifiers.fields import CheckedLine
from peercircle.kit.fields import Day

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
    """An empty one takes the sentence back. In a meeting a draft of it stays on the phone."""

    text = CheckedLine(
        label=_("A sentence, if you like"),
        help_text=_("What you tried, so that nobody recognises the child."),
        max_length=280,
        rows=2,
        required=False,
        error_messages={"max_length": _("A sentence has at most 280 characters here. Make it shorter.")},
    )

    def __init__(self, *args: Any, consultation: Consultation | None = None, draft: str = "", **more: Any) -> None:
        if consultation:
            more |= {"auto_id": f"sentence-{consultation.pk}-%s", "initial": {"text": consultation.verdict_note}}
        super().__init__(*args, **more)
        if draft:
            self.fields["text"].widget.attrs["data-draft"] = draft


class DayForm(forms.Form):
    day = Day(
        label=_("Ask me on"),
        error_messages=dict.fromkeys(["required", "invalid"], _("Choose the day.")),
    )
