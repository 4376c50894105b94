"""A word as a phone sends it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from peercircle.kit.fields import OneLine
from peercircle.kit.sending import sent


class _WordForm(forms.Form):
    text = OneLine(
        required=False,
        max_length=40,
        error_messages={"max_length": _("This is too long: a word has at most 40 characters. Make it shorter.")},
    )
    passes = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().clean() or {}
        if fields.get("passes"):
            fields["text"] = ""
        elif "text" in fields and not fields["text"]:
            raise forms.ValidationError(_("Write one word first, or pass."))
        return fields


def word_sent(request: HttpRequest) -> str:
    """The word, or nothing from somebody who passes."""
    word: str = sent(_WordForm(request.POST))["text"]
    return word
