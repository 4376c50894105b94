"""Notes as they lie on the tablecloth: each on top of those that say the same, and how many others stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from peercircle.activities.world_cafe.models import TableNote
from peercircle.meetings.models import Attendance


@dataclass(frozen=True)
class Pile:
    note: TableNote
    under: list[TableNote]

    @property
    def others(self) -> int:
        """People, not taps: who wrote the same, or supported two of these notes, counts once."""
        notes = [self.note, *self.under]
        supporters = {support.attendance_id for note in notes for support in note.supports.all()}
        return len((supporters | {note.writer_id for note in self.under}) - {self.note.writer_id, None})

    def is_supported_by(self, attendance: int) -> bool:
        supports = (support for note in [self.note, *self.under] for support in note.supports.all())
        return any(support.attendance_id == attendance for support in supports)


def lying(notes: QuerySet[TableNote]) -> list[Pile]:
    tops = (
        notes.filter(laid_on=None)
        .select_related("table__cafe__item__meeting")
        .prefetch_related("supports", "under__supports")
    )
    return [Pile(note, list(note.under.all())) for note in tops]


def supported(piles: list[Pile], by: Attendance) -> set[UUID]:
    """The notes of which somebody said "I see it too"."""
    return {pile.note.pk for pile in piles if pile.is_supported_by(by.pk)}


def by_support(piles: list[Pile]) -> list[Pile]:
    """Most supported first; equal ones as they were written."""
    return sorted(piles, key=lambda pile: -pile.others)
