"""What a phone may send. A wrong form is refused in one sentence; the phone keeps what was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused

MOST_LETTERS = 280


class _OneLine(forms.CharField):
    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class TextForm(forms.Form):
    text = _OneLine(
        max_length=MOST_LETTERS,
        error_messages={
            "required": _("Write a word or two first."),
            "max_length": _(
                "This is too long: a note has at most 280 characters. Shorten it and send it again."
            ),
        },
    )


class NoteForm(TextForm):
    id = forms.UUIDField()


class TopicForm(forms.Form):
    text = _OneLine(
        max_length=120,
        error_messages={
            "required": _("Write the topic first."),
            "max_length": _("A topic has at most 120 characters. Make it shorter."),
        },
    )


class TopicsForm(forms.Form):
    """One topic a line."""

    topics = forms.CharField(label=_("Topics, one on each line"), required=False, widget=forms.Textarea)

    def clean_topics(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["topics"].splitlines()]
        if any(len(line) > 120 for line in lines):
            raise forms.ValidationError(_("A topic has at most 120 characters. Make it shorter."))
        return [line for line in lines if line]


def sent(form: type[forms.Form], request: HttpRequest) -> dict[str, Any]:
    """What the phone sent, or a refusal with the first thing that is wrong."""
    filled = form(request.POST)
    if not filled.is_valid():
        raise Refused(str(next(iter(filled.errors.values()))[0]))
    return filled.cleaned_data
