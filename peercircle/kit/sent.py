"""What a phone sent: read by a form, or refused in one sentence while the phone keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest

from peercircle.kit.refusals import Refused


class OneLine(forms.CharField):
    """A text without line breaks and without spaces that nobody sees."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


def sent(form: Callable[[Any], forms.Form], request: HttpRequest) -> dict[str, Any]:
    """The cleaned fields, or a refusal with the first thing that is wrong."""
    filled = form(request.POST)
    if not filled.is_valid():
        raise Refused(str(next(iter(filled.errors.values()))[0]))
    return filled.cleaned_data
