"""Which parts of the café's screens change while it goes on."""

from django.template.loader import render_to_string

from peercircle.activities.world_cafe.models import Table, TableNote
from peercircle.stream import parts


def register() -> None:
    parts.shared("cafe_note", _find_note, _note)
    parts.shared("cafe_card", _find_table, _card)
    parts.personal("cafe_harvest")


def _find_note(_topic: str, key: str) -> TableNote | None:
    return TableNote.objects.filter(pk=key).first()


def _note(note: TableNote) -> str:
    return render_to_string("world_cafe/_note.html", {"note": note})


def _find_table(_topic: str, key: str) -> Table:
    return Table.objects.select_related("card__need").get(pk=key)


def _card(table: Table) -> str:
    return render_to_string("world_cafe/_card.html", {"table": table})
