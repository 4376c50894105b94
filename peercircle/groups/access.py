"""Who may enter a group, and who may keep its house.

A stranger gets 404: we do not tell that the group exists.
"""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from peercircle.groups.models import Group, Membership
from peercircle.people.models import Person


def membership(person: Person | AnonymousUser, group_pk: int) -> Membership:
    """The person's own place in the group, with group and person loaded."""
    if not isinstance(person, Person):
        raise Http404
    current = Membership.objects.filter(ended_on=None).select_related("group", "person")
    return get_object_or_404(current, group_id=group_pk, person=person)


def contact(person: Person | AnonymousUser, group_pk: int) -> Membership:
    mine = membership(person, group_pk)
    if not mine.is_contact:
        raise PermissionDenied
    return mine


def groups_of(person: Person) -> list[Group]:
    return list(Group.objects.visible_to(person))
