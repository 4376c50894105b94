"""What phones and the wall show of a step, by what the step does. A step without a face of its own says what to do."""

from __future__ import annotations

from collections.abc import Callable

from peercircle.activities.case_consultation.faces import casting, steps, trios
from peercircle.activities.case_consultation.protocols import Does, Step
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import AgendaItem, Attendance

PLAIN = "case_consultation/_plain.html"
HAND_ON = "case_consultation/_choose_hand_on.html"  # whoever leads cannot tell a case as well

# A phone's face gets the item, the step and whose phone it is; the wall's the item and the step.
FACES: dict[Does, Callable[[AgendaItem, Step, Attendance], Face]] = {
    Does.CHOOSE: casting.phone,
    **dict.fromkeys(steps.OF_STEPS, steps.on_phone),
    Does.TRIO: trios.on_phone,
}
SCREENS: dict[Does, Callable[[AgendaItem, Step], Face]] = {
    Does.CHOOSE: casting.screen,
    **dict.fromkeys(steps.OF_STEPS, steps.on_wall),
    Does.TRIO: trios.on_wall,
}


def phone(item: AgendaItem, step: Step, me: Attendance) -> Face:
    draw = FACES.get(step.does)
    face = draw(item, step, me) if draw else Face(PLAIN, {"step": step})
    giver = item.consultation.case_giver_id
    if giver and giver == me.membership_id and item.meeting.leader_id == me.pk:
        return Face(HAND_ON, {**face.context, "inner": face.template})
    return face


def screen(item: AgendaItem, step: Step) -> Face:
    """The wall shows what everybody does now; nothing of the case stands on it."""
    face = SCREENS.get(step.does)
    return face(item, step) if face else Face(PLAIN, {"step": step})
