"""The protocols that the facilitator may choose from, and which one fits today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from peercircle.activities.case_consultation import library
from peercircle.activities.case_consultation.protocols import Protocol, fitting
from peercircle.meetings import pointer
from peercircle.meetings.models import AgendaItem, Meeting

SLACK = 5  # minutes later than planned are no reason for another protocol
LATE = timedelta(minutes=30)  # a meeting that begins later than this ends later too


@dataclass(frozen=True)
class Choice:
    protocol: Protocol
    ends_at: datetime  # the meeting, when it is taken
    is_chosen: bool
    has_time: bool
    has_people: bool

    @property
    def fits(self) -> bool:
        return self.has_time and self.has_people

    @property
    def fewest(self) -> int:
        return self.protocol.people.start

    @property
    def most(self) -> int:
        return self.protocol.people.stop - 1


def chosen(item: AgendaItem) -> Protocol:
    return library.of(item.consultation)


def planned_end(meeting: Meeting, items: list[AgendaItem]) -> datetime:
    """As the plan says, from when it was to begin; from when it began when that was much later."""
    begin = meeting.starts_at
    if meeting.opened_at and meeting.opened_at - begin > LATE:
        begin = meeting.opened_at
    return begin + timedelta(minutes=sum(item.minutes for item in items))


def minutes_left(item: AgendaItem, items: list[AgendaItem], now: datetime) -> int:
    """For the whole consultation, so that the meeting ends as planned."""
    later = sum(each.minutes for each in items if each.position > item.position)
    spent = chosen(item).steps[0].minutes - max(0, pointer.seconds_left(item.meeting, now)) / 60
    return round((planned_end(item.meeting, items) - now).total_seconds() / 60 - later + spent)


def choice(item: AgendaItem, people: int) -> dict[str, object]:
    """All of them for the one who leads; another one is proposed when the chosen one does not fit."""
    items = list(item.meeting.items.all())
    minutes, end = minutes_left(item, items, timezone.now()), planned_end(item.meeting, items)
    now_chosen = item.consultation.protocol
    offered = [each for each in library.offered() if each.steps]
    choices = [
        Choice(
            each,
            ends_at=end + timedelta(minutes=each.minutes - minutes),
            is_chosen=each.key == now_chosen,
            has_time=each.minutes <= minutes + SLACK,
            has_people=people in each.people,
        )
        for each in offered
    ]
    mine = next((each for each in choices if each.is_chosen), None)
    best = proposed(offered, minutes=minutes, people=people) if mine is None or not mine.fits else None
    return {
        "protocol": chosen(item),
        "choices": choices,
        "choice": mine,
        "proposed": best,
        "people": people,
        "planned_end": end,
    }


def proposed(offered: list[Protocol], *, minutes: int, people: int) -> Protocol | None:
    """In trios, without a case, only when nothing else fits."""
    fit = fitting(offered, minutes=minutes + SLACK, people=people)
    return min(fit, key=lambda each: each.is_in_trios, default=None)
