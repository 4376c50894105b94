"""A case is offered in two words, and waits until the group chooses it or its owner takes it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import cases
from peercircle.activities.case_consultation.access import KIND
from peercircle.activities.case_consultation.actions.choosing import unchoose
from peercircle.activities.case_consultation.models import Case, Consultation
from peercircle.groups.leaving import Loss
from peercircle.groups.models import Group, Membership
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Meeting
from peercircle.stream.nudges import nudge


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
    chosen_in = Consultation.objects.locked().filter(case=mine).first()
    if chosen_in:
        if cases.has_begun(chosen_in):
            raise Refused(_("The group is thinking about your case already. You can stop that on your phone."))
        unchoose(chosen_in)
    mine.delete()
    _tell(meeting)


ENDS_WITH_ITS_OWNER = Loss(
    mine=_(
        "If you told a case here, what was told ends when you leave: nobody can open it any more, neither can you."
        " A case of yours that still waits goes too."
    ),
    theirs=_(
        "If they told a case here, what was told ends with their membership: nobody can open it any more."
        " A case of theirs that still waits goes too."
    ),
)


@transaction.atomic
def forget_cases_of(owner: Membership) -> None:
    """Who leaves the group takes the own case along."""
    Case.objects.filter(owner=owner).delete()
