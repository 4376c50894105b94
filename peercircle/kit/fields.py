"""Fields that forms of several rooms have."""

from typing import Any

from django import forms

from peercircle.kit.numbers import number


class OneLine(forms.CharField):
    """A text without line breaks, and without spaces that nobody sees."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class Several(forms.ModelMultipleChoiceField):
    """Rows that are ticked. A database cannot be asked for a number that is too large for it: that is none of them."""

    def clean(self, value: Any) -> Any:
        return super().clean([number(str(key)) for key in value or []])


class DayInput(forms.DateInput):
    """The browser's calendar, which wants a day written in one way, whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class Day(forms.DateField):
    widget = DayInput


class TimeOfDay(forms.TimeField):
    widget = TimeInput
