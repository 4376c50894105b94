"""Which groups the programme's people look after: experts those of their municipalities, managers all.

They see that a group exists, who belongs to it and when it meets, never what was said.
"""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from peercircle.groups.models import Group, GroupQuerySet
from peercircle.people.models import Person


def groups_looked_after(person: Person | AnonymousUser) -> GroupQuerySet:
    """A stranger to the programme gets 404."""
    if not isinstance(person, Person) or not person.is_programme:
        raise Http404
    if person.programme_role == Person.ProgrammeRole.MANAGER:
        return Group.objects.all()
    mine = Group.objects.filter(sites__municipality__expert_teams__members=person)
    return Group.objects.filter(pk__in=mine)
