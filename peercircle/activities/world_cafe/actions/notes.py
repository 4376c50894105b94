"""What people write at the tables."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from peercircle.activities.world_cafe.actions.still_open import still_open
from peercircle.activities.world_cafe.models import Table, TableNote, ThemeChoice
from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.stream.nudges import nudge


@transaction.atomic
def write_note(table: Table, me: Attendance, text: str, *, id: UUID, now: datetime) -> TableNote:
    meeting = still_open(me.meeting_id)
    note, is_new = TableNote.objects.get_or_create(
        pk=id, defaults={"table": table, "text": text, "writer": me, "written_at": now}
    )
    if is_new:
        nudge(meeting.topic, f"cafe_note-{note.pk}")
    return note


@transaction.atomic
def take_back_note(note: TableNote) -> None:
    meeting = still_open(note.table.cafe.item.meeting_id)
    nudge(meeting.topic, f"cafe_note-{note.pk}")
    note.delete()


def forget(item: AgendaItem) -> None:
    """Who wrote a note and who chose a theme is nobody's business afterwards."""
    TableNote.objects.filter(table__cafe__item=item).update(writer=None)
    ThemeChoice.objects.filter(table__cafe__item=item).delete()
