"""Coming into a group and leaving it. A membership is ended, never deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.groups import leaving
from peercircle.groups.models import Group, Membership
from peercircle.kit.folding import fold
from peercircle.kit.refusals import Refused
from peercircle.people import actions as people
from peercircle.people.cards import FreshCard
from peercircle.people.models import Person


def locked(group: Group) -> Group:
    return Group.objects.select_for_update().get(pk=group.pk)


def take_in(group: Group, person: Person, *, today: dt.date) -> Membership:
    """The person's place in a group that the caller has locked; who is in already stays as they are."""
    membership, _is_new = Membership.objects.get_or_create(
        group=group, person=person, ended_on=None, defaults={"joined_on": today}
    )
    return membership


def give_workplace_of(group: Group, person: Person) -> None:
    """A group of one school says where its members work; one of several does not."""
    sites = list(group.sites.all()[:2])
    if len(sites) == 1:
        person.workplaces.add(sites[0])


@transaction.atomic
def add_person_without_phone(
    group: Group, *, given_name: str, family_name: str, profession: str, today: dt.date
) -> Membership:
    """A colleague of whom we know the name only."""
    group = locked(group)
    name = fold(f"{given_name} {family_name}")
    if group.memberships.filter(ended_on=None, person__search_text=name).exists():
        raise Refused(_("Somebody of this name is in the group already. Add something that tells the two apart."))
    person = Person.objects.create_person(given_name, family_name, profession=profession)
    give_workplace_of(group, person)
    return take_in(group, person, today=today)


@transaction.atomic
def end_membership(membership: Membership, *, today: dt.date) -> None:
    """What the person did in the group stays in its history."""
    locked(membership.group)
    membership = Membership.objects.get(pk=membership.pk)
    if membership.ended_on:
        return
    if membership.is_contact:
        raise Refused(_("Hand over the role of contact first: a group needs somebody to turn to."))
    membership.ended_on = max(today, membership.joined_on)
    membership.save(update_fields=["ended_on"])
    leaving.tell(membership)


@transaction.atomic
def welcome_back(former: Membership, *, today: dt.date) -> Membership:
    """A new membership beside the old one."""
    return take_in(locked(former.group), former.person, today=today)


@transaction.atomic
def hand_over_contact(mine: Membership, to: Membership) -> None:
    locked(mine.group)
    mine = Membership.objects.get(pk=mine.pk)
    to = Membership.objects.get(pk=to.pk)
    if not mine.is_contact or to.pk == mine.pk:
        return
    if to.ended_on or to.group_id != mine.group_id:
        raise Refused(_("This person is not in the group any more. Choose another one."))
    mine.is_contact = False
    mine.save(update_fields=["is_contact"])
    to.is_contact = True
    to.save(update_fields=["is_contact"])


@transaction.atomic
def print_cards(
    memberships: Iterable[Membership],
    *,
    draw: Callable[[list[FreshCard]], bytes],
    by: Person,
    now: dt.datetime,
) -> bytes:
    """New cards and their sheet in one go: a sheet that cannot be drawn leaves the old cards as they are."""
    return draw([people.make_card(membership.person, by=by, now=now) for membership in memberships])
