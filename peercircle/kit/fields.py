"""Fields that forms of several rooms have."""

from typing import Any

from django import forms


class OneLine(forms.CharField):
    """A text without line breaks, and without spaces that nobody sees."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())
