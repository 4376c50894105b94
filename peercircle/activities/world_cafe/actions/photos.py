"""A photo of a table's sheet of paper."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from peercircle.activities.world_cafe.actions.still_open import still_open
from peercircle.activities.world_cafe.models import SheetPhoto, Table
from peercircle.meetings.models import Attendance
from peercircle.stream.nudges import nudge


@transaction.atomic
def add_photo(table: Table, me: Attendance, jpeg: bytes, *, now: datetime) -> None:
    """A new one takes the place of the old one. `jpeg` comes from kit.photos, small and clean."""
    meeting = still_open(me.meeting_id)
    SheetPhoto.objects.update_or_create(table=table, defaults={"jpeg": jpeg, "added_at": now})
    nudge(meeting.topic, "cafe_harvest")


@transaction.atomic
def take_photo_away(table: Table) -> None:
    """Also long after the meeting, and as often as somebody taps."""
    SheetPhoto.objects.filter(table=table).delete()
    nudge(table.cafe.item.meeting.topic, "cafe_harvest")
