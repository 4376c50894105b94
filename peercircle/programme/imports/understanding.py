"""What the lines of a file say: sessions, people, who was where, and every cell in which something is wrong.

Nothing is written here. A line in which one cell is wrong is left out; the others do not wait for it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from peercircle.kit.folding import fold
from peercircle.people.codes import pk_of
from peercircle.programme.imports import values
from peercircle.programme.imports.columns import OF_A_NAME, PRESENT, is_beside_people
from peercircle.programme.imports.facts import FilePerson, FileSession, Said, Trouble, Understood
from peercircle.programme.imports.layout import Cell, Layout, Line
from peercircle.programme.imports.reach import Reach
from peercircle.programme.imports.reading import Unreadable
from peercircle.programme.imports.values import Wrong

PARTS = ("given_name", "family_name")
WHOLE = ("name", "turned_name")
LONGEST_NAME = 80
LONGEST_PLACE = 120

TOLD_EVERY = 1000

T = TypeVar("T")


class _Line:
    """Reads the cells of a line and keeps what is wrong with them."""

    def __init__(self, line: Line, troubles: list[Trouble]) -> None:
        self.line = line
        self.cells = line.cells
        self.troubles = troubles
        self.is_good = True

    def read(self, name: str, how: Callable[[object], T], *, missing: str = "") -> T | None:
        cell = self.cells.get(name)
        if cell is None:
            if missing:
                self.complain(missing, name)
            return None
        try:
            return how(cell.value)
        except Wrong as wrong:
            self.complain(wrong.code, name)
            return None

    def complain(self, code: str, *names: str) -> None:
        """At the first of these cells that is there, else where it would be."""
        columns = [self.line.columns[name] for name in names if name in self.line.columns]
        nowhere = Cell("", self.line.sheet, columns[0] if columns else "A", self.line.number)
        cell = next((self.cells[name] for name in names if name in self.cells), nowhere)
        trouble = Trouble(code, cell)
        self.troubles.append(trouble)
        self.is_good = self.is_good and not trouble.is_left_out


def understand(layout: Layout, reach: Reach, kind: str = "", tell: Callable[[int], None] | None = None) -> Understood:
    """`kind` is for lines that say none; `tell` hears now and then how many are done."""
    _check_columns(layout, kind)
    work = _Understanding(reach, kind)
    for number, line in enumerate(layout.lines):
        if tell and number % TOLD_EVERY == 0:
            tell(number)
        work.take(line)
    return work.found


def _check_columns(layout: Layout, kind: str) -> None:
    needed = {
        "no-names": OF_A_NAME | {"guests"},
        "no-day-column": {"day"},
        "no-place-column": {"municipality", "school", "place"},
        "no-kind-column": {"kind"},
    }
    for code, fields in needed.items():
        if not fields & layout.fields and not (code == "no-kind-column" and kind):
            raise Unreadable(code)


class _Understanding:
    def __init__(self, reach: Reach, kind: str) -> None:
        self.reach = reach
        self.kind = kind
        self.found = Understood()
        self._sessions: dict[object, FileSession] = {}
        self._hours: dict[int, dt.time] = {}  # of a recorded session: when it began, as this file says
        self._kept: dict[FileSession, None] = {}
        self._people: defaultdict[object, list[FilePerson]] = defaultdict(list)

    def take(self, given: Line) -> None:
        line = _Line(given, self.found.troubles)
        session = self._session(line)
        guests = self._guests(line)
        known, said = line.read("code", self._of_code), self._said(line)
        was_there = self._was_there(line)
        if said is None and not known and not guests and line.is_good:
            line.complain("name-missing", *PARTS, *WHOLE, "code")
        if session and guests and line.is_good:
            self._count(line, session, guests)
        if not line.is_good or session is None:
            self.found.left_out += 1
            return
        if not was_there:
            known = said = None
        if known or said or guests:
            self._keep(session)
        if known:
            self.found.attendances[session, self._by_code(line, session, known, said)] = None
        elif said:
            self.found.attendances[session, self._by_name(line, session, said)] = None

    # --- Sessions -----------------------------------------------------------------------------------
    def _session(self, line: _Line) -> FileSession | None:
        day = line.read("day", values.day, missing="day-missing")
        kind = line.read("kind", values.kind, missing="" if self.kind else "kind-missing") or self.kind
        time = line.read("time", values.time)
        minutes = line.read("minutes", values.minutes)
        where = self._where(line)
        if not line.is_good or day is None or where is None:
            return None
        municipality, site, place = where
        try:
            team = self.reach.team(municipality)
        except Wrong as wrong:
            line.complain(wrong.code, "municipality", "school", "place")
            return None
        try:
            self.reach.check_day(day, team)
            recorded = self.reach.recorded((municipality, site, fold(place)), kind, day, time)
            # Nobody wrote down when it began: of a file with two hours it is the first, the other one is new.
            if recorded and time and self._hours.setdefault(recorded.pk, time) != time:
                recorded = None
        except Wrong as wrong:
            line.complain(wrong.code, "day")
            return None
        existing = recorded.pk if recorded else None
        key = existing or (team, kind, day, time, municipality, site, fold(place))
        session = self._sessions.get(key)
        if session is None:
            session = FileSession(team, kind, day, time, municipality, site, place, existing)
            self._sessions[key] = session
        session.minutes = session.minutes or minutes
        session.topics |= self._topics(line)
        return session

    def _topics(self, line: _Line) -> set[int]:
        topics, are_all_known = line.read("topics", self.reach.topics) or (set(), True)
        if not are_all_known:
            line.complain("no-topic", "topics")
        return topics

    def _where(self, line: _Line) -> tuple[int, int | None, str] | None:
        """At a school that we know, at a place that is named, or somewhere in the municipality."""
        places = self.reach.places
        municipality = line.read("municipality", places.municipality)
        if municipality is None and "municipality" in line.cells:
            return None
        named = [line.cells[name] for name in ("place", "school") if name in line.cells]
        for cell in named:
            if site := places.site(cell.value, municipality):
                return places.municipality_of[site], site, ""
        if municipality is None:
            line.complain("no-municipality" if named else "place-missing", "municipality", "school", "place")
            return None
        if named:
            line.complain("no-site", "place", "school")
        place = str(named[0].value) if named else places.name_of(municipality)
        return municipality, None, place[:LONGEST_PLACE]

    def _guests(self, line: _Line) -> tuple[int, int | None, int | None] | None:
        number = line.read("guests", values.count)
        women, men = line.read("women", values.count), line.read("men", values.count)
        if not line.is_good:
            return None
        known = (women or 0) + (men or 0)
        if known and number is None:
            line.complain("guests-missing", "women", "men")
        elif known > (number or 0):
            line.complain("too-few-guests", "guests")
        return (number, women, men) if number else None

    def _count(self, line: _Line, session: FileSession, guests: tuple[int, int | None, int | None]) -> None:
        if session.guests not in (None, guests):
            line.complain("other-guests", "guests")
            return
        if session.guests is None and self.reach.tallies.get(session.existing or 0, guests[0]) != guests[0]:
            line.complain("guests-stay", "guests")
        session.guests = guests

    def _keep(self, session: FileSession) -> None:
        """A session counts from its first good line on."""
        if session not in self._kept:
            self._kept[session] = None
            self.found.sessions.append(session)

    # --- People -------------------------------------------------------------------------------------
    @staticmethod
    def _was_there(line: _Line) -> bool:
        """Some lists name all who were invited. Whom they do not mark was absent."""
        if PRESENT not in line.line.columns:
            return True
        was_there = line.read(PRESENT, values.was_there)
        if was_there is False or PRESENT not in line.cells:
            line.complain("absent", PRESENT)
        return bool(was_there)

    def _of_code(self, cell: object) -> int:
        pk = pk_of(str(cell))
        if pk is None or pk not in self.reach.names:
            raise Wrong("no-code")
        return pk

    def _said(self, line: _Line) -> Said | None:
        names = self._names(line)
        if names is None:
            return None
        return Said(
            *names,
            profession=line.read("profession", values.profession) or values.Profession.OTHER,
            sex=line.read("sex", values.sex) or "",
            age_band=line.read("age", values.age_band) or "",
            workplace=self._workplace(line),
            email=str(line.cells["email"].value).casefold() if "email" in line.cells else "",
        )

    def _workplace(self, line: _Line) -> int | None:
        """A school that is named beside another place of the session is where they work."""
        cell = line.cells.get("workplace") or (line.cells.get("school") if "place" in line.cells else None)
        if cell is None:
            return None
        site = self.reach.places.site(cell.value, None)
        if site is None and "workplace" in line.cells:
            line.complain("no-workplace", "workplace")
        return site

    def _names(self, line: _Line) -> tuple[str, str] | None:
        """ "Krasniqi, Arta" and "Arta Krasniqi" in one cell, or each name in its own."""
        if whole := line.cells.get("name") or line.cells.get("turned_name"):
            names = _apart(str(whole.value), is_turned="name" not in line.cells)
        else:
            names = tuple(str(line.cells[name].value) if name in line.cells else "" for name in PARTS)  # type: ignore[assignment]
        if not any(names):
            return None
        if any(map(is_beside_people, names)):
            line.complain("no-person", *PARTS, *WHOLE)
        elif not names[0]:
            line.complain("name-missing", *PARTS, *WHOLE)
        elif not fold(names[0]) or any(fold(name) and not any(map(str.isalpha, name)) for name in names):
            line.complain("no-name", *PARTS, *WHOLE)
        elif max(len(name) for name in names) > LONGEST_NAME:
            line.complain("long-name", *PARTS, *WHOLE)
        return names

    def _by_name(self, line: _Line, session: FileSession, said: Said) -> FilePerson:
        municipality = self.reach.places.municipality_of.get(said.workplace or 0, session.municipality)
        namesakes = self._people[fold(said.given_name), fold(said.family_name), municipality]
        may_be = [each for each in namesakes if each.may_be(said)]
        person = next((each for each in may_be if session not in each.sessions), None)
        if person is None:
            person = FilePerson(line.line.number, said.given_name, said.family_name, municipality, len(namesakes))
            if namesakes:
                person.twin = may_be[0] if may_be else namesakes[0]
                person.doubt = "same-session" if may_be else "differs"
            namesakes.append(person)
            self.found.people.append(person)
        person.learn(said)
        person.sessions.append(session)
        return person

    def _by_code(self, line: _Line, session: FileSession, known: int, said: Said | None) -> FilePerson:
        people = self._people[known]
        if not people:
            names = (said.given_name, said.family_name) if said else self.reach.names[known]
            people.append(FilePerson(line.line.number, *names, session.municipality, known=known))
            self.found.people.append(people[0])
        if said:
            people[0].learn(said)
        if session not in people[0].sessions:
            people[0].sessions.append(session)
        return people[0]


def _apart(name: str, *, is_turned: bool) -> tuple[str, str]:
    """First name and family name of "Krasniqi, Arta" and "Arta Krasniqi"; turned, of "Krasniqi Arta"."""
    family, comma, given = name.partition(",")
    if not comma:
        first, _space, last = name.rpartition(" ")
        given, family = (last, first) if is_turned or not first else (first, last)
    return given.strip(), family.strip()
