"""What a file tells, as plain facts: sessions, people, who was where, and the cells in which something is wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from peercircle.kit.folding import fold
from peercircle.programme.imports import values
from peercircle.programme.imports.layout import Cell
from peercircle.programme.imports.troubles import OF_CELL

NEXT_BAND = 10  # years: who grew older between two sessions is in the next band at most


@dataclass(frozen=True)
class Trouble:
    code: str
    cell: Cell

    @property
    def is_left_out(self) -> bool:
        return self.code in OF_CELL


@dataclass(eq=False)
class FileSession:
    team: int
    kind: str
    held_on: dt.date
    start_time: dt.time | None
    municipality: int
    site: int | None
    place: str
    existing: int | None
    minutes: int | None = None
    topics: set[int] = field(default_factory=set)
    guests: tuple[int, int | None, int | None] | None = None

    @property
    def identity(self) -> str:
        return f"{self.kind} {self.held_on} {self.municipality} {self.site} {fold(self.place)}"


@dataclass(frozen=True)
class Said:
    """What one line tells of a person."""

    given_name: str
    family_name: str
    profession: str
    sex: str
    age_band: str
    workplace: int | None
    email: str


@dataclass(eq=False)
class FilePerson:
    row: int
    given_name: str
    family_name: str
    municipality: int
    ordinal: int = 0
    known: int | None = None  # by code
    profession: str = values.Profession.OTHER
    sex: str = ""
    age_band: str = ""
    workplace: int | None = None
    email: str = ""
    sessions: list[FileSession] = field(default_factory=list)
    doubt: str = ""
    twin: FilePerson | None = None

    def may_be(self, said: Said) -> bool:
        """Whether nothing that is said speaks against it."""
        professions = [each for each in (self.profession, said.profession) if each != values.Profession.OTHER]
        ages = [int(band[:2]) for band in (self.age_band, said.age_band) if band]
        alike = (self.sex, said.sex), (self.workplace, said.workplace)
        return (
            len(set(professions)) < 2
            and max(ages, default=0) - min(ages, default=0) <= NEXT_BAND
            and all(mine == theirs for mine, theirs in alike if mine and theirs)
        )

    def learn(self, said: Said) -> None:
        self.sex, self.age_band = self.sex or said.sex, self.age_band or said.age_band
        self.workplace, self.email = self.workplace or said.workplace, self.email or said.email
        if self.profession == values.Profession.OTHER:
            self.profession = said.profession


@dataclass
class Understood:
    sessions: list[FileSession] = field(default_factory=list)
    people: list[FilePerson] = field(default_factory=list)
    attendances: dict[tuple[FileSession, FilePerson], None] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    left_out: int = 0
