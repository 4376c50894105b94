"""What was heard at more than one table."""

from __future__ import annotations

from django.db.models import Count, F

from peercircle.activities.world_cafe.forms import PatternForm
from peercircle.activities.world_cafe.models import Cafe, Pattern
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import Attendance


def on_patterns(cafe: Cafe, number: str, me: Attendance) -> Face:
    return Face("world_cafe/_patterns.html", {**patterns(cafe), "form": PatternForm()})


def patterns(cafe: Cafe) -> dict[str, object]:
    """However many, in one question: a row for each pattern and table that it was heard at."""
    each = {"heard_at": F("tables"), "note_count": Count("notes", distinct=True)}
    found: dict[object, tuple[Pattern, set[int]]] = {}
    for row in cafe.patterns.annotate(**each).order_by("found_at", "pk"):
        found.setdefault(row.pk, (row, set()))[1].add(row.heard_at)  # type: ignore[attr-defined]
    parts = [_part(row, linked, row.note_count) for row, linked in found.values()]  # type: ignore[attr-defined]
    return {"cafe": cafe, "patterns": parts}


def pattern_part(pattern: Pattern) -> dict[str, object]:
    return _part(pattern, {table.pk for table in pattern.tables.all()}, pattern.notes.count())


def _part(pattern: Pattern, linked: set[int], notes: int) -> dict[str, object]:
    """A pattern with every open table, and whether its card belongs to it."""
    tables = [(table, table.pk in linked) for table in pattern.cafe.tables.all() if table.is_open]
    return {"pattern": pattern, "tables": tables, "notes": notes}
