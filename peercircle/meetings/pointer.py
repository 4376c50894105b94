"""Where everybody is, what comes next, and when it will be over. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from peercircle.meetings import kinds
from peercircle.meetings.kinds import Stage
from peercircle.meetings.models import AgendaItem, Attendance, Meeting, Move


@dataclass(frozen=True)
class Place:
    """A stage of an item."""

    item: AgendaItem
    stages: list[Stage]
    number: int

    @property
    def stage(self) -> Stage:
        return self.stages[self.number]

    @property
    def kind(self) -> kinds.Kind:
        return kinds.get(self.item.kind)


def stages(item: AgendaItem) -> list[Stage]:
    return kinds.get(item.kind).stages(item)


def begin(item: AgendaItem) -> Place:
    return Place(item, stages(item), 0)


def here(meeting: Meeting) -> Place | None:
    """The present place, or None before the meeting is open.

    A stage that vanished (its person left) is replaced by the one that moved up to its number.
    """
    if meeting.item is None:
        return None
    meeting.item.meeting = meeting
    found = stages(meeting.item)
    numbers = [number for number, stage in enumerate(found) if stage.key == meeting.stage]
    number = numbers[0] if numbers else min(meeting.stage_number, len(found) - 1)
    return Place(meeting.item, found, number)


def _items(meeting: Meeting) -> list[AgendaItem]:
    items = list(meeting.items.all())
    for item in items:
        item.meeting = meeting
    return items


def following(place: Place) -> Place | None:
    if place.number + 1 < len(place.stages):
        return Place(place.item, place.stages, place.number + 1)
    later = [item for item in _items(place.item.meeting) if item.position > place.item.position]
    return begin(later[0]) if later else None


def preceding(place: Place) -> Place | None:
    if place.number > 0:
        return Place(place.item, place.stages, place.number - 1)
    earlier = [item for item in _items(place.item.meeting) if item.position < place.item.position]
    if not earlier:
        return None
    before = stages(earlier[-1])
    return Place(earlier[-1], before, len(before) - 1)


def seconds_left(meeting: Meeting, now: datetime) -> int:
    """Of the present stage; negative when it is overrun."""
    if meeting.paused_seconds_left is not None:
        return meeting.paused_seconds_left
    if meeting.stage_ends_at is None:
        return 0
    return round((meeting.stage_ends_at - now).total_seconds())


def ends_at(meeting: Meeting, now: datetime) -> datetime:
    """When the meeting will be over if nothing else is changed: an overrun moves it."""
    place = here(meeting)
    items = _items(meeting)
    if place is None:
        return meeting.starts_at + timedelta(minutes=sum(item.minutes for item in items))
    rest = max(0, seconds_left(meeting, now))
    rest += sum(stage.seconds for stage in place.stages[place.number + 1 :])
    rest += sum(item.minutes * 60 for item in items if item.position > place.item.position)
    return now + timedelta(seconds=rest)


def actual_minutes(meeting: Meeting, until: datetime) -> dict[int, int]:
    """Minutes that each item really took, by its pk, from the moves that were not undone."""
    spent: dict[int, float] = {}
    moves = _moves(meeting)
    ends = [move.at for move in moves[1:]] + [until]
    for move, end in zip(moves, ends, strict=True):
        if move.to_item_id is not None:
            spent[move.to_item_id] = spent.get(move.to_item_id, 0) + _seconds(move.at, end)
    return {item: round(seconds / 60) for item, seconds in spent.items()}


def _seconds(since: datetime, until: datetime) -> float:
    """With a clock that was set back meanwhile nobody knows how long it was; less than nothing it was not."""
    return max(0.0, (until - since).total_seconds())


def seconds_by_stage(item: AgendaItem, until: datetime) -> dict[str, int]:
    """How long the group really was at each stage of an item, by its key. A move tells where it came from."""
    spent: dict[str, float] = {}
    moves = _moves(item.meeting)
    places = [(move.item_id, move.stage, move.at) for move in moves[1:]]
    places.append((item.meeting.item_id, item.meeting.stage, until))
    for move, (item_pk, stage, end) in zip(moves, places, strict=False):
        if item_pk == item.pk:
            spent[stage] = spent.get(stage, 0) + _seconds(move.at, end)
    return {stage: round(seconds) for stage, seconds in spent.items()}


def was_at(attendance: Attendance, item: AgendaItem) -> bool:
    """Whether somebody was in the room at any time while the group stood at an item.

    Told by the numbers of moves and not by the clock, which may be set back in the middle of a meeting. A number
    without a move of its own is an undone step: the group stood where it had stood before. What was undone counts for
    nobody: neither a step to the item by mistake, nor the time for which the group was away from it.
    """
    last = item.meeting.move_count
    there = set(range(attendance.joined_at_move, last + 1))
    for away in attendance.absences.all():
        there -= set(range(away.from_move + 1, last + 1 if away.to_move is None else away.to_move))
    every_move = list(item.meeting.moves.order_by("number"))
    there -= {move.number for move in every_move if move.undone_at and move.to_item_id != item.pk}
    moves = [move for move in every_move if move.undone_at is None]
    ends = [move.number for move in moves[1:]] + [last + 1]
    stood = [range(move.number, end) for move, end in zip(moves, ends, strict=False) if move.to_item_id == item.pk]
    return not there.isdisjoint(chain.from_iterable(stood))


def _moves(meeting: Meeting) -> list[Move]:
    return [move for move in meeting.moves.order_by("number") if move.undone_at is None]
