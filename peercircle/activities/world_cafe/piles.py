"""Notes as they lie on the tablecloth: each on top of those that say the same, and how many others stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from peercircle.activities.world_cafe.models import TableNote
from peercircle.meetings.models import Attendance


@dataclass(frozen=True)
class Pile:
    note: TableNote
    under: list[TableNote]
    supporters: set[int]  # of any of these notes

    @property
    def others(self) -> int:
        """People, not taps: who wrote the same, or supported two of these notes, counts once."""
        return len((self.supporters | {note.writer_id for note in self.under}) - {self.note.writer_id, None})

    def is_supported_by(self, attendance: int) -> bool:
        return attendance in self.supporters


def lying(notes: QuerySet[TableNote]) -> list[Pile]:
    """Whichever of these notes lie on top, in one question: a row for each note and who supports it."""
    tops = notes.filter(laid_on=None).order_by().values("pk")
    supporter = {"supporter": F("supports__attendance")}
    rows = TableNote.objects.filter(Q(pk__in=tops) | Q(laid_on__in=tops)).annotate(**supporter)
    found: dict[UUID, TableNote] = {}
    supporters: dict[UUID, set[int]] = {}
    for row in rows.select_related("table__cafe__item__meeting").order_by("written_at", "pk"):
        found.setdefault(row.pk, row)
        supporters.setdefault(row.laid_on_id or row.pk, set()).update({row.supporter} - {None})  # type: ignore[attr-defined]
    under: dict[UUID | None, list[TableNote]] = {}
    for note in found.values():
        under.setdefault(note.laid_on_id, []).append(note)
    return [Pile(note, under.get(note.pk, []), supporters[note.pk]) for note in under.get(None, [])]


def supported(piles: list[Pile], by: Attendance) -> set[UUID]:
    """The notes of which somebody said "I see it too"."""
    return {pile.note.pk for pile in piles if pile.is_supported_by(by.pk)}


def by_support(piles: list[Pile]) -> list[Pile]:
    """Most supported first; equal ones as they were written."""
    return sorted(piles, key=lambda pile: -pile.others)
