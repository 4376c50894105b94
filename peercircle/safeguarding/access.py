"""Everybody may read the card, also who is not signed in. The programme's experts and managers keep its numbers."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.safeguarding.models import Contact

KOSOVO = "XK"
Office = Contact.Office


def place(code: str) -> Municipality | None:
    """None is all of Kosovo."""
    return None if code == KOSOVO else get_object_or_404(Municipality, code=code)


def coordinator(person: Person | AnonymousUser) -> Person:
    if not isinstance(person, Person) or not person.is_programme:
        raise PermissionDenied(_("The programme's experts keep these numbers. Tell them what should stand here."))
    return person


def office(code: str, key: str) -> tuple[Municipality | None, Contact.Office]:
    """The office whose number somebody wants to confirm."""
    municipality = place(code)
    if key not in offices_of(municipality):
        raise Http404
    return municipality, Office(key)


def offices_of(municipality: Municipality | None) -> list[Contact.Office]:
    return [each for each in Office if (each is Office.HELPLINE) == (municipality is None)]
