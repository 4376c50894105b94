"""Before the first round: which form, which themes, which hosts."""

from __future__ import annotations

from peercircle.activities.world_cafe import looking, shapes
from peercircle.activities.world_cafe.models import Cafe
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import Attendance


def on_choose(cafe: Cafe, number: str, me: Attendance) -> Face:
    tables = cafe.tables.prefetch_related("choices")
    mine = {choice.table_id for table in tables for choice in table.choices.all() if choice.attendance_id == me.pk}
    return Face("world_cafe/_choose.html", {"tables": tables, "mine": mine, **proposal(cafe)})


def on_hosts(cafe: Cafe, number: str, me: Attendance) -> Face:
    tables = looking.open_tables(cafe)
    mine = [table for table in tables if table.host_id == me.pk]
    return Face("world_cafe/_hosts.html", {"tables": tables, "mine": mine, **proposal(cafe)})


def on_welcome(cafe: Cafe, number: str, me: Attendance) -> Face:
    return Face("world_cafe/_welcome.html", {"tables": looking.open_tables(cafe), **proposal(cafe)})


def proposal(cafe: Cafe) -> dict[str, object]:
    """The form, and why; what the facilitator may choose instead."""
    people = len(cafe.item.meeting.here())
    mode = shapes.of(cafe, people)
    fitting = shapes.fitting(people)
    tables = shapes.tables(mode, people, cafe.tables.count())
    return {
        "cafe": cafe,
        "people": people,
        "count": tables,
        "mode": mode,
        "why": shapes.SHAPES[mode].why,
        "fitting": fitting if fitting != mode else None,
        "why_fitting": shapes.SHAPES[fitting].why,
        "is_crowded": shapes.is_crowded(mode, people, tables),
        "is_thin": shapes.is_thin(mode, people, tables),
        "modes": [choice for choice in shapes.Mode if choice != shapes.Mode.FITTING],
    }
