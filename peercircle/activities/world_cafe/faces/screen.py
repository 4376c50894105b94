"""The wall shows tables, themes and how many sit there, never who."""

from __future__ import annotations

from peercircle.activities.world_cafe.faces.patterns import patterns
from peercircle.activities.world_cafe.models import Cafe, Card, Seat, Table
from peercircle.meetings.kinds import Face


def on_wall(cafe: Cafe, kind: str, number: str) -> Face:
    if kind == "read":
        return Face(
            "world_cafe/_screen_card.html",
            {"table": Table.objects.select_related("card__need").get(pk=number)},
        )
    if kind == "patterns":
        return Face("world_cafe/_screen_patterns.html", patterns(cafe))
    tables = list(cafe.tables.filter(is_open=True).order_by("number"))
    seats = (
        list(Seat.objects.filter(cafe=cafe, round=number).values_list("table_id", flat=True)) if kind == "round" else []
    )
    handed_in = Card.objects.filter(table__cafe=cafe, written_at__isnull=False)
    cards = set(handed_in.values_list("table_id", flat=True)) if kind == "harvest" else set()
    shown = [(table, range(seats.count(table.pk)), table.pk in cards) for table in tables]
    return Face("world_cafe/_screen_tables.html", {"shown": shown, "moment": kind})
