"""The link that a member gets for one meeting: it lets a phone in as that member, without an account."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from peercircle.groups.models import Membership
from peercircle.meetings.models import Meeting

_SALT = "meetings.personal-link"


def token(meeting: Meeting, membership: Membership) -> str:
    # The code is in it: a meeting with a new code has new links.
    return signing.dumps([meeting.pk, membership.pk, meeting.code], salt=_SALT)


def link(meeting: Meeting, membership: Membership) -> str:
    return settings.ORIGIN + reverse("meetings:join-link", args=[token(meeting, membership)])


def read(value: str) -> tuple[Meeting, Membership] | None:
    """The meeting and the member, or None for a link that is wrong or no longer holds."""
    try:
        meeting_pk, membership_pk, code = signing.loads(value, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    meeting = Meeting.objects.select_related("group").filter(pk=meeting_pk, code=code).first()
    membership = Membership.objects.select_related("person").filter(pk=membership_pk, ended_on=None).first()
    if meeting is None or membership is None or membership.group_id != meeting.group_id:
        return None
    return meeting, membership
