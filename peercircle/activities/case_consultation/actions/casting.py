"""Which case the group thinks about, in which way, and who does what beside consulting."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import cases
from peercircle.activities.case_consultation.models import Case, CaseVote, Consultation
from peercircle.groups.models import Group, Membership
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions.taking_part import locked_while_at
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.stream.nudges import nudge

KIND = "case_consultation"
COUNT_PART = "case_count"
GONE = _("This case was taken back. Choose another one.")


def locked(item: AgendaItem) -> Consultation:
    found = Consultation.objects.select_for_update(of=("self",)).select_related("case", "case_giver__person")
    return found.get(item=item)


# --- Offering -----------------------------------------------------------------------------------------------


def _meeting_now(group: Group) -> Meeting | None:
    """The group's open meeting, locked: what is chosen in it and what is offered wait for each other."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("item")
    return found.filter(group=group, phase=Meeting.Phase.OPEN).first()


def _tell(meeting: Meeting | None) -> None:
    if meeting and meeting.item and meeting.item.kind == KIND:
        nudge(meeting.topic, "step", "screen")


@transaction.atomic
def offer_case(owner: Membership, topic: str, urgency: int, *, id: UUID, now: datetime) -> None:
    """Everybody has one case that waits, at most: offered again, it is changed."""
    meeting = _meeting_now(owner.group)
    Membership.objects.select_for_update(of=("self",)).get(pk=owner.pk)  # so that two phones make one case
    mine = Case.objects.filter(owner=owner).first()
    if mine is None:
        if Case.objects.filter(pk=id).exists():
            return
        Case.objects.create(id=id, group=owner.group, owner=owner, topic=topic, urgency=urgency, offered_at=now)
    elif (mine.topic, mine.urgency) != (topic, urgency):
        if Consultation.objects.filter(case=mine).exists():
            raise Refused(_("The group has chosen your case already, so its two words stay as they are."))
        mine.topic, mine.urgency = topic, urgency
        mine.save(update_fields=["topic", "urgency"])
    else:
        return
    _tell(meeting)


@transaction.atomic
def take_back(owner: Membership) -> None:
    """The owner may take it back until its story is written down; then it is stopped, not taken back."""
    meeting = _meeting_now(owner.group)
    mine = Case.objects.filter(owner=owner).first()
    if mine is None:
        return
    chosen_in = Consultation.objects.select_for_update(of=("self",)).filter(case=mine).first()
    if chosen_in:
        if cases.has_begun(chosen_in):
            raise Refused(_("The group is thinking about your case already. You can stop that on your phone."))
        unchoose(chosen_in)
    mine.delete()
    _tell(meeting)


# --- Choosing -----------------------------------------------------------------------------------------------


def _choosing(item: AgendaItem, me: Attendance) -> tuple[Meeting, Consultation]:
    """The meeting and the consultation, locked, while the group chooses."""
    meeting = locked_while_at(item, me)
    consultation = locked(item)
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
def choose_case(item: AgendaItem, me: Attendance, case_pk: UUID) -> None:
    """What the dots say, or what everybody agrees on: the facilitator taps it, and the dots are gone."""
    meeting, consultation = _choosing(item, me)
    if consultation.case_id == case_pk:
        return
    giver = consultation.case_giver
    if giver:
        taken = _("%(name)s tells a case today already. Take that choice back first, then choose another case.")
        raise Refused(taken % {"name": giver.person.given_name})
    case, owner = _offered_here(meeting, case_pk)
    if owner.pk == meeting.leader_id:
        raise Refused(
            _("You lead, and whoever leads cannot tell a case as well. Hand the lead to somebody first (under “More”).")
        )
    consultation.case, consultation.topic, consultation.case_giver = case, case.topic, case.owner
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


# --- Afterwards ---------------------------------------------------------------------------------------------


@transaction.atomic
def forget(item: AgendaItem) -> None:
    """How urgent a case was. A chosen one to which the group did not come waits again."""
    found = Consultation.objects.select_for_update(of=("self",)).filter(item=item).first()
    if found and found.case_giver_id and not cases.was_told(found, item):
        found.case, found.topic, found.case_giver = None, "", None
        found.save(update_fields=["case", "topic", "case_giver"])
    Case.objects.filter(group=item.meeting.group_id).update(urgency=None)


@transaction.atomic
def forget_cases_of(owner: Membership) -> None:
    """Who leaves the group takes the own case along."""
    Case.objects.filter(owner=owner).delete()
