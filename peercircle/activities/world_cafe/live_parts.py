"""Which parts of the café's screens change while it goes on."""

from __future__ import annotations

from django.template.loader import render_to_string

from peercircle.activities.world_cafe.faces.patterns import pattern_part
from peercircle.activities.world_cafe.models import Pattern, Table, TableNote
from peercircle.activities.world_cafe.piles import Pile, lying
from peercircle.stream import parts


def register() -> None:
    parts.shared("cafe_note", _find_pile, _pile)
    parts.shared("cafe_card", _find_table, _card)
    parts.shared("cafe_pattern", _find_pattern, _pattern)
    parts.personal("cafe_harvest")


def _find_pile(_topic: str, key: str) -> Pile | None:
    """None when the note lies under another one: that one shows it."""
    return next(iter(lying(TableNote.objects.filter(pk=key))), None)


def _pile(pile: Pile) -> str:
    return render_to_string("world_cafe/_note.html", {"pile": pile, "meeting": pile.note.table.cafe.item.meeting})


def _find_table(_topic: str, key: str) -> Table:
    return Table.objects.select_related("card__need").get(pk=key)


def _card(table: Table) -> str:
    return render_to_string("world_cafe/_card.html", {"table": table})


def _find_pattern(_topic: str, key: str) -> dict[str, object] | None:
    pattern = Pattern.objects.select_related("cafe__item__meeting").filter(pk=key).first()
    if pattern is None:
        return None
    return {**pattern_part(pattern), "meeting": pattern.cafe.item.meeting}


def _pattern(found: dict[str, object]) -> str:
    return render_to_string("world_cafe/_pattern.html", found)
