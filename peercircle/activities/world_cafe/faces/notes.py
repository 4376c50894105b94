"""What lies on a table: the notes of earlier guests, and those of this round."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from peercircle.activities.world_cafe.forms import NoteForm
from peercircle.activities.world_cafe.models import Cafe, Table
from peercircle.activities.world_cafe.piles import lying, supported
from peercircle.meetings.models import Attendance

# Long enough to read what the others found; then there is room for what these guests think.
SHOW_EARLIER = timedelta(minutes=2)


def tablecloth(table: Table, me: Attendance) -> dict[str, object]:
    began_at = table.cafe.item.meeting.stage_began_at
    piles = lying(table.notes.all())
    # Who interview each other stay where they are: all notes are their own.
    stay = table.cafe.mode == Cafe.Mode.PAIRS
    earlier = [pile for pile in piles if began_at and pile.note.written_at < began_at and not stay]
    left = began_at + SHOW_EARLIER - timezone.now() if began_at else SHOW_EARLIER
    return {
        "table": table,
        "earlier": earlier,
        "mine": supported(piles, me),
        "piles": [pile for pile in piles if pile not in earlier],
        "fold_in": max(0, round(left.total_seconds())),
        "form": NoteForm(),
    }
