"""Who was at a session: by name, as a number of guests, by card."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from peercircle.kit.fields import OneLine
from peercircle.kit.folding import fold
from peercircle.kit.naming import NamesForm
from peercircle.people.models import Person
from peercircle.programme.actions.arrivals import Settled
from peercircle.programme.actions.attendance import Guests, Newcomer
from peercircle.programme.arriving import Arrived
from peercircle.programme.models import GuestTally

NEW, ABSENT = "new", "absent"


class GuestsForm(forms.Form):
    number = forms.IntegerField(
        label=_("Guests whose names nobody took"),
        min_value=0,
        max_value=5000,
        required=False,
        help_text=_("Only those who are not ticked above."),
    )
    women = forms.IntegerField(label=_("Women among them, if known"), min_value=0, max_value=5000, required=False)
    men = forms.IntegerField(label=_("Men among them, if known"), min_value=0, max_value=5000, required=False)
    method = forms.ChoiceField(
        label=_("Where is this number from?"),
        choices=GuestTally.Method,
        initial=GuestTally.Method.REGISTER,
        widget=forms.RadioSelect,
    )

    def clean(self) -> None:
        said = self.cleaned_data
        known = (said.get("women") or 0) + (said.get("men") or 0)
        if "number" in said and known > (said["number"] or 0):
            self.add_error("number", _("These are fewer guests than women and men together."))

    @property
    def guests(self) -> Guests | None:
        return Guests(**self.cleaned_data) if self.cleaned_data["number"] else None


class NewPersonForm(NamesForm):
    profession = forms.ChoiceField(label=_("Profession"), choices=Person.Profession, initial=Person.Profession.TEACHER)
    sex = forms.ChoiceField(label=_("Sex"), choices=Person.Sex, required=False)
    age_band = forms.ChoiceField(label=_("Age"), choices=Person.AgeBand, required=False)

    def __init__(self, *args: Any, known_names: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_names = known_names

    @property
    def is_begun(self) -> bool:
        """Somebody has typed in it."""
        return any(self[name].value() for name in ("given_name", "family_name"))

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(**self.cleaned_data)

    def clean(self) -> None:
        name = fold(f"{self.cleaned_data.get('given_name', '')} {self.cleaned_data.get('family_name', '')}")
        if name in self.known_names:
            self.add_error("family_name", _("Somebody of this name is in the list. Tick them, or tell the two apart."))


class ArrivalForm(NamesForm):
    """On the phone of somebody who has no account."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    profession = forms.ChoiceField(label=_("Profession"), choices=Person.Profession, initial=Person.Profession.TEACHER)


class ArrivedForm(forms.Form):
    """Who those are who wrote their names. What is left open waits on."""

    def __init__(self, *args: Any, arrived: Sequence[Arrived], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.likely = {person.pk: person for each in arrived for person in each.likely}
        for each in arrived:
            usual = each.likely[0].pk if each.is_sure else "" if each.likely else NEW
            self.fields[f"arrival-{each.arrival.pk}"] = forms.ChoiceField(
                label=each.described,
                choices=_who(each),
                initial=usual,
                required=False,
            )

    @property
    def settled(self) -> Settled:
        said = {UUID(name.removeprefix("arrival-")): answer for name, answer in self.cleaned_data.items()}
        return Settled(
            known={pk: self.likely[int(answer)] for pk, answer in said.items() if answer.isdecimal()},
            new={pk for pk, answer in said.items() if answer == NEW},
            absent={pk for pk, answer in said.items() if answer == ABSENT},
        )


def _who(each: Arrived) -> list[tuple[str, Any]]:
    known = [
        (str(person.pk), f"{person.name}, {person.get_profession_display()}, {person.code}") for person in each.likely
    ]
    return [("", _("I will say it later")), *known, (NEW, _("Somebody new")), (ABSENT, _("Was not here"))]


class CardForm(forms.Form):
    """What the code on an access card says: its address, or the last word of it."""

    card = OneLine(label=_("Or scan it into this field"), max_length=300)

    def clean_card(self) -> str:
        return self.cleaned_data["card"].rstrip("/").rpartition("/")[2]
