"""What a group does with its needs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from peercircle.groups.models import Group
from peercircle.meetings.models import Meeting
from peercircle.needs.models import Need


@transaction.atomic
def raise_need(
    group: Group, text: str, *, id: UUID, now: datetime, meeting: Meeting | None = None, raised_in: str = ""
) -> Need:
    """Raising it again gives it the newer words, and brings back one that was withdrawn."""
    need, is_new = Need.objects.select_for_update().get_or_create(
        pk=id,
        defaults={"group": group, "meeting": meeting, "text": text, "raised_in": raised_in, "raised_at": now},
    )
    if is_new or (need.text == text and need.state == Need.State.RAISED):
        return need
    need.text = text
    need.state = Need.State.RAISED
    need.save(update_fields=["text", "state"])
    return need


@transaction.atomic
def withdraw_need(need: Need) -> None:
    need.state = Need.State.WITHDRAWN
    need.save(update_fields=["state"])


@transaction.atomic
def take_back_need(need: Need) -> None:
    """Its words were taken back in the meeting, so they must not stay anywhere."""
    need.delete()
