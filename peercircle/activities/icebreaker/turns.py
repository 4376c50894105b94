"""Who speaks now, who comes next, and how long: from those who are here, in the order in which they came."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from peercircle.meetings import pointer
from peercircle.meetings.kinds import Stage
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.rounds import guide

WRITE = "write"
OWN_CARD = "this_is_who_i_am"
# Of these methods everybody first thinks alone, for this part of the minutes; then they speak in turn.
ALONE = {OWN_CARD: 8 / 25, "life_line": 10 / 40}
SHORTEST_TURN = 30


@dataclass(frozen=True)
class Turn:
    """A place in the order. `speaker` is None while everybody writes."""

    number: int
    count: int
    speaker: Attendance | None
    next_up: Attendance | None


def has_turns(item: AgendaItem) -> bool:
    return (item.method or OWN_CARD) in ALONE


def stage_of(attendance: Attendance) -> str:
    return f"present-{attendance.pk}"


def speakers(item: AgendaItem) -> list[Attendance]:
    """A latecomer is the last; one who has left is not waited for; those without a phone speak too."""
    return item.meeting.here()


def stages(item: AgendaItem) -> list[Stage]:
    if not has_turns(item):
        return guide.one_stage(item)
    people = speakers(item)
    alone = round(item.minutes * 60 * ALONE[item.method or OWN_CARD])
    seconds = max((item.minutes * 60 - alone) // max(len(people), 1), SHORTEST_TURN)
    first = Stage(WRITE, _("Each alone"), alone, guide.say(item, OWN_CARD))
    return [first, *(_turn(number, people, seconds) for number in range(len(people)))]


def _turn(number: int, people: list[Attendance], seconds: int) -> Stage:
    """Its name is on the wall, so it holds no name of a person."""
    name = _("Turn %(number)s of %(count)s") % {"number": number + 1, "count": len(people)}
    say = _("%(name)s, it is your turn. We listen, thank you, and ask nothing.")
    return Stage(stage_of(people[number]), name, seconds, say % {"name": people[number].first_name})


def turn(item: AgendaItem, stage: Stage) -> Turn:
    people = speakers(item)
    numbers = [number for number, person in enumerate(people) if stage_of(person) == stage.key]
    if not numbers:
        return Turn(0, len(people), None, people[0] if people else None)
    number = numbers[0]
    after = people[number + 1] if number + 1 < len(people) else None
    return Turn(number + 1, len(people), people[number], after)


def is_turn_of(me: Attendance, meeting: Meeting) -> bool:
    """Asks the pointer: the turn of one who has left has moved on to the next."""
    place = pointer.here(meeting)
    return place is not None and place.stage.key == stage_of(me)
