"""What is asked when needs are put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from peercircle.needs.models import Need, Ranked, Ranking

Method = Ranking.Method
QUESTIONS: dict[str, list[Any]] = {
    Method.DOTS: [_("Dots")],
    Method.BORDA: [pgettext_lazy("in a ranking", "Place")],
    Method.URGENCY: [_("How urgent?"), _("How much would it help?")],
    Method.MATRIX: [_("How often does it happen?"), _("How important?"), _("How feasible?")],
}
ONE_TO_THREE: list[tuple[Any, Any]] = [("", "–"), (1, _("1: little")), (2, _("2: medium")), (3, _("3: much"))]


class NewRankingForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    method = forms.ChoiceField(
        label=_("How do we choose?"), choices=Method, initial=Method.URGENCY, widget=forms.RadioSelect
    )
    needs = forms.MultipleChoiceField(label=_("Which needs?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, needs: Sequence[Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(need.pk): need for need in needs}
        choices = [(key, f"{need.text} ({need.group.name})") for key, need in self.by_key.items()]
        self.fields["needs"].choices = choices  # type: ignore[attr-defined]
        self.fields["needs"].initial = list(self.by_key)

    def clean_needs(self) -> list[Need]:
        return [self.by_key[key] for key in self.cleaned_data["needs"]]


class BallotForm(forms.Form):
    """For each need as many questions as the method has; what is left open says nothing."""

    def __init__(self, *args: Any, ranking: Ranking, ranked: Sequence[Ranked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ranked = ranked
        self.questions = QUESTIONS[ranking.method]
        choices = _choices(ranking, len(ranked))
        for each in ranked:
            for number, question in enumerate(self.questions):
                self.fields[f"{each.pk}-{number}"] = forms.TypedChoiceField(
                    label=question, choices=choices, coerce=int, required=False
                )

    def rows(self) -> list[tuple[Ranked, list[BoundField]]]:
        return [(each, [self[f"{each.pk}-{number}"] for number in range(len(self.questions))]) for each in self.ranked]

    @property
    def ballot(self) -> dict[int, tuple[int, ...]]:
        names = range(len(self.questions))
        return {
            each.pk: tuple(self.cleaned_data[f"{each.pk}-{number}"] or 0 for number in names) for each in self.ranked
        }


def marks_as_initial(marks: Mapping[int, tuple[int, ...]]) -> dict[str, int]:
    return {f"{pk}-{number}": one for pk, numbers in marks.items() for number, one in enumerate(numbers)}


def _choices(ranking: Ranking, number: int) -> list[tuple[Any, Any]]:
    if ranking.method == Method.DOTS:
        dots = ngettext_lazy("%(dots)s dot", "%(dots)s dots", "dots")
        return [("", "–"), *((one, dots % {"dots": one}) for one in range(1, ranking.dots + 1))]
    if ranking.method == Method.BORDA:
        return [("", "–"), *((one, f"{one}.") for one in range(1, number + 1))]
    return [*ONE_TO_THREE]
