"""Which form of a café suits how many people, and what each form needs. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe.models import Cafe

Mode = Cafe.Mode
MOST_AT_A_TABLE = 6


@dataclass(frozen=True)
class Shape:
    """`team` people walk together, without a host; 0 where hosts stay and guests travel one by one."""

    team: int = 0
    # For whom it is, said to the organiser.
    why: str | Promise = ""


SHAPES = {
    Mode.PAIRS: Shape(
        team=2,
        why=_("Up to three people make no café. They ask each other about one theme, and each has a turn to tell."),
    ),
    Mode.CAROUSEL: Shape(
        team=3,
        why=_("With four to six people a host would sit alone with one guest. Two teams walk from sheet to sheet."),
    ),
    Mode.TOP_THREE: Shape(
        why=_("With seven to eleven people three tables talk best. The group chooses three themes, the others wait.")
    ),
    Mode.CLASSIC: Shape(
        why=_("From twelve people on each table has a host and enough guests for a lively conversation.")
    ),
    Mode.FIXED_HOSTS: Shape(why=_("Every theme has a host, and every guest visits all of them in short rounds.")),
    Mode.SILENT: Shape(
        team=2,
        why=_("Pairs write on each sheet and nobody talks. Good after a long day, or when few voices fill the room."),
    ),
}


def fitting(people: int) -> Mode:
    """The form that we propose for so many people."""
    if people <= 3:
        return Mode.PAIRS
    if people <= 6:
        return Mode.CAROUSEL
    return Mode.TOP_THREE if people <= 11 else Mode.CLASSIC


def of(cafe: Cafe, people: int) -> Mode:
    """The form of this café: as the group chose, otherwise what fits those who are here."""
    return fitting(people) if cafe.mode == Mode.FITTING else Mode(cafe.mode)


def has_hosts(mode: Mode) -> bool:
    return not SHAPES[mode].team


def tables(mode: Mode, people: int, themes: int) -> int:
    """How many tables; when there are more themes, the group chooses."""
    wanted = {Mode.PAIRS: 1, Mode.TOP_THREE: 3, Mode.CLASSIC: max(3, people // 4)}.get(mode, themes)
    # Somebody has to be left to travel.
    most = people - 1 if has_hosts(mode) else themes
    return max(1, min(wanted, themes, most))


def rounds(mode: Mode, people: int, tables: int) -> int:
    if mode == Mode.PAIRS:
        # Where three talk, each of them has a turn to tell.
        return 2 + people % 2 if people > 1 else 1
    return tables if mode in {Mode.FIXED_HOSTS, Mode.CAROUSEL, Mode.SILENT} else min(3, tables)


def teams(mode: Mode, people: int, tables: int) -> int:
    """Never two teams at a sheet, and never a team of one."""
    if mode == Mode.PAIRS:
        return 1
    wanted = max(people // SHAPES[mode].team, 2 if people >= 4 else 1)
    return max(1, min(wanted, tables))


def is_crowded(mode: Mode, people: int, tables: int) -> bool:
    return has_hosts(mode) and people > tables * MOST_AT_A_TABLE


def is_thin(mode: Mode, people: int, tables: int) -> bool:
    """Fewer guests than tables: in each round some hosts sit alone."""
    return has_hosts(mode) and people - tables < tables


def company(place: int, people: int) -> range:
    """Who interview each other, by their places: two and two, and the last three when the number is odd."""
    if people % 2 and 1 < people <= place + 3:
        return range(people - 3, people)
    start = place - place % 2
    return range(start, min(start + 2, people))


def turn(place: int, people: int, round_: int) -> str:
    """In an interview: who tells, who asks, and in a trio who writes; each in turn."""
    together = company(place, people)
    return ["tells", "asks", "writes"][(place - together.start + round_ - 1) % len(together)]
