"""What a consultation needs before the meeting comes to it."""

from __future__ import annotations

from django.db import transaction

from peercircle.activities.case_consultation import library
from peercircle.activities.case_consultation.models import Consultation
from peercircle.activities.case_consultation.protocols import fitting
from peercircle.activities.case_consultation.protocols.shipped import SOLUTION_FOCUSED
from peercircle.meetings.models import AgendaItem


@transaction.atomic
def prepare(item: AgendaItem) -> None:
    """It begins with the protocol that fits its minutes and the group; the group may choose another one."""
    people = item.meeting.group.memberships.filter(ended_on=None).count()
    fit = [each for each in library.offered() if not each.is_in_trios]
    best = next(iter(fitting(fit, minutes=item.minutes, people=people)), SOLUTION_FOCUSED)
    Consultation.objects.get_or_create(item=item, defaults={"protocol": best.key})
