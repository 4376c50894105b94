"""The first step: what came of earlier consultations. The case giver answers, the others hear it.

Whoever comes when the group is past it is asked beside the step at which the group is.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import access, library
from peercircle.activities.case_consultation.forms.came_of_it import SentenceForm
from peercircle.activities.case_consultation.models import Consultation
from peercircle.activities.case_consultation.protocols import CAME_OF_IT, Speaks, Step
from peercircle.meetings.kinds import Face, Stage
from peercircle.meetings.models import AgendaItem, Attendance, Meeting

MINUTES = 3


def stages(item: AgendaItem) -> list[Stage]:
    """None, when there is nobody to ask."""
    if not access.consultation_of(item).asks_about_earlier:
        return []
    say = _("Last time we thought along with a colleague. Whatever came of it, it helps us to know.")
    return [Stage(CAME_OF_IT, _("What came of it?"), MINUTES * 60, say)]


def phone(item: AgendaItem, me: Attendance) -> Face:
    """A guest hears that a colleague was helped, not with what."""
    asked = list(access.asked_in(item))
    mine = [of_mine(each, item) for each in asked if each.is_of(me)]
    others = [each for each in asked if not each.is_of(me)]
    context = {"all_mine": mine, "others": others, "is_guest": me.membership_id is None}
    return Face("case_consultation/_came_of_it.html", context)


def beside(face: Face, item: AgendaItem, step: Step, me: Attendance) -> Face:
    """Around a later step: the question that is still open, on the phone of the one whom it is for and of the one who
    leads. What was answered here stays as long as the group is at this step, so that a sentence can be added."""
    if not access.consultation_of(item).asks_about_earlier or _only_listens(item, step, me):
        return face
    asked = [each for each in access.asked_in(item) if not each.verdict or _said_at_this_step(each, item.meeting)]
    mine = [of_mine(each, item) for each in asked if each.is_of(me)]
    others = [each for each in asked if not each.is_of(me)] if item.meeting.leader_id == me.pk else []
    if not mine and not others:
        return face
    return Face(
        "case_consultation/_came_of_it_beside.html",
        {
            **face.context,
            "step_face": face.template,
            "all_mine": mine,
            "others": others,
            "is_open": any(not each.verdict for each in others),
            "is_first_step": step.key == library.of(item.consultation).steps[0].key,
        },
    )


def _only_listens(item: AgendaItem, step: Step, me: Attendance) -> bool:
    """Whoever gives a case again today: in the silent steps their phone takes nothing in."""
    return step.speaks is Speaks.CONSULTANTS and item.consultation.is_of(me)


def _said_at_this_step(consultation: Consultation, meeting: Meeting) -> bool:
    said_at, began_at = consultation.verdict_at, meeting.stage_began_at
    return bool(said_at and began_at and said_at >= began_at)


def of_mine(consultation: Consultation, item: AgendaItem) -> dict[str, object]:
    draft = f"private-{item.meeting_id}-came-of-it-{consultation.pk}"
    return {"consultation": consultation, "form": SentenceForm(consultation=consultation, draft=draft)}


def screen(item: AgendaItem, stage: Stage) -> Face:
    """Nothing of a case stands on the wall."""
    return Face("case_consultation/_came_of_it_on_the_wall.html", {"step": stage})
