"""What a phone may send while a case is offered and chosen."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation.models import Case, Part
from peercircle.identifiers.fields import CheckedLine

MOST_WORDS = 3
CHOOSE_FIRST = dict.fromkeys(["required", "invalid", "invalid_choice"], _("Choose one of the list."))


class CaseForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    topic = CheckedLine(
        label=_("Two words for it"),
        max_length=40,
        help_text=_("Only what it is about, like “morning quarrels”. No name, no class; the story has its time later."),
        rows=1,
        error_messages={
            "required": _("Write two words first."),
            "max_length": _("Two words are enough, three at most, with 40 letters in all."),
        },
    )
    urgency = forms.TypedChoiceField(
        label=_("How urgent is it for you?"),
        choices=Case.Urgency,
        coerce=int,
        initial=Case.Urgency.SOON,
        widget=forms.RadioSelect,
        error_messages=CHOOSE_FIRST,
    )

    @classmethod
    def of(cls, case: Case | None, **more: Any) -> CaseForm:
        """As it stands. How urgent it is may be forgotten, see `closing.forget`."""
        return cls(initial={"topic": case.topic, "urgency": case.urgency or Case.Urgency.SOON} if case else {}, **more)

    def clean_topic(self) -> str:
        topic: str = self.cleaned_data["topic"]
        if len(topic.split()) > MOST_WORDS:
            raise forms.ValidationError(_("Two words are enough, three at most, with 40 letters in all."))
        return topic


class ChosenCaseForm(forms.Form):
    case = forms.UUIDField(error_messages=CHOOSE_FIRST)


class DotForm(forms.Form):
    """No case: the dot is taken back."""

    case = forms.UUIDField(required=False, error_messages=CHOOSE_FIRST)


class ProtocolForm(forms.Form):
    protocol = forms.CharField(max_length=30, error_messages={**CHOOSE_FIRST, "max_length": CHOOSE_FIRST["invalid"]})


class RoleForm(forms.Form):
    role = forms.TypedChoiceField(choices=Part.Role, coerce=Part.Role, error_messages=CHOOSE_FIRST)
    person = forms.IntegerField(required=False, min_value=1, max_value=2**31, error_messages=CHOOSE_FIRST)
