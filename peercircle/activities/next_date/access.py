"""Whose dates these are, and who may answer after the meeting."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peercircle.activities.next_date.models import Agreement, Slot
from peercircle.groups.models import Membership
from peercircle.kit.numbers import number
from peercircle.meetings.models import Attendance

_SALT = "next_date.answer"


def slot(me: Attendance, pk: str) -> Slot:
    """A date of this person's meeting."""
    slots = Slot.objects.select_related("item__meeting__group")
    return get_object_or_404(slots, pk=number(pk), item__meeting=me.meeting_id)


def agreement(meeting_pk: int) -> Agreement:
    """What was agreed on in a meeting."""
    found = Agreement.objects.select_related("meeting__group", "item__meeting")
    return get_object_or_404(found, item__meeting=meeting_pk)


def answer_link(agreement: Agreement, membership: Membership) -> str:
    """For a letter: it lets a member answer without signing in."""
    token = signing.dumps([agreement.pk, membership.pk], salt=_SALT)
    return settings.ORIGIN + reverse("next_date:answer-link", args=[agreement.item.meeting_id, token])


def by_link(meeting_pk: int, token: str) -> tuple[Agreement, Membership]:
    try:
        agreement_pk, membership_pk = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
    found = agreement(meeting_pk)
    if found.pk != agreement_pk:
        raise Http404
    members = found.meeting.group.memberships.filter(ended_on=None).select_related("person")
    return found, get_object_or_404(members, pk=membership_pk)
