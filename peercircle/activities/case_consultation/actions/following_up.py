"""What came of it: the case giver says whether a consultation helped, in a meeting or at home."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation.actions.closing import expiry
from peercircle.activities.case_consultation.models import Consultation
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Meeting
from peercircle.stream.nudges import nudge

LATEST = timedelta(days=365)  # after the meeting


@transaction.atomic
def say_what_came_of_it(consultation: Consultation, verdict: str, *, now: datetime) -> Consultation:
    """The last word holds. An empty one takes it back, and what was written beside it."""
    locked = _locked(consultation)
    if locked.verdict == verdict:
        return locked
    meeting = _meeting_now(locked)
    locked.verdict = verdict
    locked.verdict_at = None
    if verdict:
        # The meeting shows what was said in it and at its step, also when the server's clock was set back meanwhile.
        began = [meeting.opened_at or now, meeting.stage_began_at or now] if meeting else []
        locked.verdict_at = max([now, *began])
    else:
        locked.verdict_note = ""
    locked.save(update_fields=["verdict", "verdict_at", "verdict_note"])
    _show(meeting)
    return locked


@transaction.atomic
def add_a_sentence(consultation: Consultation, text: str) -> Consultation:
    """An empty one takes the sentence back."""
    locked = _locked(consultation)
    if not locked.verdict:
        raise Refused(_("Say first whether it helped."))
    locked.verdict_note = text
    locked.save(update_fields=["verdict_note"])
    _show(_meeting_now(locked))
    return locked


@transaction.atomic
def ask_again_on(consultation: Consultation, day: date, *, now: datetime) -> None:
    """Another day for the question. It may end what is sealed earlier, and never lets it stand longer."""
    locked = _locked(consultation)
    if locked.verdict:
        raise Refused(_("You have said already what came of it, so we do not ask again."))
    closed_at = locked.item.meeting.closed_at or now
    latest = localdate(closed_at) + LATEST
    if not localdate(now) < day <= latest:
        raise Refused(_("Choose a day that is still to come, within a year."))
    locked.follow_up_on = day
    if locked.expires_at:
        locked.expires_at = min(locked.expires_at, expiry(closed_at, day))
    locked.save(update_fields=["follow_up_on", "expires_at"])


def _locked(consultation: Consultation) -> Consultation:
    locked = Consultation.objects.locked().get(pk=consultation.pk)
    if locked.stopped_at:
        raise Refused(_("This consultation was stopped, so nobody asks what came of it."))
    return locked


def _meeting_now(consultation: Consultation) -> Meeting | None:
    """Of the group, which may be asking about it just now."""
    group = consultation.item.meeting.group_id
    return Meeting.objects.filter(group=group, phase=Meeting.Phase.OPEN).first()


def _show(meeting: Meeting | None) -> None:
    if meeting:
        nudge(meeting.topic, "step", "screen")
