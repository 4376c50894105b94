"""What the case giver says of the case: the story, the question, what is taken along, and stop."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import library, story_sheet, texts
from peercircle.activities.case_consultation.actions.at_a_step import Here, locked_at, sealed
from peercircle.activities.case_consultation.models import Consultation
from peercircle.activities.case_consultation.protocols import Does
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions.taking_part import locked_while_at
from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.stream.nudges import nudge


def _mine(item: AgendaItem, me: Attendance, does: Does, at: str) -> Here:
    here = locked_at(item, me, does, at=at)
    if me != here.circle.case_giver:
        raise Refused(_("Another case was chosen meanwhile, so this was not taken in. It is only on your phone."))
    return here


@transaction.atomic
def tell(item: AgendaItem, me: Attendance, answers: dict[str, str], *, at: str) -> None:
    """The story sheet, sealed as one text. Sent again, it is what was sent last."""
    here = _mine(item, me, Does.TELL, at)
    consultation = here.consultation
    consultation.story = sealed(consultation, story_sheet.packed(answers), bound_to=consultation.bound_to)
    consultation.save(update_fields=["story"])
    nudge(here.meeting.topic, "step")


@transaction.atomic
def ask(item: AgendaItem, me: Attendance, text: str, *, at: str) -> None:
    """The key question, in the case giver's own words."""
    _ask(_mine(item, me, Does.KEY_QUESTION, at), text)


@transaction.atomic
def pick_question(item: AgendaItem, me: Attendance, offer: UUID, *, at: str) -> None:
    """One that somebody offered becomes the case giver's own."""
    here = _mine(item, me, Does.KEY_QUESTION, at)
    offered = here.consultation.contributions.filter(pk=offer, step=at).first()
    if offered is None:
        raise Refused(_("This question is not there any more. Choose another one, or write your own."))
    opened = texts.of_contribution(here.consultation, offered)
    if opened.why:
        raise Refused(opened.why)
    _ask(here, opened.text)


def _ask(here: Here, question: str) -> None:
    here.consultation.key_question = question
    here.consultation.save(update_fields=["key_question"])
    nudge(here.meeting.topic, "step")


@transaction.atomic
def wish_module(item: AgendaItem, me: Attendance, module: str, *, at: str) -> None:
    here = _mine(item, me, Does.MODULE, at)
    here.consultation.wished_module = module
    here.consultation.save(update_fields=["wished_module"])
    nudge(here.meeting.topic, "step")


@transaction.atomic
def choose_module(item: AgendaItem, me: Attendance, module: str, *, at: str) -> None:
    """The facilitator does, with the case giver's wish in sight."""
    here = locked_at(item, me, Does.MODULE, at=at)
    if me.pk != here.meeting.leader_id:
        raise Refused(_("Somebody else leads just now. Ask them to hand you the lead."))
    here.consultation.module = module
    here.consultation.save(update_fields=["module"])
    nudge(here.meeting.topic, "step")


@transaction.atomic
def take_along(
    item: AgendaItem, me: Attendance, first_step: str, *, stay: Iterable[UUID], follow_up_on: date | None, at: str
) -> None:
    """The first step, which contributions may stay as ideas, and when the group asks what came of it."""
    here = _mine(item, me, Does.FIRST_STEP, at)
    consultation = here.consultation
    consultation.first_step = first_step
    consultation.follow_up_on = follow_up_on
    consultation.save(update_fields=["first_step", "follow_up_on"])
    keeping = [step.key for step in library.of(consultation).steps if step.keeps]
    consultation.contributions.update(may_stay=False)
    consultation.contributions.filter(pk__in=list(stay), step__in=keeping).exclude(text=None).update(may_stay=True)
    nudge(here.meeting.topic, "step")


@transaction.atomic
def stop(item: AgendaItem, me: Attendance, *, now: datetime) -> None:
    """At any time, and without a reason. Stopping twice is harmless."""
    meeting = locked_while_at(item, me)
    consultation = Consultation.objects.get(item=item)
    if consultation.stopped_at is None:
        # Not before the step at which it was, also when the server's clock was set back meanwhile.
        consultation.stopped_at = max(now, meeting.stage_began_at or now)
        consultation.save(update_fields=["stopped_at"])
        nudge(meeting.topic, "step", "screen")


@transaction.atomic
def take_back_stop(item: AgendaItem, me: Attendance) -> None:
    """As long as the group is still at the step in which it was stopped."""
    meeting = locked_while_at(item, me)
    consultation = Consultation.objects.get(item=item)
    if consultation.stopped_at is None:
        return
    if meeting.stage_began_at and consultation.stopped_at < meeting.stage_began_at:
        raise Refused(_("The group has moved on. Ask the facilitator to go back, if you want to go on after all."))
    consultation.stopped_at = None
    consultation.save(update_fields=["stopped_at"])
    nudge(meeting.topic, "step", "screen")
