"""What people do to find a date."""

from __future__ import annotations

from datetime import datetime
from random import Random

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peercircle.activities.next_date import proposals, tally
from peercircle.activities.next_date.models import Agreement, Answer, Reply, Slot
from peercircle.groups.models import Membership
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import planning
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.stream.nudges import nudge

MOST_SLOTS = 6
TEMPLATE = "regular"


def _locked(pk: int) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=pk)
    if meeting.is_closed:
        raise Refused(_("This meeting is over. The date can be changed on the group's page."))
    return meeting


def _slots_changed(meeting: Meeting) -> None:
    nudge(meeting.topic, "step", "screen")


@transaction.atomic
def offer_dates(item: AgendaItem) -> None:
    """Unless there are some already."""
    meeting = _locked(item.meeting_id)
    if Slot.objects.filter(item=item).exists():
        return
    last_on = timezone.localdate(meeting.starts_at)
    days = proposals.propose(meeting.group, last_on)
    Slot.objects.bulk_create(Slot(item=item, starts_at=starts_at) for starts_at in days)
    _slots_changed(meeting)


@transaction.atomic
def add_slot(item: AgendaItem, starts_at: datetime, *, now: datetime) -> None:
    meeting = _locked(item.meeting_id)
    if starts_at <= now:
        raise Refused(_("This day is over. Choose one that is still to come."))
    if Slot.objects.filter(item=item, starts_at=starts_at).exists():
        return
    if Slot.objects.filter(item=item).count() >= MOST_SLOTS:
        raise Refused(_("Six dates are enough to choose from. Take one out first."))
    Slot.objects.create(item=item, starts_at=starts_at)
    _slots_changed(meeting)


@transaction.atomic
def remove_slot(slot: Slot) -> None:
    meeting = _locked(slot.item.meeting_id)
    slot.delete()
    _slots_changed(meeting)


@transaction.atomic
def say(me: Attendance, slot: Slot, word: str) -> None:
    """The last word counts."""
    meeting = _locked(me.meeting_id)
    Answer.objects.update_or_create(slot=slot, attendance=me, defaults={"say": word})
    # Another date may be the best now: every count shows it.
    counts = [tally.part(pk) for pk in Slot.objects.filter(item=slot.item_id).values_list("pk", flat=True)]
    nudge(meeting.topic, "next_date_agree", *counts)


@transaction.atomic
def agree(slot: Slot, *, by: Membership | None, now: datetime, rng: Random) -> Meeting:
    """Plan the next meeting. Agreeing on another date moves it; agreeing again changes nothing."""
    meeting = _locked(slot.item.meeting_id)
    if slot.starts_at <= now:
        raise Refused(_("This day is over. Choose one that is still to come."))
    before = Agreement.objects.select_related("meeting").filter(item=slot.item_id).first()
    if before and before.meeting.starts_at == slot.starts_at:
        return before.meeting
    if before:
        planning.reschedule(before.meeting, slot.starts_at, now=now)
        before.meeting.refresh_from_db()
        following = before.meeting
    else:
        following = planning.plan_meeting(meeting.group, TEMPLATE, starts_at=slot.starts_at, by=by, now=now, rng=rng)
        Agreement.objects.create(item=slot.item, meeting=following, agreed_at=now)
    _slots_changed(meeting)
    return following


@transaction.atomic
def undo_agreement(item: AgendaItem) -> None:
    """No date yet: the meeting that was planned is called off."""
    meeting = _locked(item.meeting_id)
    before = Agreement.objects.select_related("meeting").filter(item=item).first()
    if before is None:
        return
    before.delete()
    planning.cancel_meeting(before.meeting)
    _slots_changed(meeting)


@transaction.atomic
def reply(agreement: Agreement, membership: Membership, word: str, *, now: datetime) -> None:
    """Somebody who was not there says whether the date fits. The last word counts."""
    following = agreement.meeting
    if not following.is_planned:
        raise Refused(_("This date does not stand any more. Ask your group when it meets next."))
    Reply.objects.update_or_create(
        agreement=agreement,
        membership=membership,
        defaults={"say": word, "starts_at": following.starts_at, "answered_at": now},
    )


@transaction.atomic
def keep_only_the_replies(item: AgendaItem) -> None:
    """When the meeting is over: what members said to the agreed date becomes their reply, the rest goes."""
    answers = Answer.objects.filter(slot__item=item)
    agreement = tally.agreement_of(item)
    if agreement:
        said = answers.filter(slot__starts_at=agreement.meeting.starts_at, attendance__membership__isnull=False)
        Reply.objects.bulk_create(
            [
                Reply(
                    agreement=agreement,
                    membership_id=membership,
                    say=word,
                    starts_at=agreement.meeting.starts_at,
                    answered_at=agreement.agreed_at,
                )
                for membership, word in said.values_list("attendance__membership", "say")
            ],
            ignore_conflicts=True,
        )
    answers.delete()
