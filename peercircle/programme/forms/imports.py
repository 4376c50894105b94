"""What is asked when a file with attendance is sent, and who the people in it are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from peercircle.people.likeness import Sign
from peercircle.programme.imports.reading import Unreadable, check
from peercircle.programme.imports.troubles import OF_FILE
from peercircle.programme.models import Proposal, Session, UploadedPerson

NEW, LEAVE = UploadedPerson.Choice.NEW, UploadedPerson.Choice.LEAVE


class FileForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    file = forms.FileField(
        label=_("The file"),
        help_text=_("A workbook (XLSX) or CSV of at most 5 MB. Nothing is saved before you have looked at it."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"required": _("Choose a file first."), "empty": OF_FILE["empty"]},
    )
    kind = forms.ChoiceField(
        label=_("What kind of sessions, if the file does not say it?"),
        choices=[("", _("The file says it")), *Session.Kind.choices],
        required=False,
    )

    def clean_file(self) -> UploadedFile[Any]:
        file = self.cleaned_data["file"]
        try:
            check(file.read())
        except Unreadable as unreadable:
            raise forms.ValidationError(OF_FILE[unreadable.code]) from unreadable
        file.seek(0)
        return file


class PeopleForm(forms.Form):
    """One question for each person who was proposed or is in doubt: who is it?"""

    def __init__(self, *args: Any, people: Iterable[UploadedPerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        for person in self.people:
            self.fields[str(person.pk)] = forms.ChoiceField(
                label=person.name,
                choices=[
                    *((str(each.pk), _proposed(each)) for each in person.proposals.all()),
                    (NEW.value, _("A new person")),
                    (LEAVE.value, _("Leave these rows out")),
                ],
                initial=_initial(person),
                required=False,
                widget=forms.RadioSelect,
            )

    def rows(self) -> list[tuple[UploadedPerson, forms.BoundField]]:
        return [(person, self[str(person.pk)]) for person in self.people]

    @property
    def answers(self) -> dict[int, str]:
        """Without those that are still open."""
        return {int(pk): answer for pk, answer in self.cleaned_data.items() if answer}


def _proposed(proposal: Proposal) -> str:
    name = proposal.person.name if proposal.person else str(proposal.twin)
    where = (
        ", ".join(site.both_names for site in proposal.person.workplaces.all())
        if proposal.person
        else _("in this file")
    )
    reasons = " ".join(str(Sign[name].sentence) for name in proposal.signs.split())
    return " · ".join(str(part) for part in (name, where, reasons) if part)


def _initial(person: UploadedPerson) -> str:
    if person.choice != UploadedPerson.Choice.IS:
        return person.choice
    chosen = (
        each for each in person.proposals.all() if (each.person_id, each.twin_id) == (person.person_id, person.twin_id)
    )
    return next((str(each.pk) for each in chosen), "")
