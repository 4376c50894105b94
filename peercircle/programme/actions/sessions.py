"""Planning a session, changing it, calling it off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.people.models import Person
from peercircle.places.models import Site
from peercircle.programme.models import ExpertTeam, Phase, Session, Topic


def locked(session: Session) -> Session:
    return Session.objects.select_for_update(of=("self",)).select_related("team", "site").get(pk=session.pk)


@transaction.atomic
def plan_session(
    team: ExpertTeam,
    site: Site,
    *,
    kind: str,
    held_on: dt.date,
    start_time: dt.time | None,
    minutes: int,
    place: str,
    topics: Iterable[Topic],
    leaders: Iterable[Person],
    notes: str,
) -> Session:
    """At the site, or at a place in its municipality. A second tap plans nothing new."""
    team = ExpertTeam.objects.select_for_update().get(pk=team.pk)
    is_there = {"municipality": site.municipality, "site": None if place else site, "place": place}
    said = {"kind": kind, "held_on": held_on, "start_time": start_time, "minutes": minutes}
    session = Session.objects.filter(team=team, state=Session.State.PLANNED, **said, **is_there).first()
    if session:
        return session
    session = Session.objects.create(team=team, phase=phase_on(team, held_on), notes=notes, **said, **is_there)
    session.topics.set(topics)
    session.leaders.set(leaders)
    return session


@transaction.atomic
def change_session(
    session: Session,
    *,
    kind: str,
    held_on: dt.date,
    start_time: dt.time | None,
    minutes: int,
    place: str,
    topics: Iterable[Topic],
    leaders: Iterable[Person],
    notes: str,
    today: dt.date,
) -> None:
    """A session at a site stays there unless a place is named; one elsewhere keeps a place."""
    session = locked(session)
    if session.is_held and held_on > today:
        raise Refused(_("People were at this session already, so its day cannot lie ahead."))
    if place:
        session.site = None
    if place or not session.site:
        session.place = place or session.place
    session.phase = phase_on(session.team, held_on)
    session.kind, session.held_on, session.start_time = kind, held_on, start_time
    session.minutes, session.notes = minutes, notes
    session.save(update_fields=["phase", "kind", "held_on", "start_time", "minutes", "notes", "site", "place"])
    session.topics.set(topics)
    session.leaders.set(leaders)


@transaction.atomic
def cancel_session(session: Session) -> None:
    session = locked(session)
    if session.is_held:
        raise Refused(_("People were at this session already. Change what is wrong instead."))
    session.state = Session.State.CANCELLED
    session.save(update_fields=["state"])


@transaction.atomic
def plan_again(session: Session) -> None:
    """The session was called off by mistake, or takes place after all."""
    session = locked(session)
    if session.is_cancelled:
        session.state = Session.State.PLANNED
        session.save(update_fields=["state"])


def refuse_the_future(session: Session, *, now: dt.datetime) -> None:
    """Also when check-in was open and the session has been moved since."""
    if session.held_on > timezone.localdate(now):
        raise Refused(_("This session lies ahead. On its day you can tick who came."))


def refuse_when_check_in_is_over(session: Session, *, now: dt.datetime) -> None:
    if not session.takes_check_ins(now):
        raise Refused(_("Check-in is over. Ask the people who led the session to tick you."))
    refuse_the_future(session, now=now)


def phase_on(team: ExpertTeam, day: dt.date) -> Phase:
    phase = Phase.objects.on(day).filter(programme=team.programme_id).first()
    if phase is None:
        raise Refused(_("No phase of the programme covers this day. Choose another one."))
    return phase
