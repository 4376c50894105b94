"""What was heard at more than one table."""

from __future__ import annotations

from django.db.models import Count

from peercircle.activities.world_cafe.forms import PatternForm
from peercircle.activities.world_cafe.models import Cafe, Pattern
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import Attendance


def on_patterns(cafe: Cafe, number: str, me: Attendance) -> Face:
    return Face("world_cafe/_patterns.html", {**patterns(cafe), "form": PatternForm()})


def patterns(cafe: Cafe) -> dict[str, object]:
    """However many, in two questions."""
    count = {"note_count": Count("notes")}
    found = cafe.patterns.annotate(**count).prefetch_related("tables")
    return {"cafe": cafe, "patterns": [pattern_part(pattern) for pattern in found]}


def pattern_part(pattern: Pattern) -> dict[str, object]:
    """A pattern with every open table, and whether its card belongs to it."""
    linked = {table.pk for table in pattern.tables.all()}
    notes = pattern.notes.count() if pattern.note_count is None else pattern.note_count
    tables = [(table, table.pk in linked) for table in pattern.cafe.tables.all() if table.is_open]
    return {"pattern": pattern, "tables": tables, "notes": notes}
