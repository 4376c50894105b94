"""One card for each table: the harvest."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from peercircle.activities.world_cafe.actions.still_open import still_open
from peercircle.activities.world_cafe.models import Cafe, Card, Table
from peercircle.activities.world_cafe.piles import by_support, lying
from peercircle.meetings.models import Attendance, Meeting
from peercircle.needs.actions import raise_need, withdraw_need
from peercircle.needs.models import Need
from peercircle.stream.nudges import nudge

MOST_HEARD = 3


def draft_cards(cafe: Cafe) -> None:
    """The notes' own words, the most supported first. A card that somebody has handed in stays as it is."""
    for table in cafe.tables.filter(is_open=True).exclude(card__written_at__isnull=False):
        piles = by_support(lying(table.notes.all()))[:MOST_HEARD]
        words = [pile.note.text for pile in piles] + [""] * (MOST_HEARD - len(piles))
        heard = {f"heard_{number}": text for number, text in enumerate(words, start=1)}
        if piles or Card.objects.filter(table=table).exists():
            Card.objects.update_or_create(table=table, defaults=heard)


def mark_as_read_back(table_pk: int) -> None:
    Card.objects.filter(table=table_pk).update(was_read_back=True)


@transaction.atomic
def hand_in_card(table: Table, me: Attendance, answers: dict[str, str], need: str, *, now: datetime) -> Card:
    """Somebody stands for the card from now on.

    `answers` holds the card's own fields; `need` goes to whoever can help from outside.
    """
    meeting = still_open(me.meeting_id)
    card, _is_new = Card.objects.select_for_update(of=("self",)).get_or_create(
        table=table, defaults={"written_at": now}
    )
    for name, text in answers.items():
        setattr(card, name, text)
    card.need = _need_of(card, need, table, meeting, now)
    card.written_at = now
    card.save(update_fields=[*answers, "need", "written_at"])
    nudge(meeting.topic, f"cafe_card-{table.pk}", "cafe_harvest", "screen")
    return card


def _need_of(card: Card, text: str, table: Table, meeting: Meeting, now: datetime) -> Need | None:
    if text:
        # One need for a card, however often the card is corrected.
        key = uuid5(NAMESPACE_URL, f"peercircle:cafe-card:{table.pk}")
        origin = Need.Origin.CAFE
        return raise_need(meeting.group, text, id=key, now=now, origin=origin, meeting=meeting, raised_in=table.theme)
    if card.need:
        withdraw_need(card.need, now=now)
    return None
