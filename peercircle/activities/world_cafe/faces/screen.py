"""The wall shows tables, themes and how many sit there. It names only those whose way has changed, so that nobody
who has no phone goes to a wrong table."""

from __future__ import annotations

from peercircle.activities.world_cafe import looking, shapes
from peercircle.activities.world_cafe.faces.patterns import patterns
from peercircle.activities.world_cafe.faces.running import question, taken, to_tell
from peercircle.activities.world_cafe.models import Cafe, Card, Table
from peercircle.meetings.kinds import Face

ROOM_FOR_QUESTIONS = 6  # tables, each with its question, fill a wall


def on_wall(cafe: Cafe, kind: str, number: str) -> Face:
    if kind == "read":
        return Face(
            "world_cafe/_screen_card.html",
            {"table": Table.objects.select_related("card__need").get(pk=number)},
        )
    if kind == "patterns":
        return Face("world_cafe/_screen_patterns.html", patterns(cafe))
    round_ = int(number) if kind == "round" else 0
    tables = [table for table in looking.open_tables(cafe) if not round_ or table.is_set(round_)]
    here = cafe.seats.filter(round=round_, attendance__left_at=None).exclude(attendance__in=_hosts(cafe, tables))
    seats = list(here.values_list("table_id", flat=True))
    handed_in = Card.objects.filter(table__cafe=cafe, written_at__isnull=False)
    cards = set(handed_in.values_list("table_id", flat=True)) if kind == "harvest" else set()
    people = 0 if cafe.begun else len(cafe.item.meeting.here())
    mode = shapes.of(cafe, people)
    meeting = cafe.item.meeting
    asked, ways = (question(cafe, round_), to_tell(taken(cafe), round_)) if round_ else ("", [])
    context = {
        "shown": [(table, range(seats.count(table.pk)), table.pk in cards, table.until(meeting)) for table in tables],
        "moment": kind,
        # In a round those whose way has changed come first, and nobody scrolls a wall.
        "shows_questions": kind != "harvest" and not (asked or ways) and len(tables) <= ROOM_FOR_QUESTIONS,
        "went_back": 0 < round_ < cafe.begun,
        "mode": mode,
        "has_hosts": shapes.has_hosts(mode),
        "question": asked,
        "to_tell": ways,
    }
    return Face("world_cafe/_screen_tables.html", context)


def _hosts(cafe: Cafe, tables: list[Table]) -> list[int]:
    has_hosts = cafe.begun and shapes.has_hosts(shapes.Mode(cafe.mode))
    return [table.host_id for table in tables if has_hosts and table.host_id]
