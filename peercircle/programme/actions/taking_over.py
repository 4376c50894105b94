"""What was looked at becomes attendance, piece by piece. Repeating a piece changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from peercircle.kit.folding import fold
from peercircle.people.models import Person
from peercircle.programme.actions.sessions import phase_on
from peercircle.programme.models import (
    GuestTally,
    RememberedPerson,
    Session,
    SessionAttendance,
    Upload,
    UploadedPerson,
    UploadedRow,
    UploadedSession,
)

AT_ONCE = 30  # so few that the database is held for a moment only

Choice = UploadedPerson.Choice


@transaction.atomic
def save_next_piece(upload: Upload, *, now: datetime) -> bool:
    """Says whether something may be left to do."""
    locked = Upload.objects.select_for_update().defer("content").filter(pk=upload.pk).first()
    if locked is None or locked.state != Upload.State.SAVING:
        return False
    # By the person of each row, not among all people: those would be gathered anew for each piece.
    wanted = locked.rows.exclude(person__choice__in=UploadedPerson.NOT_SAVED)
    rows = list(wanted.select_related("session__team", "person__twin").order_by("pk")[:AT_ONCE])
    if rows:
        _Piece(locked, now).save(rows)
        return True
    guests = locked.sessions.filter(guests__gt=0, is_saved=False).order_by("pk")
    with_guests = list(guests[:AT_ONCE])
    if with_guests:
        _Piece(locked, now).count_guests(with_guests)
        return True
    Upload.objects.filter(pk=upload.pk).update(
        state=Upload.State.DONE, left_out=F("left_out") + locked.rows.count(), touched_at=now
    )
    return False


class _Piece:
    def __init__(self, upload: Upload, now: datetime) -> None:
        self.upload = upload
        self.now = now
        self.new_people = 0
        self.new_sessions = 0
        self._here: dict[int, int] = {}

    def save(self, rows: list[UploadedRow]) -> None:
        # As when somebody is added on the sheet of a session: they work where it takes place.
        self._here = {row.person_id: row.session.site_id for row in reversed(rows) if row.session.site_id}
        sessions = self._sessions({row.session_id: row.session for row in rows}.values())
        people = self._people({row.person_id: row.person for row in rows}.values())
        pairs = {(sessions[row.session_id], people[row.person_id]) for row in rows if row.session_id in sessions}
        new = self._attend(pairs)
        UploadedRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
        called_off = sum(row.session_id not in sessions for row in rows)
        self._note(done=len(rows), new_attendances=new, left_out=called_off)

    def count_guests(self, told: list[UploadedSession]) -> None:
        """A number that is recorded already stays."""
        sessions = self._sessions(told)
        counted = set(GuestTally.objects.filter(session__in=sessions.values()).values_list("session", flat=True))
        GuestTally.objects.bulk_create(
            GuestTally(
                session_id=sessions[each.pk],
                number=each.guests,
                women=each.women,
                men=each.men,
                method=GuestTally.Method.REGISTER,
            )
            for each in told
            if each.pk in sessions and sessions[each.pk] not in counted
        )
        UploadedSession.objects.filter(pk__in=[each.pk for each in told]).update(is_saved=True)
        self._note()

    def _note(self, **more: int) -> None:
        more |= {"new_people": self.new_people, "new_sessions": self.new_sessions}
        fields = {name: F(name) + number for name, number in more.items()}
        Upload.objects.filter(pk=self.upload.pk).update(touched_at=self.now, **fields)

    # --- Sessions -----------------------------------------------------------------------------------
    def _sessions(self, told: Iterable[UploadedSession]) -> dict[int, int]:
        """The session of each, held from now on; without those that were called off meanwhile."""
        found = {}
        for each in told:
            session = self._session(each)
            if not session.is_cancelled:
                found[each.pk] = session.pk
                start_time = session.start_time or each.start_time
                if (session.state, session.start_time) != (Session.State.HELD, start_time):
                    session.state, session.start_time = Session.State.HELD, start_time
                    session.save(update_fields=["state", "start_time"])
        return found

    def _session(self, told: UploadedSession) -> Session:
        if told.session_id:
            return Session.objects.select_for_update().get(pk=told.session_id)
        same = Session.objects.filter(
            team=told.team_id,
            kind=told.kind,
            held_on=told.held_on,
            start_time=told.start_time,
            municipality=told.municipality_id,
            site=told.site_id,
        )
        # Somebody may have planned it since the file was read.
        session = next((each for each in same if fold(each.place) == fold(told.place)), None) or self._hold(told)
        told.session = session
        told.save(update_fields=["session"])
        return session

    def _hold(self, told: UploadedSession) -> Session:
        session = Session.objects.create(
            phase=phase_on(told.team, told.held_on),
            team=told.team,
            kind=told.kind,
            held_on=told.held_on,
            start_time=told.start_time,
            municipality_id=told.municipality_id,
            site_id=told.site_id,
            place=told.place,
            state=Session.State.HELD,
            **({"minutes": told.minutes} if told.minutes else {}),
        )
        if topics := list(told.topics.all()):
            session.topics.set(topics)
        self.new_sessions += 1
        return session

    # --- People -------------------------------------------------------------------------------------
    def _people(self, told: Iterable[UploadedPerson]) -> dict[int, int]:
        """Who each is. Who is new is entered, once for all who are said to be the same."""
        told = list(told)
        meant = {each.pk: _meant(each) for each in told}
        new = {each.pk: each for each in meant.values() if each.person_id is None}
        self._enter(list(new.values()))
        unknown = [each for each in told if each.person_id is None]
        for each in told:
            each.person_id = new.get(meant[each.pk].pk, meant[each.pk]).person_id
        UploadedPerson.objects.bulk_update({each.pk: each for each in [*new.values(), *unknown]}.values(), ["person"])
        self._remember(told)
        themselves = _themselves({each.person_id for each in told if each.person_id})
        return {each.pk: themselves[each.person_id] for each in told if each.person_id}

    def _enter(self, told: list[UploadedPerson]) -> None:
        new = {each.pk: _person(each) for each in told}
        Person.objects.bulk_create(new.values())
        for each in told:
            each.person = new[each.pk]
        works = Person.workplaces.through
        here = {each.pk: each.workplace_id or self._here.get(each.pk) for each in told}
        works.objects.bulk_create(works(person=new[pk], site_id=site) for pk, site in here.items() if site)
        self.new_people += len(new)

    def _remember(self, told: list[UploadedPerson]) -> None:
        """Most stand in more than one row, so most are remembered already."""
        meant = {key: each.person_id for each in told if each.person_id for key in each.keys.split()}
        known = set(RememberedPerson.objects.filter(key__in=meant).values_list("key", flat=True))
        RememberedPerson.objects.bulk_create(
            (
                RememberedPerson(key=key, person_id=pk, remembered_at=self.now)
                for key, pk in meant.items()
                if key not in known
            ),
            ignore_conflicts=True,
        )

    def _attend(self, pairs: set[tuple[int, int]]) -> int:
        there = SessionAttendance.objects.filter(session__in={session for session, _person in pairs})
        missing = pairs - set(there.values_list("session", "person"))
        SessionAttendance.objects.bulk_create(
            SessionAttendance(
                session_id=session,
                person_id=person,
                method=SessionAttendance.Method.IMPORT,
                recorded_at=self.now,
                recorded_by=self.upload.uploaded_by,
            )
            for session, person in sorted(missing)
        )
        return len(missing)


def _meant(told: UploadedPerson) -> UploadedPerson:
    """The one of the file whom others were said to be."""
    while told.person_id is None and told.choice == Choice.IS and told.twin:
        told = told.twin
    return told


def _themselves(people: set[int]) -> dict[int, int]:
    """Who is meant by each, where somebody was entered twice. One question, unless doubles have doubles."""
    found = {pk: same or pk for pk, same in Person.objects.filter(pk__in=people).values_list("pk", "same_as")}
    others = set(found.values()) - found.keys()
    further = _themselves(others) if others else {}
    return {pk: further.get(same, same if same == pk else found.get(same, same)) for pk, same in found.items()}


def _person(told: UploadedPerson) -> Person:
    person = Person(
        given_name=told.given_name,
        family_name=told.family_name,
        profession=told.profession,
        sex=told.sex,
        age_band=told.age_band,
        search_text=fold(f"{told.given_name} {told.family_name}"),
    )
    person.set_unusable_password()
    return person
