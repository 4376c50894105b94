"""What a phone sends: one sentence says what is wrong, and the phone keeps what was typed."""

from typing import Any

from django import forms

from peercircle.kit.refusals import Refused


def sent(form: forms.BaseForm) -> dict[str, Any]:
    """The cleaned data of a filled form, or a refusal with the first thing that is wrong."""
    if not form.is_valid():
        raise Refused(str(next(iter(form.errors.values()))[0]), form)
    return form.cleaned_data
