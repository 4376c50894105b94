"""Who makes the organisation's own ways of consulting: the programme's experts and managers."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from peercircle.activities.case_consultation.models import OwnProtocol, OwnStep
from peercircle.people.models import Person


def keeper(person: Person | AnonymousUser) -> Person:
    if not isinstance(person, Person) or not person.is_programme:
        raise PermissionDenied(
            _("The programme's experts keep these ways of consulting. Tell them what you would need.")
        )
    return person


def own_protocol(person: Person | AnonymousUser, pk: int) -> OwnProtocol:
    keeper(person)
    return get_object_or_404(OwnProtocol.objects.prefetch_related("steps"), pk=pk)


def own_step(person: Person | AnonymousUser, pk: int, step_pk: int) -> OwnStep:
    keeper(person)
    return get_object_or_404(OwnStep.objects.select_related("protocol"), pk=step_pk, protocol=pk)
