"""Who was at a session: ticked by name from the sheet, checked in on the own phone, or counted as guests."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peercircle.kit.folding import fold
from peercircle.kit.refusals import Refused
from peercircle.people.models import Person
from peercircle.programme.actions.arrivals import Settled, new_person, settle
from peercircle.programme.actions.sessions import locked, refuse_the_future, refuse_when_check_in_is_over
from peercircle.programme.models import GuestTally, Session, SessionAttendance

CHECK_IN_AFTERWARDS = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Guests:
    number: int
    women: int | None
    men: int | None
    method: str


@dataclass(frozen=True)
class Newcomer:
    """Somebody who stands on the sheet and is not known yet."""

    given_name: str
    family_name: str
    profession: str
    sex: str
    age_band: str


@transaction.atomic
def record_attendance(
    session: Session,
    *,
    shown: Iterable[Person],
    present: Iterable[Person],
    guests: Guests | None,
    newcomer: Newcomer | None = None,
    arrived: Settled | None = None,
    by: Person,
    now: dt.datetime,
) -> None:
    """Who stands in the list and is not ticked was not there; who was not shown stays as they are."""
    session = _open_register(session, now=now)
    there = set(present)
    session.attendances.filter(person__in=set(shown) - there).delete()
    for person in there:
        _was_there(session, person, by=by, now=now)
    if newcomer:
        _add_new_person(session, newcomer, by=by, now=now)
    if arrived:
        settle(session, arrived, by=by, now=now)
    if guests:
        GuestTally.objects.update_or_create(session=session, defaults=asdict(guests))
    else:
        GuestTally.objects.filter(session=session).delete()
    if not guests and not session.attendances.exists():
        raise Refused(_("Tick who was there, or say how many guests came."))
    _mark_held(session)


@transaction.atomic
def add_new_person(session: Session, newcomer: Newcomer, *, by: Person, now: dt.datetime) -> SessionAttendance:
    """A second tap adds nobody."""
    session = _open_register(session, now=now)
    _mark_held(session)
    return _add_new_person(session, newcomer, by=by, now=now)


def _add_new_person(session: Session, newcomer: Newcomer, *, by: Person, now: dt.datetime) -> SessionAttendance:
    name = fold(f"{newcomer.given_name} {newcomer.family_name}")
    known = session.attendances.filter(person__search_text=name).first()
    if known:
        return known
    return _was_there(session, new_person(session, **asdict(newcomer)), by=by, now=now)


@transaction.atomic
def open_check_in(session: Session, *, now: dt.datetime) -> None:
    """For as long as the session takes, and an hour. While it is open, a second tap keeps the code on the wall."""
    session = _open_register(session, now=now)
    if session.takes_check_ins(now):
        return
    if session.held_on != timezone.localdate(now):
        raise Refused(_("Check-in is for the day of the session. Tick who was there instead."))
    session.check_in_code = secrets.token_urlsafe(12)
    session.check_in_until = now + dt.timedelta(minutes=session.minutes) + CHECK_IN_AFTERWARDS
    session.save(update_fields=["check_in_code", "check_in_until"])


@transaction.atomic
def check_in(session: Session, person: Person, *, now: dt.datetime) -> None:
    """With the own phone, which read the code on the wall."""
    _check_in(session, person, method=SessionAttendance.Method.CODE, by=None, now=now)


@transaction.atomic
def check_in_with_card(session: Session, person: Person, *, by: Person, now: dt.datetime) -> None:
    """Somebody without a phone showed their access card to one of the team."""
    _check_in(session, person, method=SessionAttendance.Method.CARD, by=by, now=now)


def _check_in(session: Session, person: Person, *, method: str, by: Person | None, now: dt.datetime) -> None:
    session, person = locked(session), person.themselves
    if session.attendances.filter(person=person).exists():
        return
    refuse_when_check_in_is_over(session, now=now)
    said = {"method": method, "recorded_at": now, "recorded_by": by}
    SessionAttendance.objects.create(session=session, person=person, **said)
    _mark_held(session)


def _open_register(session: Session, *, now: dt.datetime) -> Session:
    session = locked(session)
    if session.is_cancelled:
        raise Refused(_("This session was cancelled. Plan it again first."))
    refuse_the_future(session, now=now)
    return session


def _was_there(session: Session, person: Person, *, by: Person, now: dt.datetime) -> SessionAttendance:
    person = person.themselves
    recorded = {"method": SessionAttendance.Method.REGISTER, "recorded_at": now, "recorded_by": by}
    attendance, _is_new = SessionAttendance.objects.get_or_create(session=session, person=person, defaults=recorded)
    return attendance


def _mark_held(session: Session) -> None:
    if not session.is_held:
        session.state = Session.State.HELD
        session.save(update_fields=["state"])
