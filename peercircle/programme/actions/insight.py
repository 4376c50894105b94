"""Letting a director or an education office know that groups exist, and taking that back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.people.actions import revoke_card
from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site

Role = Person.ProgrammeRole


@transaction.atomic
def give_insight(
    place: Site | Municipality, *, email: str, given_name: str, family_name: str, now: dt.datetime
) -> Person:
    """Somebody with this address is given it, as they are; otherwise they are new. The same again changes nothing."""
    type(place).objects.select_for_update().get(pk=place.pk)
    person = Person.objects.select_for_update(of=("self",)).filter(email__iexact=email).first()
    if person is None:
        profession = Person.Profession.DIRECTOR if isinstance(place, Site) else Person.Profession.OTHER
        person = Person.objects.create_person(given_name, family_name, email=email.lower(), profession=profession)
    if place in (person.director_of, person.office_of):
        return person
    _refuse_other_role(person)
    if isinstance(place, Site):
        person.programme_role, person.director_of = Role.DIRECTOR, place
    else:
        person.programme_role, person.office_of = Role.OFFICE, place
    person.save(update_fields=["programme_role", "director_of", "office_of"])
    # Whoever printed a card knows its PIN, and must not come in as the director.
    revoke_card(person, now=now)
    return person


def _refuse_other_role(person: Person) -> None:
    if person.has_insight:
        raise Refused(
            _("%(name)s has another school or municipality already. Take that back first.") % {"name": person.name}
        )
    if person.programme_role:
        raise Refused(_("%(name)s works for the programme and sees its groups there.") % {"name": person.name})


@transaction.atomic
def take_insight_back(person: Person) -> None:
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not person.has_insight:
        return
    person.programme_role, person.director_of, person.office_of = Role.NONE, None, None
    person.save(update_fields=["programme_role", "director_of", "office_of"])
