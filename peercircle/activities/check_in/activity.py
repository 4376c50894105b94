"""The check-in as the meeting sees it. Nothing of it goes into the minutes: it was for the moment."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peercircle.meetings.kinds import Face, Kind, Stage
from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.rounds import guide
from peercircle.rounds.actions import forget_words, word_of

ONE_WORD = "one_word"


def is_written(item: AgendaItem) -> bool:
    """One word is written on the phones; all other check-ins are spoken."""
    return item.method in {"", ONE_WORD}


def stages(item: AgendaItem) -> list[Stage]:
    return guide.one_stage(item, ONE_WORD)


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    if not is_written(item):
        return Face("check_in/_spoken.html")
    return Face("check_in/_phone.html", {"mine": word_of(item, me)})


def screen(item: AgendaItem, stage: Stage) -> Face:
    return Face("check_in/_screen.html" if is_written(item) else "check_in/_spoken.html")


KIND = Kind(
    key="check_in",
    name=_("Check-in"),
    icon="sun",
    minutes=5,
    stages=stages,
    phone=phone,
    screen=screen,
    forget=forget_words,
)
