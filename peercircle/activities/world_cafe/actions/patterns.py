"""What the group heard at more than one table."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe.actions.still_open import still_open
from peercircle.activities.world_cafe.models import Cafe, Pattern, Table, TableNote
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Attendance
from peercircle.stream.nudges import nudge

MOST_PATTERNS = 12


@transaction.atomic
def name_pattern(cafe: Cafe, me: Attendance, name: str, *, id: UUID, now: datetime) -> Pattern:
    """The same name again, also from another phone, is the same pattern."""
    meeting = still_open(me.meeting_id)
    same = Pattern.objects.filter(pk=id).first() or cafe.patterns.filter(name__iexact=name).first()
    if same:
        return same
    if cafe.patterns.count() >= MOST_PATTERNS:
        raise Refused(_("Twelve patterns are plenty. Take one away that says little."))
    pattern = Pattern.objects.create(id=id, cafe=cafe, name=name, found_at=now)
    nudge(meeting.topic, f"cafe_pattern-{pattern.pk}")
    return pattern


@transaction.atomic
def link_table(pattern: Pattern, table: Table, me: Attendance, *, belongs: bool) -> None:
    """The card of this table belongs to the pattern, or it does not."""
    meeting = still_open(me.meeting_id)
    if belongs:
        pattern.tables.add(table)
    else:
        pattern.tables.remove(table)
    nudge(meeting.topic, f"cafe_pattern-{pattern.pk}")


@transaction.atomic
def link_note(pattern: Pattern, note: TableNote, me: Attendance, *, belongs: bool) -> None:
    """A note brings its table along; taken off again, the table stays until somebody takes it off too."""
    meeting = still_open(me.meeting_id)
    if belongs:
        pattern.notes.add(note)
        pattern.tables.add(note.table_id)
    else:
        pattern.notes.remove(note)
    nudge(meeting.topic, f"cafe_pattern-{pattern.pk}")


@transaction.atomic
def drop_pattern(pattern: Pattern, me: Attendance) -> None:
    meeting = still_open(me.meeting_id)
    nudge(meeting.topic, f"cafe_pattern-{pattern.pk}")
    pattern.delete()
