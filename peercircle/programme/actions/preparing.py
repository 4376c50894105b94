"""A file that was sent becomes rows to look at, and is gone itself."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from peercircle.people.models import Person
from peercircle.programme import access
from peercircle.programme.actions.pieces import piece
from peercircle.programme.imports.facts import FilePerson, FileSession, Understood
from peercircle.programme.imports.gathering import gathered
from peercircle.programme.imports.layout import lay_out
from peercircle.programme.imports.reach import Reach
from peercircle.programme.imports.reading import Unreadable, read
from peercircle.programme.imports.understanding import understand
from peercircle.programme.imports.whom import Answer, recognise
from peercircle.programme.models import (
    CellTrouble,
    ExpertTeam,
    Proposal,
    SessionAttendance,
    Upload,
    UploadedPerson,
    UploadedRow,
    UploadedSession,
)

AT_ONCE = 200  # rows written in one transaction
MOST_TROUBLES = 500

State, Verdict, Choice = Upload.State, UploadedPerson.Verdict, UploadedPerson.Choice


class _Overtaken(Exception):  # noqa: N818
    """Somebody else reads this file now, because we took too long."""


def prepare(upload: Upload, *, now: datetime) -> None:
    """Harmless to repeat: whoever begins anew takes away what an interrupted try has left."""
    desk = _Desk(upload, now)
    try:
        desk.begin()
        desk.lay_out()
    except _Overtaken:
        return
    except Unreadable as unreadable:
        desk.end(State.FAILED, unreadable.code)
    except Exception:
        desk.end(State.FAILED, "stopped")
        raise
    else:
        desk.end(State.READY)


class _Desk:
    def __init__(self, upload: Upload, now: datetime) -> None:
        self.upload = upload
        self.now = now
        self.mark = secrets.token_hex(16)

    def begin(self) -> None:
        mine = Upload.objects.filter(pk=self.upload.pk, state=State.READING)
        if not mine.update(worker=self.mark, done=0, total=0, touched_at=self.now):
            raise _Overtaken
        for left in (self.upload.rows, self.upload.people, self.upload.sessions, self.upload.troubles):
            while some := list(left.order_by("-pk").values_list("pk", flat=True)[:AT_ONCE]):
                self._piece(left.filter(pk__in=some).delete)

    def lay_out(self) -> None:
        packed = Upload.objects.values_list("content", flat=True).get(pk=self.upload.pk)
        layout = lay_out(read(zlib.decompress(packed or b"")))
        self._note(total=len(layout.lines), unused=", ".join(layout.unused)[:1000])
        reach = _reach(self.upload.uploaded_by, self.now)
        understood = understand(layout, reach, self.upload.kind, lambda done: self._note(done=done))
        answers = recognise(understood, reach)
        self._note(left_out=understood.left_out)
        self._write(understood, answers)

    def end(self, state: str, trouble: str = "") -> None:
        self._note(state=state, trouble=trouble, content=None)
        self.upload.state = state

    # --- Rows ---------------------------------------------------------------------------------------
    def _write(self, understood: Understood, answers: dict[FilePerson, Answer]) -> None:
        sessions = self._sessions(understood.sessions)
        people = self._people(understood.people, answers)
        there = _attendances({each.existing for each in understood.sessions if each.existing})
        self._create(
            UploadedRow(
                upload=self.upload,
                session=sessions[session],
                person=people[person],
                is_there=(session.existing, people[person].person_id) in there,
            )
            for session, person in understood.attendances
        )
        self._create(
            CellTrouble(upload=self.upload, **fields) for fields in gathered(understood.troubles)[:MOST_TROUBLES]
        )

    def _sessions(self, found: list[FileSession]) -> dict[FileSession, UploadedSession]:
        rows = {session: _session(self.upload, session) for session in found}
        self._create(rows.values())
        topics = UploadedSession.topics.through
        self._create(
            topics(uploadedsession_id=row.pk, topic_id=topic)
            for session, row in rows.items()
            for topic in sorted(session.topics)
        )
        return rows

    def _people(self, found: list[FilePerson], answers: dict[FilePerson, Answer]) -> dict[FilePerson, UploadedPerson]:
        rows = {person: _person(self.upload, person, answers[person]) for person in found}
        self._create(rows.values())
        self._create(
            Proposal(
                of=rows[person],
                person_id=each.person,
                twin=rows[each.twin] if each.twin else None,
                signs=" ".join(sign.name for sign in each.signs),
            )
            for person in found
            for each in answers[person].proposals
        )
        return rows

    # --- Pieces -------------------------------------------------------------------------------------
    def _create(self, rows: Iterable[Model]) -> None:
        waiting = list(rows)
        for at in range(0, len(waiting), AT_ONCE):
            some = waiting[at : at + AT_ONCE]
            self._piece(lambda some=some: type(some[0])._default_manager.bulk_create(some))  # type: ignore[misc]

    def _piece(self, work: Callable[[], object]) -> None:
        piece(lambda: self._noted(work))

    @transaction.atomic
    def _noted(self, work: Callable[[], object]) -> None:
        self._note()
        work()

    def _note(self, **fields: Any) -> None:
        mine = Upload.objects.filter(pk=self.upload.pk, worker=self.mark, state=State.READING)
        if not mine.update(touched_at=timezone.now(), **fields):
            raise _Overtaken


def _reach(sender: Person | None, now: datetime) -> Reach:
    """The command line reaches everything, as a manager does."""
    teams = access.teams_of(sender) if sender else ExpertTeam.objects.all()
    people = access.people_of_programme(sender) if sender else Person.objects.all()
    return Reach(teams, people, today=timezone.localdate(now))


def _attendances(sessions: set[int]) -> set[tuple[int, int]]:
    keys, found = sorted(sessions), set()
    for at in range(0, len(keys), AT_ONCE):
        some = SessionAttendance.objects.filter(session__in=keys[at : at + AT_ONCE])
        found |= set(some.values_list("session", "person"))
    return found


def _session(upload: Upload, session: FileSession) -> UploadedSession:
    number, women, men = session.guests or (0, None, None)
    return UploadedSession(
        upload=upload,
        session_id=session.existing,
        team_id=session.team,
        kind=session.kind,
        held_on=session.held_on,
        start_time=session.start_time,
        minutes=session.minutes,
        municipality_id=session.municipality,
        site_id=session.site,
        place=session.place,
        guests=number,
        women=women,
        men=men,
    )


def _person(upload: Upload, person: FilePerson, answer: Answer) -> UploadedPerson:
    choices = {Verdict.NEW: Choice.NEW, Verdict.DOUBTFUL: Choice.OPEN}
    return UploadedPerson(
        upload=upload,
        row=person.row,
        given_name=person.given_name,
        family_name=person.family_name,
        profession=person.profession,
        sex=person.sex,
        age_band=person.age_band,
        workplace_id=person.workplace,
        keys=" ".join(answer.keys),
        verdict=answer.verdict,
        doubt=answer.doubt,
        choice=choices.get(Verdict(answer.verdict), Choice.IS),
        person_id=answer.person,
    )
