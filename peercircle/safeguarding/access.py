"""Everybody may read the card, also who is not signed in.

Experts keep the numbers of the municipalities that they look after, managers those of all, and the helpline.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from peercircle.groups.access import municipalities_of
from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.safeguarding.models import Contact

KOSOVO = "XK"
Office = Contact.Office


def place(code: str) -> Municipality | None:
    """None is all of Kosovo."""
    return None if code == KOSOVO else get_object_or_404(Municipality, code=code)


def card_of(group_pk: int) -> str:
    """Address of the card of the group's municipality; of all Kosovo, when its schools lie in several."""
    codes = Municipality.objects.filter(sites__groups=group_pk).values_list("code", flat=True)
    return card_at(*codes.distinct()[:2])


def card_at(*codes: str | None) -> str:
    is_one = len(set(codes)) == 1 and codes[0] is not None
    return reverse("safeguarding:card", args=codes[:1] if is_one else [])


def coordinator(person: Person | AnonymousUser) -> Person:
    if not isinstance(person, Person) or not person.is_programme:
        raise PermissionDenied(_("The programme's experts keep these numbers. Tell them what should stand here."))
    return person


def coordinator_at(person: Person | AnonymousUser, municipality: Municipality | None) -> Person:
    """Who calls there knows whether the number is right."""
    found = coordinator(person)
    if municipality not in places_of(found):
        raise PermissionDenied(_("The experts of this municipality keep its numbers. Ask the programme's manager."))
    return found


def places_of(person: Person) -> list[Municipality | None]:
    theirs = list(municipalities_of(person).order_by("name_sq").distinct())
    return [None, *theirs] if person.is_manager else [*theirs]


def office(code: str, key: str) -> tuple[Municipality | None, Contact.Office]:
    """The office whose number somebody wants to confirm."""
    municipality = place(code)
    if key not in offices_of(municipality):
        raise Http404
    return municipality, Office(key)


def offices_of(municipality: Municipality | None) -> list[Contact.Office]:
    return [each for each in Office if (each is Office.HELPLINE) == (municipality is None)]
