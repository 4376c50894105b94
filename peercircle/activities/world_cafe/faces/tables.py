"""All tables with their people, for the one who leads."""

from __future__ import annotations

from typing import Any

from peercircle.activities.world_cafe import shapes
from peercircle.activities.world_cafe.faces import running
from peercircle.activities.world_cafe.models import Cafe
from peercircle.meetings.models import Attendance


def tables_and_people(cafe: Cafe, me: Attendance) -> dict[str, Any]:
    tables = list(cafe.tables.filter(is_open=True).select_related("host__membership__person"))
    taken = running.taken(cafe)
    sitting: dict[int, list[Attendance]] = {}
    has_hosts = bool(cafe.begun) and shapes.has_hosts(shapes.Mode(cafe.mode))
    hosts = {table.host_id for table in tables if has_hosts}
    for seat in taken:
        if seat.round == cafe.begun and seat.attendance_id not in hosts:
            sitting.setdefault(seat.table_id, []).append(seat.attendance)
    return {
        "shown": [(table, sitting.get(table.pk, []), table.until(cafe.item.meeting)) for table in tables],
        "could_host": [person for people in sitting.values() for person in people],
        "has_hosts": has_hosts,
        "round": cafe.begun,
        **running.for_leader(cafe, cafe.begun, me, taken),
    }
