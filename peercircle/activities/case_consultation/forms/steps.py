"""What a phone may send. A wrong form is refused in one sentence; the phone keeps what was typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation.modules import MODULES
from peercircle.activities.case_consultation.story_sheet import FREE, QUESTIONS
from peercircle.identifiers.fields import CheckedLine, CheckedText
from peercircle.kit.fields import Day

SENTENCE = 280
STORY = 1000
YEAR = timedelta(days=365)
NO_NAMES = _("No names, nothing by which a child could be recognised. The same holds for notes on paper.")
TOO_LONG = _("This is too long: 280 characters at most. Shorten it and send it again.")


def _sentence(label: Any, empty: Any) -> CheckedLine:
    errors = {"required": empty, "max_length": TOO_LONG}
    return CheckedLine(label=label, help_text=NO_NAMES, max_length=SENTENCE, rows=2, error_messages=errors)


class Marked(forms.Field):
    """Contributions that were ticked."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[UUID]:
        try:
            return [UUID(each) for each in value or []]
        except ValueError:
            raise forms.ValidationError(_("Tick the ideas that may stay, or none.")) from None


class NothingForm(forms.Form):
    """The tap says it all."""


class AtStepForm(forms.Form):
    """`at` is the step that the phone showed. Drafts leave the phone when the meeting closes."""

    at = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: str = "", **more: Any) -> None:
        super().__init__(*args, **{"auto_id": f"case-{type(self).__name__}-%s", **more})
        for name, field in self.fields.items():
            # Else browsers keep it on the disk for after a crash, and some have their maker check the spelling.
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
            if draft and isinstance(field.widget, forms.Textarea):
                field.widget.attrs["data-draft"] = f"{draft}-{type(self).__name__}-{name}"


class TapForm(AtStepForm):
    id = forms.UUIDField(widget=forms.HiddenInput)


class ContributionForm(TapForm):
    text = _sentence(_("Your contribution"), _("Write a word or two first, or tap “I have said it”."))


class OfferedQuestionForm(TapForm):
    text = _sentence(_("A question that I offer"), _("Write the question first."))


class SpeakerForm(TapForm):
    speaker = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)


class SecretaryForm(SpeakerForm):
    text = _sentence(_("In a few words"), _("Write a word or two first."))


class StoryForm(AtStepForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for question in QUESTIONS:
            choices: list[tuple[str, Any]] = [("", _("not said")), *question.answers]
            label: Any = question.name
            self.fields[question.key] = forms.ChoiceField(label=label, choices=choices, required=False)
        self.fields[FREE] = self.fields.pop(FREE)  # the last

    text = CheckedText(
        label=_("In your own words"),
        help_text=NO_NAMES,
        required=False,
        max_length=STORY,
        rows=5,
        error_messages={"max_length": _("This is too long: 1,000 characters at most. Tell the rest aloud.")},
    )

    def clean(self) -> dict[str, Any]:
        """The sheet as one."""
        sheet = dict(self.cleaned_data)
        return {"at": sheet.pop("at", ""), "answers": sheet}


class QuestionForm(AtStepForm):
    text = _sentence(_("My key question"), _("Write the question first."))


class PickForm(AtStepForm):
    offer = forms.UUIDField()


class ModuleForm(AtStepForm):
    module = forms.ChoiceField(choices=[(module.key, module.name) for module in MODULES])


class FirstStepForm(AtStepForm):
    first_step = _sentence(_("My first step"), _("Write your first step first."))
    stay = Marked(required=False)
    follow_up_on = Day(
        label=_("When do we ask what came of it?"),
        required=False,
        error_messages={"invalid": _("Choose a day from the calendar.")},
    )

    def clean_follow_up_on(self) -> date | None:
        day: date | None = self.cleaned_data["follow_up_on"]
        today = localdate()
        if day and not today < day <= today + YEAR:
            raise forms.ValidationError(_("Choose a day that is still to come, within a year."))
        return day
