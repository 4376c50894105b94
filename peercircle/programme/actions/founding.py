"""Founding a group with those on a shortlist."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from random import Random
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import localdate, localtime

from peercircle.groups.actions.charter import write_charter
from peercircle.groups.actions.founding import found_group
from peercircle.groups.actions.inviting import invite_person
from peercircle.groups.models import Group, Membership
from peercircle.meetings.actions.planning import plan_meeting
from peercircle.people.models import Person
from peercircle.places.models import Site
from peercircle.programme.models import Candidate

FIRST_MEETING = "first"  # the template


class Plan(NamedTuple):
    """What the group begins with. Its members may change all of it."""

    name: str
    meaning: str
    rhythm: str
    charter: str
    starts_at: datetime
    place: str


@transaction.atomic
def found_from_shortlist(
    site: Site,
    shortlist: Iterable[Person],
    plan: Plan,
    *,
    contact: Person | None,
    by: Person,
    now: datetime,
    rng: Random,
) -> tuple[Group, dict[int, str]]:
    """The group, and the addresses for those whom no letter reaches. A second tap founds and sends nothing new."""
    site = Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    today = localdate(now)
    group = Group.objects.filter(name=plan.name, founded_on=today, sites=site).first()
    is_new = group is None
    if group is None:
        time = localtime(plan.starts_at).time()
        group = found_group(
            site, name=plan.name, meaning=plan.meaning, rhythm=plan.rhythm, usual_time=time, today=today
        )
        write_charter(group, plan.charter, seen=0, now=now)
        plan_meeting(group, FIRST_MEETING, starts_at=plan.starts_at, place=plan.place, by=None, now=now, rng=rng)
    Candidate.objects.filter(site=site).delete()
    waiting = _not_in(group, shortlist)
    if not is_new:
        waiting = [person for person in waiting if not person.email]
    return group, _invite(group, waiting, contacts=[contact] if contact else [], by=by, now=now)


@transaction.atomic
def invite_again(group: Group, *, by: Person, now: datetime) -> dict[int, str]:
    """Those who have not come yet, each as they were invited before: the earlier links end."""
    made = group.invitations.filter(person__isnull=False, used_at=None, revoked_at=None).select_related("person")
    people = {each.person: each.as_contact for each in made if each.person}
    contacts = [person for person, is_contact in people.items() if is_contact]
    return _invite(group, _not_in(group, people), contacts=contacts, by=by, now=now)


def _invite(
    group: Group, people: Iterable[Person], *, contacts: list[Person], by: Person, now: datetime
) -> dict[int, str]:
    addresses = {}
    for person in people:
        address = invite_person(group, person, as_contact=person in contacts, by=by, now=now)
        if not person.email:
            addresses[person.pk] = address
    return addresses


def _not_in(group: Group, people: Iterable[Person]) -> list[Person]:
    there = set(Membership.objects.filter(group=group, ended_on=None).values_list("person", flat=True))
    return [person for person in people if person.pk not in there]
