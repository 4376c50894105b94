"""From coaching to a group: who came at a site, how often, what they said of themselves, and who is invited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from peercircle.groups.models import Group, Invitation, Membership
from peercircle.people.models import Person
from peercircle.places.models import Site
from peercircle.programme.actions.candidates import NOTHING, Said, said_at
from peercircle.programme.models import Session, SessionAttendance, SessionQuerySet

MOST = 120  # people on one page


@dataclass(frozen=True)
class Attendee:
    person: Person
    times: int
    last_on: date
    is_in_a_group: bool
    said: Said


def came(site: Site, sessions: SessionQuerySet) -> QuerySet[Person]:
    """Who came to a session at the site, or works there and came to one elsewhere in its municipality.

    Superiors do not sit in a group, and the programme's own people do not belong to it.
    """
    held = sessions.held().filter(municipality=site.municipality_id)
    here = SessionAttendance.objects.filter(session__in=held)
    here = here.filter(Q(session__site=site) | Q(person__workplaces=site))
    people = Person.objects.filter(pk__in=here.values("person"), same_as=None, programme_role="", is_active=True)
    theirs = Q(session_attendances__session__in=held)
    # Also with an entry that is the same person; each of them may have doubles of its own.
    entries = Q(person=OuterRef("pk")) | Q(person__same_as=OuterRef("pk")) | Q(person__same_as__same_as=OuterRef("pk"))
    member = Membership.objects.filter(entries, ended_on=None, group__status=Group.Status.ACTIVE)
    return (
        people.exclude(profession=Person.Profession.DIRECTOR)
        .annotate(
            times=Count("session_attendances", filter=theirs),
            last_on=Max("session_attendances__session__held_on", filter=theirs),
            is_in_a_group=Exists(member),
        )
        .order_by("is_in_a_group", "-times", "given_name", "family_name", "pk")
    )


def attendees(site: Site, sessions: SessionQuerySet, *, typed: Mapping[int, Said] | None = None) -> list[Attendee]:
    """Those who came most often first; below them those who are in a group already.

    `typed` is what a form says, instead of what is kept.
    """
    people: Any = came(site, sessions)[:MOST]
    said = {pk: Said.of(rows[-1]) for pk, rows in said_at(site).items()} if typed is None else typed
    return [
        Attendee(
            person=person,
            times=person.times,
            last_on=person.last_on,
            is_in_a_group=person.is_in_a_group,
            said=said.get(person.pk, NOTHING),
        )
        for person in people
    ]


def sites_with_sessions(sites: QuerySet[Site], sessions: SessionQuerySet) -> QuerySet[Site]:
    """Where the programme was, the last one first; whether a group meets there already."""
    held = Q(sessions__in=sessions.filter(state=Session.State.HELD))
    has_group = Group.objects.filter(sites=OuterRef("pk"), status=Group.Status.ACTIVE)
    return (
        sites.annotate(
            held=Count("sessions", filter=held),
            last_on=Max("sessions__held_on", filter=held),
            has_group=Exists(has_group),
        )
        .filter(held__gt=0)
        .order_by("-last_on", "name_sq", "pk")
    )


@dataclass(frozen=True)
class Invited:
    invitation: Invitation
    has_come: bool
    is_open: bool
    address: str  # known only in the answer to the tap that made it


def invited(group: Group, addresses: Mapping[int, str], *, now: datetime) -> list[Invited]:
    """Whom the programme invited by name. An invitation that the contact took back is none."""
    made = Invitation.objects.filter(group=group, person__isnull=False, revoked_at=None).select_related("person")
    return [
        Invited(
            invitation=each,
            has_come=each.used_at is not None,
            is_open=each.is_open(now),
            address=addresses.get(each.person_id or 0, ""),
        )
        for each in made.order_by("person__given_name", "person__family_name", "pk")
    ]
