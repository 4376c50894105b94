"""What a phone or the plan's page may send."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.kit.fields import OneLine

MOST_LETTERS = 120
TOO_LONG = _("An option has at most 120 characters. Make it shorter.")
NO_DOTS = _("Place your dots by the buttons beside an option.")


class OptionForm(forms.Form):
    id = forms.UUIDField(required=False)
    text = OneLine(
        max_length=MOST_LETTERS,
        error_messages={"required": _("Write the option first."), "max_length": TOO_LONG},
    )


class RemoveForm(forms.Form):
    option = forms.UUIDField(error_messages=dict.fromkeys(["required", "invalid"], _("Choose an option first.")))


class DotsForm(forms.Form):
    """`place` says how many dots are on which option: the option's key, a colon, a number."""

    place = forms.CharField(error_messages={"required": NO_DOTS})

    def clean_place(self) -> tuple[UUID, int]:
        option, _colon, dots = self.cleaned_data["place"].partition(":")
        try:
            return UUID(option), int(dots[:3])
        except ValueError:
            raise forms.ValidationError(NO_DOTS) from None


class PlanForm(forms.Form):
    options = forms.CharField(
        label=_("Options, one on each line"),
        help_text=_("The group can add more in the meeting."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    dots = forms.IntegerField(label=_("Dots for each person"), min_value=1, max_value=5)

    def clean_options(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["options"].splitlines()]
        if any(len(line) > MOST_LETTERS for line in lines):
            raise forms.ValidationError(TOO_LONG)
        return list({line.casefold(): line for line in lines if line}.values())
