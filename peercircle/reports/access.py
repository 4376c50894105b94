"""Who may see the programme's numbers: managers and M&E officers all, experts those of their municipalities.

Nobody else is told that they are there. Whoever sees them sees no names.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from peercircle.people.models import Person
from peercircle.places.models import Municipality
from peercircle.reports.counting import Scope

Role = Person.ProgrammeRole
SEES_ALL = {Role.MANAGER, Role.MONITOR}


def scope_of(person: Person | AnonymousUser) -> Scope:
    person = _reader(person)
    if person.programme_role in SEES_ALL:
        return Scope()
    return Scope(municipalities=Municipality.objects.filter(expert_teams__members=person).distinct())


def _reader(person: Person | AnonymousUser) -> Person:
    if not isinstance(person, Person) or person.programme_role not in SEES_ALL | {Role.EXPERT}:
        raise Http404
    return person
