"""Putting needs together that ask for the same, and taking them apart. Who asked stays visible."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.needs.actions.entries import enter, last_entry, locked_pile, locked_piles, undo
from peercircle.needs.actions.raising import leave_pile
from peercircle.needs.models import Entry, Need
from peercircle.people.models import Person


@transaction.atomic
def merge_needs(need: Need, into: Need, *, by: Person, now: datetime) -> None:
    """Two piles become one under the head of the second, or of the one that is further along: no answer is lost."""
    moving, staying = locked_piles(need, into)
    if moving[0].pk == staying[0].pk:
        return
    if not (moving[0].is_open and staying[0].is_open):
        raise Refused(_("One of the two is answered already. Only needs that wait for an answer can be put together."))
    if _how_far(moving[0]) > _how_far(staying[0]):
        moving, staying = staying, moving
    head = staying[0]
    for one in moving:
        # A group reads the words of its own needs only, and no name of another group's member.
        said = head.text if head.group_id == one.group_id else ""
        enter(one, Entry.Kind.MERGED, now=now, by=_seen_from(one, need, by), said=said)
        if one.state != head.state:
            one.state, one.state_since = head.state, now
        one.merged_into, one.responsible = head, head.responsible
        one.save(update_fields=["state", "state_since", "merged_into", "responsible"])


@transaction.atomic
def part_needs(need: Need, *, by: Person, now: datetime) -> None:
    """Takes it out again, with those that came in the same tap. An answer given to all of them stays theirs."""
    together = locked_pile(need)
    if len(together) == 1:
        return
    head, *others = together
    leaving = [one for one in together if one.pk == need.pk]
    if need.pk != head.pk and (tap := _came_at(need)):
        leaving += [one for one in others if one.pk != need.pk and _came_at(one) == tap]
    leave_pile(leaving, [one for one in together if one not in leaving])
    for one in leaving:
        _end_merge(one, by=_seen_from(one, need, by), now=now)


def _how_far(need: Need) -> int:
    return Need.OPEN.index(Need.State(need.state))


def _seen_from(one: Need, need: Need, by: Person) -> Person | None:
    return by if by.is_programme or one.group_id == need.group_id else None


def _end_merge(need: Need, *, by: Person | None, now: datetime) -> None:
    entry = last_entry(need)
    if entry and entry.kind == Entry.Kind.MERGED:
        undo(need, entry, now=now)
        return
    need.entries.filter(kind=Entry.Kind.MERGED, undone_at=None).update(undone_at=now)
    enter(need, Entry.Kind.PARTED, now=now, by=by)


def _came_at(need: Need) -> datetime | None:
    """When it was put into the pile that it is in."""
    entry = need.entries.filter(kind=Entry.Kind.MERGED, undone_at=None).last()
    return entry.made_at if entry else None
