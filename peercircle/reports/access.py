"""Who may see the programme's numbers: managers and M&E officers all, experts those of their municipalities.

Nobody else is told that they are there. Whoever sees them sees no names.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.programme.models import Programme
from peercircle.reports.counting import Scope
from peercircle.reports.models import Integration, Period, Target

Role = Person.ProgrammeRole
SEES_ALL = {Role.MANAGER, Role.MONITOR}


def programmes_of(person: Person | AnonymousUser) -> QuerySet[Programme]:
    """Whose promises and reports somebody may see and keep: those who answer for the whole."""
    if reader(person).programme_role in SEES_ALL:
        return Programme.objects.all()
    return Programme.objects.none()


def programme(person: Person | AnonymousUser, pk: int) -> Programme:
    _answers_for_all(person)
    return get_object_or_404(Programme, pk=pk)


def period(person: Person | AnonymousUser, pk: int) -> Period:
    _answers_for_all(person)
    return get_object_or_404(Period.objects.select_related("programme", "locked_by"), pk=pk)


def target(person: Person | AnonymousUser, pk: int) -> Target:
    _answers_for_all(person)
    return get_object_or_404(Target.objects.select_related("programme"), pk=pk)


def _answers_for_all(person: Person | AnonymousUser) -> None:
    if reader(person).programme_role not in SEES_ALL:
        raise PermissionDenied(_("The programme's manager and the M&E officer report. Ask one of them."))


def scope_of(person: Person | AnonymousUser) -> Scope:
    person = reader(person)
    if person.programme_role in SEES_ALL:
        return Scope()
    return Scope(municipalities=Municipality.objects.filter(expert_teams__members=person).distinct())


def of_one_programme(scope: Scope, asked: str) -> tuple[Scope, list[Programme]]:
    """Of several always one, as on the page of the numbers: the one asked for, else the newest. And all of them."""
    known = list(Programme.objects.exclude(phases=None).distinct())
    if len(known) < 2:
        return scope, []
    chosen = next((each for each in known if str(each.pk) == asked), known[0])
    return replace(scope, programme=chosen), known


def reader(person: Person | AnonymousUser) -> Person:
    """Somebody for whom there are numbers at all."""
    if not isinstance(person, Person) or person.programme_role not in SEES_ALL | {Role.EXPERT}:
        raise Http404
    return person


# --- Other programs ---------------------------------------------------------------------------------
@sensitive_variables()
def integration_with(token: str) -> Integration | None:
    return Integration.objects.filter(token_hash=hash_of_token(token), revoked_at=None).first()


@sensitive_variables()
def hash_of_token(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogateescape")).hexdigest()


def manager(person: Person | AnonymousUser) -> Person:
    person = reader(person)
    if not person.is_manager:
        raise PermissionDenied(_("The programme's manager decides which programs read the numbers. Ask them."))
    return person


def integrations(person: Person | AnonymousUser) -> QuerySet[Integration]:
    manager(person)
    return Integration.objects.filter(revoked_at=None)


def integration(person: Person | AnonymousUser, pk: UUID) -> Integration:
    """Also one that was taken back: a second tap is harmless."""
    manager(person)
    return get_object_or_404(Integration, pk=pk)
