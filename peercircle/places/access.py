"""Who may change what: sites are open to all who are signed in, the school year to the programme."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from peercircle.places.models import SchoolBreak

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    Reader = AbstractBaseUser | AnonymousUser


def keeps_school_year(person: Reader) -> bool:
    """The programme's people do. Persons live a floor above, so we only ask what they say of themselves."""
    return getattr(person, "is_programme", False)


def school_year(person: Reader, *, today: date) -> list[SchoolBreak]:
    """The breaks that are not over, for those who may change them."""
    if not keeps_school_year(person):
        raise PermissionDenied
    return list(SchoolBreak.objects.filter(ends_on__gte=today))


def school_break(person: Reader, pk: int) -> SchoolBreak:
    if not keeps_school_year(person):
        raise PermissionDenied
    return get_object_or_404(SchoolBreak, pk=pk)
