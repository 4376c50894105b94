"""Showing one's card while one speaks."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.icebreaker import turns
from peercircle.activities.icebreaker.models import Card
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions.taking_part import locked_while_at
from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.stream.nudges import nudge

PART = "icebreaker_card"


@transaction.atomic
def show_card(item: AgendaItem, me: Attendance, *, past: str, present: str, future: str) -> None:
    """Only the one whose turn it is. Showing it again shows what is written now."""
    meeting = locked_while_at(item, me)
    if not turns.is_turn_of(me, meeting):
        raise Refused(_("It is not your turn just now. Your card is still only on your phone."))
    if not (past or present or future):
        raise Refused(_("Your card is empty. Write a word or two first, or just speak."))
    texts = {"past": past, "present": present, "future": future}
    Card.objects.update_or_create(item=item, defaults={"writer": me, **texts})
    nudge(meeting.topic, f"{PART}-{item.pk}")


@transaction.atomic
def hide_card(item: AgendaItem, me: Attendance) -> None:
    """The writer takes it back at any time; hiding twice is harmless."""
    deleted, _by_model = Card.objects.filter(item=item, writer=me).delete()
    if deleted:
        nudge(item.meeting.topic, f"{PART}-{item.pk}")


@transaction.atomic
def put_cards_away(item: AgendaItem) -> None:
    """The turn is over, or the meeting."""
    Card.objects.filter(item=item).delete()
