"""One card for each table: the harvest."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from peercircle.activities.world_cafe.actions.still_open import still_open
from peercircle.activities.world_cafe.models import Card, Table
from peercircle.meetings.models import Attendance, Meeting
from peercircle.needs.actions import raise_need, withdraw_need
from peercircle.needs.models import Need
from peercircle.stream.nudges import nudge


@transaction.atomic
def hand_in_card(table: Table, me: Attendance, answers: dict[str, str], need: str, *, now: datetime) -> Card:
    """`answers` holds the card's own fields; `need` goes to whoever can help from outside."""
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
        return raise_need(meeting.group, text, id=key, now=now, meeting=meeting, raised_in=table.theme)
    if card.need:
        withdraw_need(card.need)
    return None
