"""What phones and the wall show of a step, by what the step does."""

from __future__ import annotations

from collections.abc import Callable

from peercircle.activities.case_consultation.faces import choosing, steps, trios
from peercircle.activities.case_consultation.protocols import Does, Step
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import AgendaItem, Attendance

HAND_ON = "case_consultation/_choose_hand_on.html"  # whoever leads cannot tell a case as well

# A phone's face gets the item, the step and whose phone it is; the wall's the item and the step.
PHONES: dict[Does, Callable[[AgendaItem, Step, Attendance], Face]] = {
    Does.CHOOSE: choosing.phone,
    **dict.fromkeys(steps.OF_STEPS, steps.on_phone),
    Does.TRIO: trios.on_phone,
}
WALLS: dict[Does, Callable[[AgendaItem, Step], Face]] = {
    Does.CHOOSE: choosing.screen,
    **dict.fromkeys(steps.OF_STEPS, steps.on_wall),
    Does.TRIO: trios.on_wall,
}


def phone(item: AgendaItem, step: Step, me: Attendance) -> Face:
    face = PHONES[step.does](item, step, me)
    if item.consultation.is_of(me) and item.meeting.leader_id == me.pk:
        return Face(HAND_ON, {**face.context, "inner": face.template})
    return face


def screen(item: AgendaItem, step: Step) -> Face:
    """The wall shows what everybody does now; nothing of the case stands on it."""
    return WALLS[step.does](item, step)
