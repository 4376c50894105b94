"""One contribution in a turn, while the case giver listens."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation.actions.at_a_step import Here, locked_at, sealed
from peercircle.activities.case_consultation.circle import Turns, not_heard, turns
from peercircle.activities.case_consultation.models import Contribution
from peercircle.activities.case_consultation.protocols import FREELY, Does, Speaks
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.stream.nudges import nudge

LISTEN = _("You are the case giver: lean back and listen. Nothing is taken in from your phone in this step.")
OWN_QUESTION = _("You are the case giver: write your own question, or choose one that was offered.")
NOT_YOUR_TURN = _("It is not your turn just now. Your words are still on your phone; send them when it is.")
WRITTEN_ALREADY = _("This turn is written down already. Write for the one who speaks now.")


@transaction.atomic
def contribute(item: AgendaItem, me: Attendance, text: str, *, id: UUID, at: str) -> None:
    """In one's turn. While a key question is looked for, everybody but the case giver may offer one at any time."""
    if _has_arrived(item, id):
        return
    here = locked_at(item, me, Does.CONTRIBUTE, Does.KEY_QUESTION, at=at)
    _refuse_case_giver(here, me)
    if here.step.does is Does.CONTRIBUTE and _turns(here).speaker != me:
        raise Refused(NOT_YOUR_TURN)
    _add(here, me, id=id, text=text)


@transaction.atomic
def write_down(item: AgendaItem, me: Attendance, speaker: int, text: str, *, id: UUID, at: str) -> None:
    """The secretary writes for whoever speaks, or for one who has just spoken and wrote nothing."""
    if _has_arrived(item, id):
        return
    here = locked_at(item, me, Does.CONTRIBUTE, at=at)
    _refuse_case_giver(here, me)
    theirs = here.consultation.contributions.filter(step=at, by=speaker).select_related("by").last()
    if theirs and theirs.text is None:
        theirs.delete()
        _add(here, theirs.by, id=id, text=text, number=theirs.number)
        return
    now = _turns(here).speaker
    if now is None or now.pk != speaker:
        raise Refused(WRITTEN_ALREADY)
    _add(here, now, id=id, text=text)


@transaction.atomic
def pass_on(item: AgendaItem, me: Attendance, speaker: int, *, id: UUID, at: str) -> None:
    """It was said aloud, or there is nothing to say. When the turn has gone on already, a tap changes nothing."""
    if _has_arrived(item, id):
        return
    here = locked_at(item, me, Does.CONTRIBUTE, at=at)
    now = _turns(here).speaker
    if now and now.pk == speaker:
        _add(here, now, id=id)


@transaction.atomic
def note_as_heard(item: AgendaItem, me: Attendance, speaker: int, *, id: UUID, at: str) -> None:
    """Where everybody speaks as they like, whoever leads notes who has spoken; once is enough. It goes at the close."""
    if _has_arrived(item, id):
        return
    here = locked_at(item, me, *FREELY, at=at)
    if me.pk != here.meeting.leader_id:
        raise Refused(_("Somebody else leads just now. Ask them to hand you the lead."))
    silent = not_heard(here.circle, here.consultation.contributions.all())
    heard = next((one for one in silent if one.pk == speaker), None)
    if heard:
        _add(here, heard, id=id)


def _has_arrived(item: AgendaItem, id: UUID) -> bool:
    """Locks the meeting first, so that two that are sent at once do not both think that they are the first."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    there = Contribution.objects.select_related("consultation").filter(pk=id).first()
    if there and there.consultation.item_id != item.pk:
        raise PermissionDenied(_("This is already taken. Write it again."))
    return there is not None


def _refuse_case_giver(here: Here, me: Attendance) -> None:
    if me == here.circle.case_giver:
        raise Refused(LISTEN if here.step.speaks is Speaks.CONSULTANTS else OWN_QUESTION)


def _turns(here: Here) -> Turns:
    return turns(here.circle, here.consultation.contributions.all(), here.step.key)


def _add(here: Here, by: Attendance, *, id: UUID, text: str = "", number: int | None = None) -> None:
    consultation = here.consultation
    last = consultation.contributions.last()
    row = Contribution(id=id, consultation=consultation, step=here.step.key, by=by)
    row.number = number or (last.number + 1 if last else 1)
    row.text = sealed(consultation, text, bound_to=row.bound_to) if text else None
    row.save(force_insert=True)
    nudge(here.meeting.topic, "step", "screen")
