"""What everybody said, counted. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from peercircle.activities.next_date.models import Agreement, Answer, Reply, Say, Slot
from peercircle.meetings.models import AgendaItem, Attendance


@dataclass(frozen=True)
class Row:
    """A date with its counts."""

    slot: Slot
    yes: int
    maybe: int
    no: int
    is_best: bool
    is_tied: bool
    mine: str = ""

    @property
    def part(self) -> str:
        """Its name in the stream and its id on the page."""
        return part(self.slot.pk)

    @property
    def is_unanswered(self) -> bool:
        return not self.yes + self.maybe + self.no

    @property
    def starts_at(self) -> datetime:
        return self.slot.starts_at


def part(slot_pk: int) -> str:
    return f"next_date_count-{slot_pk}"


def rows(item: AgendaItem, me: Attendance | None = None) -> list[Row]:
    """All dates of the item: the best has most yes, and among equals most "if need be"."""
    counts = {say: Count("answers", filter=Q(answers__say=say)) for say in Say.values}
    slots = list(Slot.objects.filter(item=item).annotate(**counts).order_by("starts_at"))
    mine = dict(Answer.objects.filter(slot__item=item, attendance=me).values_list("slot", "say")) if me else {}
    scores = [(slot.yes, slot.maybe) for slot in slots]  # type: ignore[attr-defined]
    top = max(scores, default=(0, 0))
    winners = scores.count(top) if top > (0, 0) else 0
    return [
        Row(
            slot,
            slot.yes,  # type: ignore[attr-defined]
            slot.maybe,  # type: ignore[attr-defined]
            slot.no,  # type: ignore[attr-defined]
            is_best=winners == 1 and score == top,
            is_tied=winners > 1 and score == top,
            mine=mine.get(slot.pk, ""),
        )
        for slot, score in zip(slots, scores, strict=True)
    ]


def agreement_of(item: AgendaItem) -> Agreement | None:
    return Agreement.objects.filter(item=item).select_related("meeting", "item").first()


def replies(agreement: Agreement) -> dict[str, int]:
    """How many members can come to the date as it stands today."""
    said = Reply.objects.filter(agreement=agreement, starts_at=agreement.meeting.starts_at)
    counts: dict[str, int] = dict.fromkeys(Say.values, 0)
    return counts | dict(said.values_list("say").annotate(Count("pk")).order_by())
