"""Who came without an account: writes their name on the own phone, and the team says who it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.people.models import Person
from peercircle.programme.actions.sessions import locked, refuse_when_check_in_is_over
from peercircle.programme.models import Arrival, Session, SessionAttendance

MOST = 300  # names that wait at one session
KEEP = dt.timedelta(days=90)


@dataclass(frozen=True)
class Settled:
    """What the team says of those who wrote their names."""

    known: Mapping[UUID, Person]
    new: Collection[UUID] = ()
    absent: Collection[UUID] = ()


@transaction.atomic
def arrive(
    session: Session, *, id: UUID, given_name: str, family_name: str, profession: str, now: dt.datetime
) -> Arrival:
    """A second tap writes nothing new."""
    session = locked(session)
    known = session.arrivals.filter(pk=id).first()
    if known:
        return known
    refuse_when_check_in_is_over(session, now=now)
    if session.arrivals.count() >= MOST:
        raise Refused(_("Too many names wait here already. Tell yours to the people who lead the session."))
    if Arrival.objects.filter(pk=id).exists():
        raise Refused(_("This did not arrive. Please open the page again and write it once more."))
    said = {"given_name": given_name, "family_name": family_name, "profession": profession}
    return session.arrivals.create(pk=id, arrived_at=now, **said)


def settle(session: Session, said: Settled, *, by: Person, now: dt.datetime) -> None:
    """The session is locked already. Who is not named waits on."""
    for arrival in session.arrivals.filter(pk__in={*said.known, *said.new, *said.absent}):
        person = said.known.get(arrival.pk)
        if arrival.pk in said.new:
            names = {"given_name": arrival.given_name, "family_name": arrival.family_name}
            person = new_person(session, **names, profession=arrival.profession)
        if person:
            how = {"method": SessionAttendance.Method.CODE, "recorded_at": now, "recorded_by": by}
            session.attendances.get_or_create(person=person.themselves, defaults=how)
        arrival.delete()


def new_person(session: Session, **said: str) -> Person:
    """Who came works at the school of the session, as far as anybody knows."""
    person = Person.objects.create_person(**said)
    if session.site:
        person.workplaces.add(session.site)
    return person


def forget_old_arrivals(now: dt.datetime) -> None:
    """Nobody said who they are, and a name that means nobody is kept no longer than a guest's."""
    Arrival.objects.filter(arrived_at__lt=now - KEEP).delete()
