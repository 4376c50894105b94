"""A free text in a form, in which words that could tell who a child is are marked while somebody writes.

    text = CheckedText(label=_("What do you need?"), max_length=280)

The phone marks and asks before it sends (`js/marks.js`). What arrives without having been asked is asked here: the form
comes back as it was, with the marks and "keep it as it is". Nothing is forbidden. A form needs nothing but this field.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peercircle.identifiers import keeping
from peercircle.identifiers.finding import Finding, find
from peercircle.identifiers.packing import LANGUAGES
from peercircle.identifiers.saying import sentences, why
from peercircle.identifiers.tongue import tongue
from peercircle.kit.fields import OneLine
from peercircle.kit.numbers import number

QUESTION = _("This could tell who a child is. Change the marked words, or tick “Keep it as it is”.")


class Written(str):
    """What somebody wrote, and how many marked words in it they want to keep."""

    kept = 0


class MarkedText(forms.Textarea):
    """A field with room for the marks below it: those that the server found, or what the phone finds."""

    template_name = "identifiers/marked_text.html"
    marks: Sequence[Finding] = ()
    asks = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        # The placeholder tells the style sheet that the field is empty.
        super().__init__({"rows": 2, "placeholder": " ", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        text = super().value_from_datadict(data, files, name)
        if not isinstance(text, str):
            return text
        written = Written(text)
        written.kept = number(str(data.get(f"{name}-keep", "")), otherwise=0)
        return written

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "marks": [{"text": one.text, "why": why(one)} for one in self.marks],
            "kept": getattr(value, "kept", 0),
            "question": QUESTION,
            "language": tongue("", get_language() or ""),
            "files": json.dumps({code: static(f"identifiers/{code}.json") for code in ["all", *LANGUAGES]}),
            "why": json.dumps(sentences(), ensure_ascii=False),
        }
        return context


class CheckedText(forms.CharField):
    widget = MarkedText

    def __init__(self, *, rows: int = 3, **more: Any) -> None:
        super().__init__(**{"widget": MarkedText({"rows": rows}), "template_name": "identifiers/field.html", **more})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if value:
            self._ask(str(value).replace("\r\n", "\n"), getattr(value, "kept", 0))
        return text

    def _ask(self, written: str, kept: int) -> None:
        language = tongue(written, get_language() or "")
        found = find(written, language)
        self.widget.marks, self.widget.asks = found, len(found) > kept  # type: ignore[attr-defined]
        if len(found) > kept:
            raise forms.ValidationError(QUESTION, code=keeping.ASKED)
        keeping.remember(language, [one.kind for one in found])


class CheckedLine(CheckedText, OneLine):
    """The same without line breaks: what is typed on several lines becomes one."""
