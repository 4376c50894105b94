"""The harvest: cards are written and read aloud."""

from __future__ import annotations

from peercircle.activities.world_cafe.forms import CardForm
from peercircle.activities.world_cafe.models import Cafe, Table, TableNote
from peercircle.activities.world_cafe.piles import Pile, by_support, lying
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import Attendance


def on_harvest(cafe: Cafe, number: str, me: Attendance) -> Face:
    return Face("world_cafe/_harvest.html", harvest(cafe, me))


def harvest(cafe: Cafe, me: Attendance) -> dict[str, object]:
    """The cards: the host sees the form for the own table, the one who leads may open any."""
    tables = list(cafe.tables.filter(is_open=True).select_related("card__need", "host", "photo").defer("photo__jpeg"))
    leads = cafe.item.meeting.leader_id == me.pk
    mine = [table for table in tables if table.host_id == me.pk or (leads and not _has_phone(table))]
    piles = lying(TableNote.objects.filter(table__in=mine)) if mine else []
    return {
        "cafe": cafe,
        "tables": tables,
        "writing": [
            _card_to_write(table, [pile for pile in piles if pile.note.table_id == table.pk]) for table in mine
        ],
        "done": sum(1 for table in tables if hasattr(table, "card") and not table.card.is_draft),
        "leads": leads,
    }


def card_to_write(table: Table) -> dict[str, object]:
    return _card_to_write(table, lying(table.notes.all()))


def _card_to_write(table: Table, piles: list[Pile]) -> dict[str, object]:
    return {"table": table, "form": CardForm.of(table), "piles": by_support(piles)}


def _has_phone(table: Table) -> bool:
    return table.host is not None and table.host.has_phone and table.host.left_at is None


def on_read(cafe: Cafe, number: str, me: Attendance) -> Face:
    table = Table.objects.select_related("card__need", "host").get(pk=number)
    may_correct = me.pk in {table.host_id, cafe.item.meeting.leader_id}
    return Face("world_cafe/_read.html", {"table": table, "may_correct": may_correct})
