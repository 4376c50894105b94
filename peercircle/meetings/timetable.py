"""An agenda as it is read: what begins when, how it is done, what can still be changed. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from peercircle.meetings import kinds, methods, pointer
from peercircle.meetings.kinds import Kind, Text
from peercircle.meetings.methods import Method
from peercircle.meetings.models import AgendaItem, Meeting
from peercircle.meetings.plans import Plan


@dataclass(frozen=True)
class Row:
    item: AgendaItem
    starts_at: datetime
    is_done: bool = False
    is_now: bool = False

    @property
    def kind(self) -> Kind:
        return kinds.get(self.item.kind)

    @property
    def title(self) -> Text:
        return kinds.title(self.item)

    @property
    def method(self) -> Method | None:
        return methods.get(self.item.method)

    @property
    def has_methods(self) -> bool:
        return bool(methods.usable_with(self.item.kind))

    @property
    def can_change(self) -> bool:
        return not (self.is_done or self.is_now)

    @property
    def content_address(self) -> str:
        """Where the activity's own content is planned, such as the topics of a talk."""
        return reverse(self.kind.plan_url, args=[self.item.pk]) if self.kind.plan_url and self.item.pk else ""


def rows(items: Iterable[AgendaItem], starts_at: datetime, present: AgendaItem | None = None) -> list[Row]:
    """One row for each item; `present` is where an open meeting stands."""
    found = []
    for item in items:
        done = present is not None and item.position < present.position
        found.append(Row(item, starts_at, done, is_now=present == item))
        starts_at += timedelta(minutes=item.minutes)
    return found


def minutes(items: Iterable[AgendaItem]) -> int:
    return sum(item.minutes for item in items)


def ends_at(meeting: Meeting, items: Iterable[AgendaItem], now: datetime) -> datetime:
    if meeting.closed_at:
        return meeting.closed_at
    if meeting.is_open:
        return pointer.ends_at(meeting, now)
    return meeting.starts_at + timedelta(minutes=minutes(items))


def names(plan: Plan) -> list[Text]:
    """What a template holds, by the names of its activities."""
    return [kinds.get(step.kind).name for step in plan.steps]
