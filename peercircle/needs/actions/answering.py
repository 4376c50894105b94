"""What the programme does with a need. What is said to one of a pile is said to all who asked."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.needs.actions.entries import last_entry, locked_pile, move, undo
from peercircle.needs.models import Entry, Need
from peercircle.people.models import Person

State = Need.State
# From where each answer may come. A declined need may still be planned: things change.
FROM = {
    State.ACKNOWLEDGED: {State.SENT},
    State.PLANNED: {State.SENT, State.ACKNOWLEDGED, State.PLANNED, State.DECLINED},
    State.DECLINED: {State.SENT, State.ACKNOWLEDGED, State.PLANNED},
    State.DELIVERED: {State.ACKNOWLEDGED, State.PLANNED},
}


@transaction.atomic
def acknowledge_need(need: Need, *, by: Person, now: datetime) -> None:
    """Somebody has read it. Who reads it first sees to it."""
    _answer(need, State.ACKNOWLEDGED, by=by, now=now)


@transaction.atomic
def plan_need(need: Need, said: str, due_on: date, *, by: Person, now: datetime) -> None:
    """`said`: who does what. Planning anew, with another date or other words, is one more entry."""
    _answer(need, State.PLANNED, by=by, now=now, said=said, due_on=due_on)


@transaction.atomic
def decline_need(need: Need, reason: str, *, by: Person, now: datetime) -> None:
    if not reason.strip():
        raise Refused(_("Please tell the group why."))
    _answer(need, State.DECLINED, by=by, now=now, said=reason)


@transaction.atomic
def deliver_need(need: Need, *, by: Person, now: datetime, said: str = "") -> None:
    """It is there; now the group says whether it helped."""
    _answer(need, State.DELIVERED, by=by, now=now, said=said)


def _answer(
    need: Need, state: Need.State, *, by: Person, now: datetime, said: str = "", due_on: date | None = None
) -> None:
    together = locked_pile(need)
    head = together[0]
    entry = last_entry(head)
    if entry and (entry.kind, entry.said, entry.due_on) == (state, said, due_on):
        return
    if head.state not in FROM[state]:
        raise Refused(_("Something else was said to this need in the meantime. Please look again."))
    for one in together:
        move(one, state, now=now, by=by, said=said, due_on=due_on)
    if not head.responsible_id:
        _hand_to(together, by)


@transaction.atomic
def hand_need_to(need: Need, person: Person) -> None:
    """The one who sees to it, and who is reminded."""
    _hand_to(locked_pile(need), person)


def _hand_to(together: list[Need], person: Person) -> None:
    for one in together:
        one.responsible = person
        one.save(update_fields=["responsible"])


@transaction.atomic
def undo_answer(need: Need, entry: Entry, *, now: datetime) -> None:
    """Takes back the latest answer, in the whole pile. The group sees that it was said and taken back."""
    together = locked_pile(need)
    if need.entries.filter(pk=entry.pk, undone_at__isnull=False).exists():
        return
    for one in together:
        last = last_entry(one)
        if last is None or (last.kind, last.made_at) != (entry.kind, entry.made_at) or last.kind not in FROM:
            raise Refused(_("Something else was said to this need in the meantime. Please look again."))
        undo(one, last, now=now)


@transaction.atomic
def note_reminder(need: Need, *, now: datetime) -> None:
    need.reminded_at = now
    need.save(update_fields=["reminded_at"])
