"""What a phone may send. A wrong form is refused in one sentence; the phone keeps what was typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.kit.fields import OneLine

MOST_LETTERS = 280


class TextForm(forms.Form):
    """Only the phone asks about marked words, as in a café: here a note has to be quick."""

    text = OneLine(
        max_length=MOST_LETTERS,
        error_messages={
            "required": _("Write a word or two first."),
            "max_length": _("This is too long: a note has at most 280 characters. Shorten it and send it again."),
        },
    )


class NoteForm(TextForm):
    id = forms.UUIDField()


class TopicForm(forms.Form):
    text = OneLine(
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
