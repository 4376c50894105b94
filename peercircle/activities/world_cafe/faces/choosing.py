"""Before the first round: themes and hosts."""

from __future__ import annotations

from peercircle.activities.world_cafe.models import Cafe
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import Attendance


def on_choose(cafe: Cafe, number: str, me: Attendance) -> Face:
    tables = cafe.tables.prefetch_related("choices")
    mine = {choice.table_id for table in tables for choice in table.choices.all() if choice.attendance_id == me.pk}
    return Face("world_cafe/_choose.html", {"cafe": cafe, "tables": tables, "mine": mine})


def on_hosts(cafe: Cafe, number: str, me: Attendance) -> Face:
    tables = cafe.tables.select_related("host__membership__person")
    return Face("world_cafe/_hosts.html", {"cafe": cafe, "tables": tables})
