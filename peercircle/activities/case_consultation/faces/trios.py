"""A trio on the phones of its people, all trios on the wall and for the one who leads. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from peercircle.activities.case_consultation import library, seating, trio_turns
from peercircle.activities.case_consultation.models import TrioSeat
from peercircle.activities.case_consultation.protocols import Speaks, Step
from peercircle.activities.case_consultation.protocols import trios as steps
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import AgendaItem, Attendance

LOOKS = 5


@dataclass(frozen=True)
class Trio:
    number: int
    seats: list[TrioSeat]
    teller: Attendance | None

    @property
    def look(self) -> int:
        """Each has a colour and a shape; the sixth begins again with the first."""
        return (self.number - 1) % LOOKS + 1

    def without(self, me: Attendance) -> list[Attendance]:
        return [seat.attendance for seat in self.seats if seat.attendance_id != me.pk]


def trios(item: AgendaItem, turn: int) -> list[Trio]:
    """Of those who are here, in the order in which they tell."""
    circles: dict[int, list[TrioSeat]] = {}
    for seat in trio_turns.seats(item.consultation):
        if seat.attendance.left_at is None:
            circles.setdefault(seat.trio, []).append(seat)
    found = []
    for number, circle in sorted(circles.items()):
        circle.sort(key=lambda seat: (seat.position is None, seat.position))
        teller = next((seat.attendance for seat in circle if seat.position == turn), None)
        found.append(Trio(number, circle, teller))
    return found


def on_phone(item: AgendaItem, step: Step, me: Attendance) -> Face:
    turn = steps.turn_of(step.key)
    everybody = trios(item, turn)
    about = numbers(item, everybody) if item.meeting.leader_id == me.pk else ""
    mine = next((trio for trio in everybody if me in [seat.attendance for seat in trio.seats]), None)
    if mine is None or len(mine.seats) < seating.THREE:
        return Face("case_consultation/_no_trio.html", {"about": about})
    heading, lead = words(step, mine, me)
    context = {
        "step": step,
        "trio": mine,
        "company": mine.without(me),
        "heading": heading,
        "lead": lead,
        "turn": pgettext("of the trios", "Turn %(number)s of %(count)s")
        % {"number": turn, "count": trio_turns.count(item)},
        "after": _after(mine, turn, me),
        "sits_down": turn == 1 and not trio_turns.moment(library.of(item.consultation), step.key).has_begun,
        "about": about,
    }
    return Face("case_consultation/_trio.html", context)


def on_wall(item: AgendaItem, step: Step) -> Face:
    everybody = trios(item, steps.turn_of(step.key))
    return Face("case_consultation/_trios_on_wall.html", {"step": step, "trios": everybody})


def for_leader(item: AgendaItem, stage: str, who: int) -> dict[str, object]:
    """All trios, and before the first turn who could change places with the person that was tapped."""
    protocol = library.of(item.consultation)
    if not protocol.is_in_trios:
        return {"trios": []}
    moment = trio_turns.moment(protocol, stage)
    everybody = trios(item, moment.turn)
    may_change = bool(stage) and len(everybody) > 1 and moment.turn == 1 and not moment.has_begun
    tapped = [(seat, trio) for trio in everybody for seat in trio.seats if seat.attendance_id == who and may_change]
    chosen, trio = tapped[0] if tapped else (None, None)
    return {
        "trios": everybody,
        "may_change": may_change,
        "chosen": chosen,
        "may_leave": trio is not None and len(trio.seats) > seating.THREE,
        "about": numbers(item, everybody),
    }


def _after(trio: Trio, turn: int, me: Attendance) -> str:
    coming = [seat for seat in trio.seats if seat.position is not None and seat.position > turn]
    if not coming:
        return ""
    if coming[0].attendance == me:
        return _("In the next turn you tell.")
    return _("In the next turn %(name)s tells.") % {"name": coming[0].attendance.first_name}


def words(step: Step, trio: Trio, me: Attendance) -> tuple[str, str]:
    """What I do now, and a sentence more. A step of an organisation's own says it in its own words."""
    if trio.teller is None:
        return _("Talk on"), _("Nobody in your trio tells in this turn. What does each of you take along?")
    name, tells = trio.teller.first_name, trio.teller == me
    part = steps.part_of(step.key)
    if part == "think":
        return _alone(name, tells=tells)
    if part == "clarify":
        return _asking(name, tells=tells)
    if part == "value":
        return _of_value(name, tells=tells)
    if step.speaks is Speaks.CASE_GIVER:
        return (_("You tell"), str(step.say)) if tells else (_("You listen"), _("%(name)s tells.") % {"name": name})
    if step.speaks is Speaks.CONSULTANTS:
        return _aloud(name, len(trio.seats) - 1, tells=tells)
    return str(step.name), str(step.say)


def _alone(name: str, *, tells: bool) -> tuple[str, str]:
    lead = _("You tell in a moment.") if tells else _("%(name)s tells in a moment.") % {"name": name}
    return _("Think for a minute: what challenge do you bring, and what help do you want?"), lead


def _asking(name: str, *, tells: bool) -> tuple[str, str]:
    if tells:
        return _("You answer"), _("Short answers: the others ask what they need to understand.")
    return _("You ask"), _("What do you need to know to help %(name)s? No advice yet.") % {"name": name}


def _of_value(name: str, *, tells: bool) -> tuple[str, str]:
    if tells:
        return _("You tell"), _("Turn back and say what was of value to you. You need not defend anything.")
    return _("You listen"), _("%(name)s says what was of value.") % {"name": name}


def _aloud(name: str, others: int, *, tells: bool) -> tuple[str, str]:
    if tells:
        return _("Turn your chair round and listen"), _("The others think aloud. Do not look back, do not answer.")
    heading = {
        2: _("You two think aloud with each other"),
        3: _("You three think aloud with each other"),
    }.get(others, _("You think aloud with each other"))
    return heading, _("What could help %(name)s? Talk as if %(name)s were not in the room.") % {"name": name}


def numbers(item: AgendaItem, everybody: list[Trio]) -> str:
    """To the one who leads: what the number of people means for the time."""
    protocol = library.of(item.consultation)
    turn = round(sum(step.minutes for step in steps.parts(protocol)))
    here = sum(len(trio.seats) for trio in everybody)
    if here < seating.THREE:
        return _("Trios need three people. Choose another way of consulting, or go on to the next step.")
    more = trio_turns.count(item) - steps.TURNS
    if here == seating.FIVE:
        sentence = _("You are five: one circle in which all five tell. It takes %(minutes)s min more than a trio.")
        return sentence % {"minutes": turn * more}
    larger = sum(len(trio.seats) > seating.THREE for trio in everybody)
    if larger and larger == len(everybody):
        return _("Fours have a fourth turn: it takes %(minutes)s min more than a trio.") % {"minutes": turn * more}
    if larger:
        sentence = ngettext(
            "%(count)s trio has four people and a fourth turn: %(minutes)s min more. The others talk on then.",
            "%(count)s trios have four people and a fourth turn: %(minutes)s min more. The others talk on then.",
            larger,
        )
        return sentence % {"count": larger, "minutes": turn * more}
    return ""
