"""What every step asks before it takes something in from a phone, and how a text is put away."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import library, texts
from peercircle.activities.case_consultation.circle import Circle, circle
from peercircle.activities.case_consultation.models import Consultation
from peercircle.activities.case_consultation.protocols import Does, Step, step
from peercircle.kit.refusals import Refused
from peercircle.meetings import pointer
from peercircle.meetings.actions.taking_part import locked_while_at
from peercircle.meetings.models import AgendaItem, Attendance, Meeting

MOVED_ON = _(
    "The group is at another step now, so this was not taken in. "
    "It is only on your phone: say it aloud, if it still fits."
)
STOPPED = _("The case giver has stopped, so nothing is taken in any more. Nobody has to explain anything.")
NO_CASE = _("No case has been chosen yet. Go back to the step in which you choose one.")
NOT_WITHOUT = _("The case giver has left, and we do not consult about somebody's case without them.")


@dataclass(frozen=True)
class Here:
    """Where the group is just now, the meeting locked."""

    meeting: Meeting
    consultation: Consultation
    step: Step
    circle: Circle


def locked_at(item: AgendaItem, me: Attendance, *does: Does, at: str) -> Here:
    """When the group is at the step that the phone showed, that step is of this kind, and the case giver is with us."""
    meeting = locked_while_at(item, me)
    place = pointer.here(meeting)
    consultation = item.consultation = Consultation.objects.get(item=item)
    here = step(library.of(consultation), place.stage.key) if place else None
    if here is None or here.key != at or here.does not in does:
        raise Refused(MOVED_ON)
    if consultation.stopped_at:
        raise Refused(STOPPED)
    who = circle(consultation, meeting)
    if who.case_giver is None:
        raise Refused(NO_CASE)
    if not who.case_giver_is_here:
        raise Refused(NOT_WITHOUT)
    return Here(meeting, consultation, here, who)


def sealed(consultation: Consultation, text: str, *, bound_to: str) -> bytes:
    """The first text of a consultation gets it its key."""
    if not consultation.key:
        consultation.key = texts.new_key()
        consultation.save(update_fields=["key"])
    return texts.sealed(consultation, text, bound_to=bound_to)
