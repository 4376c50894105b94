"""The close: what a consultation leaves in the room, and what it forgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import access, library, texts, trio_turns
from peercircle.activities.case_consultation.actions.ending import has_ended
from peercircle.activities.case_consultation.actions.trios import forget_earlier_seats
from peercircle.activities.case_consultation.cases import was_told
from peercircle.activities.case_consultation.models import Case, Consultation, Idea, StepTime
from peercircle.activities.case_consultation.protocols import Step
from peercircle.activities.case_consultation.texts import Opened
from peercircle.kit.refusals import Refused
from peercircle.kit.templatetags.dates import day
from peercircle.meetings.kinds import Passage, Stage
from peercircle.meetings.models import AgendaItem
from peercircle.meetings.pointer import seconds_by_stage

KEPT_FOR = timedelta(days=30)  # sealed texts, after the meeting


def expiry(closed_at: datetime, follow_up_on: date | None) -> datetime:
    """When sealed texts end: a month after the meeting, or when the day of the question begins."""
    month = closed_at + KEPT_FOR
    if follow_up_on is None:
        return month
    return min(month, datetime.combine(follow_up_on, time(), tzinfo=get_default_timezone()))


# --- The minutes ---------------------------------------------------------------------------------
def record(item: AgendaItem) -> list[Passage]:
    """For everybody that there was one; for members what the case giver let stay, in general terms."""
    told = [_came_of_it(item)]
    found = Consultation.objects.filter(item=item).first()
    if found and _took_place(found) and (not found.case_giver_id or was_told(found, item)):
        told += [_for_everybody(found, item.actual_minutes or 0), _for_members(found)]
    return [passage for passage in told if passage.lines]


def _took_place(consultation: Consultation) -> bool:
    return bool(consultation.case_giver_id) or library.of(consultation).is_in_trios


def _for_everybody(consultation: Consultation, minutes: int) -> Passage:
    line = ngettext("%(name)s, %(minutes)s minute", "%(name)s, %(minutes)s minutes", minutes)
    said = {"name": library.of(consultation).name, "minutes": minutes}
    return Passage(_("A case consultation"), [line % said])


def _for_members(consultation: Consultation) -> Passage:
    """Nobody is named, and nothing is told of one that was stopped."""
    if consultation.stopped_at:
        return Passage("", [])
    asked_on = day(consultation.follow_up_on)
    told = [
        (gettext("Topic: %(text)s"), consultation.topic),
        (gettext("Key question: %(text)s"), consultation.key_question),
        *((gettext("Idea: %(text)s"), idea.text) for idea in _ideas(consultation) if idea.text),
        (gettext("First step: %(text)s"), consultation.first_step),
        (gettext("We ask what came of it: %(text)s"), asked_on),
    ]
    return Passage(_("What stays"), [line % {"text": text} for line, text in told if text], is_confidential=True)


def _came_of_it(item: AgendaItem) -> Passage:
    """What was said in this meeting of an earlier one."""
    said = [each for each in access.asked_in(item) if each.verdict]
    lines = [f"{each.topic}: {each.get_verdict_display()}" for each in said]
    return Passage(_("What came of it"), lines, is_confidential=True)


# --- Ideas ---------------------------------------------------------------------------------------
def _ideas(consultation: Consultation) -> list[Opened]:
    return [texts.of_contribution(consultation, each) for each in consultation.contributions.waiting()]


@transaction.atomic
def keep_ideas(consultation: Consultation, *, now: datetime) -> None:
    """What could not be opened at the close, as long as it is sealed. Twice is harmless."""
    locked = Consultation.objects.locked().get(pk=consultation.pk)
    if has_ended(locked, now):
        raise Refused(texts.ENDED)
    if why := _keep_ideas(locked):
        raise Refused(why)


def _keep_ideas(consultation: Consultation) -> str | Promise:
    """Into the open, in the words in which they were said; or why it cannot be done."""
    for each in consultation.contributions.waiting():
        opened = texts.of_contribution(consultation, each)
        if opened.why:
            return opened.why
        Idea.objects.create(consultation=consultation, number=each.number, text=opened.text)
    return ""


# --- What goes -----------------------------------------------------------------------------------
@transaction.atomic
def forget(item: AgendaItem) -> None:
    """Who voted, who had which part and which case it was goes now; what is sealed has a day on which it ends.

    Ideas that cannot be opened just now wait for the case giver, see `keep_ideas`.
    """
    found = Consultation.objects.locked().filter(item=item).first()
    if found is None:
        return
    found.votes.all().delete()
    found.parts.all().delete()
    forget_earlier_seats(item)
    found.salt = ""
    found.contributions.filter(text=None).delete()
    # Nobody can see, open or destroy what belongs to a step that is not on the agenda any more.
    is_dropped = bool(found.stopped_at or item.removed_at)
    if is_dropped:
        _leave_only_that_it_was(found)
    else:
        _keep_ideas(found)
    if closed_at := item.meeting.closed_at:
        _keep_times(found, item, closed_at)
        found.expires_at = closed_at if is_dropped else expiry(closed_at, found.follow_up_on)
    if found.case_giver_id and found.case_id:
        Case.objects.filter(pk=found.case_id).delete()
    found.case = None
    found.save()


def _leave_only_that_it_was(consultation: Consultation) -> None:
    """Nothing of it leaves the room."""
    consultation.contributions.all().delete()
    consultation.topic = consultation.key_question = consultation.first_step = ""
    consultation.module = consultation.wished_module = ""
    consultation.follow_up_on = consultation.story = None


def _keep_times(consultation: Consultation, item: AgendaItem, closed_at: datetime) -> None:
    """Of the steps at which the group really was."""
    seconds = seconds_by_stage(item, closed_at)
    protocol = library.of(consultation)
    steps: Sequence[Stage | Step] = trio_turns.stages(item, protocol) if protocol.is_in_trios else protocol.steps
    consultation.step_times.all().delete()
    StepTime.objects.bulk_create(
        StepTime(consultation=consultation, position=position, name=str(step.name)[:80], seconds=seconds[step.key])
        for position, step in enumerate(steps, start=1)
        if _took_place(consultation) and seconds.get(step.key)
    )
