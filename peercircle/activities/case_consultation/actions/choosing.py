"""Which case the group thinks about, and by which protocol."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import cases, library
from peercircle.activities.case_consultation.models import Case, CaseVote, Consultation
from peercircle.activities.case_consultation.protocols import CAME_OF_IT, Does
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import leading
from peercircle.meetings.actions.taking_part import locked_while_at
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.stream.nudges import nudge

COUNT_PART = "case_count"
GONE = _("This case was taken back. Choose another one.")
LONGEST = 240  # minutes that an item may have


def _choosing(item: AgendaItem, me: Attendance) -> tuple[Meeting, Consultation]:
    """The meeting and the consultation, locked, while the group chooses."""
    meeting = locked_while_at(item, me)
    consultation = Consultation.objects.locked().get(item=item)
    if not cases.is_choosing(consultation, meeting):
        raise Refused(_("The case is chosen in the first step. The facilitator can go back to it."))
    return meeting, consultation


def _offered_here(meeting: Meeting, pk: UUID) -> tuple[Case, Attendance]:
    """A case that waits, and the place in the meeting of the one who brought it."""
    case = cases.waiting(meeting.group_id).filter(pk=pk).first()
    if case is None:
        raise Refused(GONE)
    owner = Attendance.objects.here().filter(meeting=meeting, membership=case.owner).first()
    if owner is None:
        missing = _("%(name)s is not here today, so this case waits for the next meeting. Choose another one.")
        raise Refused(missing % {"name": case.owner.person.given_name})
    return case, owner


@transaction.atomic
def place_dot(item: AgendaItem, me: Attendance, case_pk: UUID | None) -> None:
    """My dot is on this case now, or on none."""
    meeting, consultation = _choosing(item, me)
    if consultation.case_giver_id or not consultation.salt:
        raise Refused(_("The vote is not open just now, so your dot stays as it was."))
    voter = cases.voter_of(consultation, me)
    if case_pk is None:
        consultation.votes.filter(voter=voter).delete()
    else:
        case, _owner = _offered_here(meeting, case_pk)
        CaseVote.objects.update_or_create(consultation=consultation, voter=voter, defaults={"case": case})
    nudge(meeting.topic, f"{COUNT_PART}-{item.pk}")


@transaction.atomic
def count_dots(item: AgendaItem, me: Attendance) -> None:
    """Everybody sees what each case got. Without the salt nobody's dot can be found again."""
    meeting, consultation = _choosing(item, me)
    if consultation.case_giver_id or not consultation.salt:
        return
    consultation.salt = ""
    consultation.save(update_fields=["salt"])
    nudge(meeting.topic, "step", "screen")


@transaction.atomic
def vote_again(item: AgendaItem, me: Attendance) -> None:
    meeting, consultation = _choosing(item, me)
    if consultation.case_giver_id or consultation.salt:
        return
    _open_vote(consultation)
    consultation.save(update_fields=["salt"])
    nudge(meeting.topic, "step", "screen")


def _open_vote(consultation: Consultation) -> None:
    consultation.votes.all().delete()
    consultation.salt = secrets.token_urlsafe(32)


@transaction.atomic
def choose_case(item: AgendaItem, me: Attendance, case: UUID) -> None:
    """What the dots say, or what everybody agrees on: the facilitator taps it, and the dots are gone."""
    meeting, consultation = _choosing(item, me)
    if consultation.case_id == case:
        return
    giver = consultation.case_giver
    if giver:
        taken = _("%(name)s tells a case today already. Take that choice back first, then choose another case.")
        raise Refused(taken % {"name": giver.person.given_name})
    chosen, owner = _offered_here(meeting, case)
    if owner.pk == meeting.leader_id:
        raise Refused(
            _("You lead, and whoever leads cannot tell a case as well. Hand the lead to somebody first (under “More”).")
        )
    consultation.case, consultation.topic, consultation.case_giver = chosen, chosen.topic, chosen.owner
    consultation.salt = ""
    consultation.save(update_fields=["case", "topic", "case_giver", "salt"])
    consultation.votes.all().delete()
    consultation.parts.filter(attendance=owner).delete()
    nudge(meeting.topic, "step", "screen")


@transaction.atomic
def undo_choice(item: AgendaItem, me: Attendance) -> None:
    """The case waits again, and the group chooses anew."""
    meeting, consultation = _choosing(item, me)
    if consultation.case_giver_id is None:
        return
    if cases.has_begun(consultation):
        raise Refused(_("The story has begun, so the choice stands. The case giver can stop it at any time."))
    unchoose(consultation)
    nudge(meeting.topic, "step", "screen")


def unchoose(consultation: Consultation) -> None:
    """What the former case giver wished for, or that they stopped, is not the next one's."""
    consultation.case, consultation.topic, consultation.case_giver = None, "", None
    consultation.stopped_at, consultation.module, consultation.wished_module = None, "", ""
    _open_vote(consultation)
    consultation.save()


# --- By which protocol --------------------------------------------------------------------------------------


@transaction.atomic
def choose_protocol(item: AgendaItem, me: Attendance, key: str, *, now: datetime) -> None:
    """Its minutes are the item's from now on. Without a step to choose a case, the group goes on to its first step."""
    meeting = locked_while_at(item, me)
    consultation = Consultation.objects.locked().get(item=item)
    if consultation.protocol == key:
        return
    chosen = next((each for each in library.offered() if each.key == key and each.steps), None)
    if chosen is None:
        raise Refused(_("This way of consulting is no longer offered. Choose another one."))
    if not cases.is_at_the_beginning(consultation, meeting):
        raise Refused(_("The consultation has begun, so its way stays. The facilitator can go back to its first step."))
    if consultation.case_giver_id and chosen.steps[0].does is not Does.CHOOSE:
        unchoose(consultation)
    if not chosen.is_in_trios:
        consultation.trio_seats.all().delete()
    consultation.protocol = key
    consultation.save(update_fields=["protocol"])
    item.consultation = consultation
    item.minutes = max(1, min(chosen.minutes, LONGEST))
    item.save(update_fields=["minutes"])
    if meeting.stage not in (CAME_OF_IT, chosen.steps[0].key):
        _begin_anew(item, me, meeting, now)
    nudge(meeting.topic, "header", "step", "lead", "screen")


def _begin_anew(item: AgendaItem, me: Attendance, meeting: Meeting, now: datetime) -> None:
    """The step at which the group stood is not in the new protocol."""
    leading.jump(me, item, seen=meeting.move_count, now=now)
    meeting.refresh_from_db()
    if meeting.stage == CAME_OF_IT:
        leading.go_next(me, seen=meeting.move_count, now=now)


# --- Afterwards ---------------------------------------------------------------------------------------------


@transaction.atomic
def forget(item: AgendaItem) -> None:
    """How urgent a case was. A chosen one to which the group did not come waits again."""
    found = Consultation.objects.locked().filter(item=item).first()
    if found and found.case_giver_id and not cases.was_told(found, item):
        found.case, found.topic, found.case_giver = None, "", None
        found.save(update_fields=["case", "topic", "case_giver"])
    Case.objects.filter(group=item.meeting.group_id).update(urgency=None)
