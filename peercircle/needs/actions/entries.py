"""Locking the needs that belong together, and writing down what happened to them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.needs.models import Entry, Need
from peercircle.people.models import Person


def locked(need: Need) -> Need:
    return Need.objects.select_for_update(of=("self",)).select_related("group").get(pk=need.pk)


def locked_pile(need: Need) -> list[Need]:
    """All that were merged with it, its head first."""
    return locked_piles(need)[0]


def locked_piles(*needs: Need) -> list[list[Need]]:
    """One pile for each of them, locked at once and in one order, so that two who merge never wait for each other."""
    asked = [need.pk for need in needs]
    heads = {head or pk for pk, head in Need.objects.filter(pk__in=asked).values_list("pk", "merged_into")}
    together = Need.objects.select_for_update(of=("self",)).of_piles(heads)
    piles: dict[object, list[Need]] = defaultdict(list)
    for one in together.order_by("pk"):
        piles[one.pile].append(one)
    head_of = {one.pk: head for head, pile in piles.items() for one in pile}
    if not head_of.keys() >= set(asked):
        raise Refused(_("Something else was said to this need in the meantime. Please look again."))
    return [sorted(piles[head_of[pk]], key=lambda one: (one.pk != one.pile, one.raised_at)) for pk in asked]


def enter(
    need: Need,
    kind: str,
    *,
    now: datetime,
    by: Person | None = None,
    said: str = "",
    due_on: date | None = None,
) -> None:
    need.entries.create(kind=kind, before=need.state, made_at=now, by=by, said=said, due_on=due_on)


def move(
    need: Need,
    state: Need.State,
    *,
    now: datetime,
    by: Person | None = None,
    said: str = "",
    due_on: date | None = None,
) -> None:
    enter(need, state.value, now=now, by=by, said=said, due_on=due_on)
    need.state, need.state_since = state, now
    need.save(update_fields=["state", "state_since"])


def last_entry(need: Need) -> Entry | None:
    """The latest that still holds."""
    return need.entries.filter(undone_at=None).last()


def undo(need: Need, entry: Entry, *, now: datetime) -> None:
    """The need stands again where it stood, for as long as it had stood there."""
    entry.undone_at = now
    entry.save(update_fields=["undone_at"])
    earlier = need.entries.filter(undone_at=None, kind=entry.before).last()
    need.state = entry.before
    need.state_since = earlier.made_at if earlier else need.raised_at
    need.save(update_fields=["state", "state_since"])
