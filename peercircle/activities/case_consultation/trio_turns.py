"""The turns of the trios as they are today: how many there are, and how far the group has come."""

from __future__ import annotations

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from peercircle.activities.case_consultation import seating
from peercircle.activities.case_consultation.models import Consultation, TrioSeat
from peercircle.activities.case_consultation.protocols import Protocol, Step
from peercircle.activities.case_consultation.protocols import trios as steps
from peercircle.meetings.kinds import Stage
from peercircle.meetings.models import AgendaItem


def seats(consultation: Consultation) -> list[TrioSeat]:
    """Asked once, with the names, also of those who have left."""
    whole = TrioSeat.objects.select_related("attendance__membership__person")
    prefetch_related_objects([consultation], Prefetch("trio_seats", whole))
    return list(consultation.trio_seats.all())


def count(item: AgendaItem) -> int:
    """From the seats; before anybody sits, from how many are here."""
    told = [seat.position for seat in seats(item.consultation) if seat.position]
    if told:
        return max(*told, steps.TURNS)
    if item.meeting.is_planned:
        return steps.TURNS
    return seating.turns(len(item.meeting.here()))


def all_steps(item: AgendaItem, protocol: Protocol) -> tuple[Step, ...]:
    return steps.steps(steps.parts(protocol), count(item))


def stages(item: AgendaItem, protocol: Protocol) -> list[Stage]:
    return [
        Stage(
            step.key,
            _("Turn %(number)s: %(step)s") % {"number": steps.turn_of(step.key), "step": step.name},
            round(step.minutes * 60),
            step.say,
        )
        for step in all_steps(item, protocol)
    ]


def moment(protocol: Protocol, stage: str) -> seating.Moment:
    first = steps.parts(protocol)[0].key
    return seating.Moment(steps.turn_of(stage), has_begun=steps.part_of(stage) not in {"", first})
