"""The first step: what came of earlier consultations. The case giver answers, the others hear it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import access
from peercircle.activities.case_consultation.forms.came_of_it import SentenceForm
from peercircle.activities.case_consultation.models import Consultation
from peercircle.activities.case_consultation.protocols import CAME_OF_IT
from peercircle.meetings.kinds import Face, Stage
from peercircle.meetings.models import AgendaItem, Attendance

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


def of_mine(consultation: Consultation, item: AgendaItem) -> dict[str, object]:
    draft = f"private-{item.meeting_id}-came-of-it-{consultation.pk}"
    return {"consultation": consultation, "form": SentenceForm(consultation=consultation, draft=draft)}


def screen(item: AgendaItem, stage: Stage) -> Face:
    """Nothing of a case stands on the wall."""
    return Face("case_consultation/_came_of_it_on_the_wall.html", {"step": stage})
