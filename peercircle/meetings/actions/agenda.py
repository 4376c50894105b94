"""Changing an agenda, before the meeting and, for the steps that are still to come, while it goes on.

Every change says which meeting it belongs to through the item, locks that meeting, and can be taken back.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.meetings import kinds, methods, plans
from peercircle.meetings.models import AgendaItem, Meeting
from peercircle.stream.nudges import nudge

AGENDA_PARTS = ("header", "step", "lead")
LONGEST = 240
# Farther than any agenda is long.
OUT_OF_THE_WAY = 100_000


def locked_to_change(meeting_pk: int) -> Meeting:
    """The meeting, locked, when its plan can still be changed."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("item").get(pk=meeting_pk)
    if meeting.is_closed:
        raise Refused(_("This meeting is over. What is left can go into the next plan."))
    if meeting.phase == Meeting.Phase.CANCELLED:
        raise Refused(_("This meeting was cancelled. Plan a new one instead."))
    return meeting


def _still_to_come(item: AgendaItem) -> tuple[Meeting, AgendaItem]:
    meeting = locked_to_change(item.meeting_id)
    item = AgendaItem.and_removed.get(pk=item.pk)
    item.meeting = meeting
    if item.removed_at is None and item.position <= _done(meeting):
        raise Refused(_("The group is at this step or past it. You can change the steps that are still to come."))
    return meeting, item


def _done(meeting: Meeting) -> int:
    """The position of the present step; nothing up to it can be changed."""
    return meeting.item.position if meeting.is_open and meeting.item else 0


def arrange(items: list[AgendaItem]) -> None:
    """Number all items of a meeting in this order, without two of them ever sharing a position."""
    AgendaItem.objects.filter(pk__in=[item.pk for item in items]).update(position=F("position") + OUT_OF_THE_WAY)
    for position, item in enumerate(items, start=1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


def put_at(meeting: Meeting, item: AgendaItem, index: int) -> None:
    """Put an item there that is not on the agenda; in an open meeting, after the present step."""
    items = list(meeting.items.all())
    done = sum(other.position <= _done(meeting) for other in items)
    item.meeting = meeting
    item.position = items[-1].position + 1 if items else 1
    item.save(update_fields=["position", "removed_at"] if item.pk else None)
    items.insert(max(index, done), item)
    arrange(items)


@transaction.atomic
def add_item(meeting: Meeting, kind: str, *, minutes: int | None = None, title: str = "", seen: int) -> AgendaItem:
    """A new step before the ending of the meeting. `seen` is how many items the page knew.

    A second tap sees the same number and asks for the same: it is answered with the item of the first.
    """
    meeting = locked_to_change(meeting.pk)
    if kind not in {there.key for there in kinds.installed()}:
        raise Refused(_("This activity is not installed. Choose another one."))
    minutes = minutes or kinds.get(kind).minutes
    _check_minutes(minutes)
    everything = AgendaItem.and_removed.filter(meeting=meeting)
    newest = everything.order_by("-pk").first()
    if newest and everything.count() > seen and (newest.kind, newest.minutes, newest.title) == (kind, minutes, title):
        return newest
    on_agenda = list(meeting.items.all())
    before_ending = len(on_agenda)
    while before_ending and on_agenda[before_ending - 1].kind in plans.ENDING:
        before_ending -= 1
    item = AgendaItem(kind=kind, minutes=minutes, title=title)
    put_at(meeting, item, before_ending)
    kinds.get(kind).prepare(item)
    nudge(meeting.topic, *AGENDA_PARTS)
    return item


@transaction.atomic
def remove_item(item: AgendaItem, *, now: datetime) -> None:
    """Off the agenda; what was written for it is kept until the meeting closes."""
    meeting, item = _still_to_come(item)
    if item.removed_at:
        return
    if meeting.items.count() == 1:
        raise Refused(_("A meeting needs at least one step. Add another one first."))
    item.removed_at = now
    item.save(update_fields=["removed_at"])
    nudge(meeting.topic, *AGENDA_PARTS)


@transaction.atomic
def put_back(item: AgendaItem) -> None:
    """On the agenda again, where it was."""
    meeting, item = _still_to_come(item)
    if item.removed_at is None:
        return
    item.removed_at = None
    put_at(meeting, item, meeting.items.filter(position__lt=item.position).count())
    nudge(meeting.topic, *AGENDA_PARTS)


@transaction.atomic
def move_item(item: AgendaItem, way: str, *, seen: int) -> None:
    """One place up or down. `seen` is the position that the page showed: a second tap moves nothing."""
    meeting, item = _still_to_come(item)
    if item.removed_at or item.position != seen:
        return
    items = list(meeting.items.all())
    index = [other.pk for other in items].index(item.pk)
    target = index - 1 if way == "up" else index + 1
    if not 0 <= target < len(items):
        return
    if items[target].position <= _done(meeting):
        raise Refused(_("The group is at this step or past it. You can change the steps that are still to come."))
    items[index], items[target] = items[target], items[index]
    arrange(items)
    nudge(meeting.topic, *AGENDA_PARTS)


def _check_minutes(minutes: int) -> None:
    if not 1 <= minutes <= LONGEST:
        raise Refused(_("A step takes between 1 and 240 minutes. Choose a number in between."))


@transaction.atomic
def set_minutes(item: AgendaItem, minutes: int) -> None:
    _check_minutes(minutes)
    meeting, item = _still_to_come(item)
    item.minutes = minutes
    item.save(update_fields=["minutes"])
    nudge(meeting.topic, *AGENDA_PARTS)


@transaction.atomic
def rename_item(item: AgendaItem, title: str) -> None:
    """In the group's own words; an empty title is the activity's name again."""
    meeting, item = _still_to_come(item)
    item.title = title
    item.save(update_fields=["title"])
    nudge(meeting.topic, *AGENDA_PARTS)


@transaction.atomic
def change_item(item: AgendaItem, *, title: str, minutes: int) -> None:
    """Words and minutes, as one form asks for them."""
    rename_item(item, title)
    set_minutes(item, minutes)


@transaction.atomic
def choose_method(item: AgendaItem, key: str) -> None:
    meeting, item = _still_to_come(item)
    if key not in {method.key for method in methods.usable_with(item.kind)}:
        raise Refused(_("This method does not go with this step. Choose another one."))
    item.method = key
    item.save(update_fields=["method"])
    # An activity may need something else for another method.
    kinds.get(item.kind).prepare(item)
    nudge(meeting.topic, *AGENDA_PARTS)


@transaction.atomic
def mark_unfinished(item: AgendaItem, *, is_unfinished: bool) -> None:
    """It returns in the next plan. Also while it goes on: the group may see that it will not get through."""
    meeting = locked_to_change(item.meeting_id)
    AgendaItem.objects.filter(pk=item.pk).update(is_unfinished=is_unfinished)
    nudge(meeting.topic, *AGENDA_PARTS)
