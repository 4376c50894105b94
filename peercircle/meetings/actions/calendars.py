"""A calendar address that went astray is replaced by a new one."""

from __future__ import annotations

from django.db.models import F

from peercircle.groups.models import Group
from peercircle.people.models import Person


def renew_address(person: Person, *, seen: int) -> None:
    """The old address stops at once. `seen` is what the page showed: a second tap changes nothing."""
    shown = Person.objects.filter(pk=person.pk, calendar_version=seen)
    shown.update(calendar_version=F("calendar_version") + 1)


def renew_group_address(group: Group, *, seen: int) -> None:
    shown = Group.objects.filter(pk=group.pk, calendar_version=seen)
    shown.update(calendar_version=F("calendar_version") + 1)
