"""A round: where I sit, with whom, and what stands on the tablecloth."""

from __future__ import annotations

from peercircle.activities.world_cafe.faces.notes import tablecloth
from peercircle.activities.world_cafe.models import Cafe, Seat
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import Attendance


def on_round(cafe: Cafe, number: str, me: Attendance) -> Face:
    tables = list(cafe.tables.filter(is_open=True).select_related("host__membership__person"))
    seats = Seat.objects.filter(cafe=cafe, round=number).select_related("attendance__membership__person")
    mine = [table for table in tables if table.host_id == me.pk]
    mine += [table for table in tables for seat in seats if seat.attendance_id == me.pk and seat.table_id == table.pk]
    if not mine:
        return Face("world_cafe/_find_a_seat.html", {"tables": tables, "round": number})
    table = mine[0]
    others = [seat.attendance for seat in seats if seat.table_id == table.pk and seat.attendance_id != me.pk]
    context = {
        **tablecloth(table),
        "hosts": table.host_id == me.pk,
        "others": others,
        "tables": tables,
        "round": number,
    }
    return Face("world_cafe/_at_table.html", context)
