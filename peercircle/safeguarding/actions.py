"""What coordinators do with the numbers."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.safeguarding.models import Contact


@transaction.atomic
def confirm_contact(
    municipality: Municipality | None, office: str, *, phone: str, hours: str, by: Person, today: date
) -> None:
    """From now on it stands on the card, with who called it and when. Confirming again renews the day."""
    Contact.objects.update_or_create(
        municipality=municipality,
        office=office,
        defaults={"phone": phone, "hours": hours, "confirmed_by": by, "confirmed_on": today},
    )


@transaction.atomic
def take_contact_off(municipality: Municipality | None, office: str) -> None:
    Contact.objects.filter(municipality=municipality, office=office).delete()
