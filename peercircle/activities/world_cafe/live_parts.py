"""Which parts of the café's screens change while it goes on."""

from django.template.loader import render_to_string

from peercircle.activities.world_cafe.models import Table, TableNote
from peercircle.stream import parts


def register() -> None:
    parts.shared("cafe_note", _note)
    parts.shared("cafe_card", _card)
    parts.personal("cafe_harvest")


def _note(topic: str, key: str) -> str:
    note = TableNote.objects.filter(pk=key).first()
    return render_to_string("world_cafe/_note.html", {"note": note}) if note else ""


def _card(topic: str, key: str) -> str:
    table = Table.objects.select_related("card__need").get(pk=key)
    return render_to_string("world_cafe/_card.html", {"table": table})
