"""What the meeting tells an activity while the group goes on."""

import dataclasses

import pytest

from peercircle.config import tick
from peercircle.meetings import kinds
from peercircle.meetings.actions import leading


@pytest.fixture
def put_away(monkeypatch):
    """What the activity of the cast's items was told to put away."""
    told = []
    activity = dataclasses.replace(kinds.get("removed"), leave=lambda item, stage: told.append((str(item), stage)))
    monkeypatch.setattr(kinds, "_kinds", {"removed": activity})
    return told


@pytest.fixture
def tap(meeting, leader, now):
    def tap(action, *args):
        meeting.refresh_from_db()
        action(leader, *args, seen=meeting.move_count, now=now)

    return tap


def test_an_activity_puts_away_what_was_for_a_stage_only(put_away, tap, meeting):
    tap(leading.go_next)
    tap(leading.go_back)
    tap(leading.jump, meeting.items.last())
    tap(leading.undo)

    assert put_away == [("Welcome", "all"), ("Main part", "all"), ("Welcome", "all"), ("Main part", "all")]


def test_the_clock_alone_puts_nothing_away(put_away, tap):
    tap(leading.pause)
    tap(leading.go_on)
    tap(leading.change_time, 5)
    tap(leading.undo)

    assert put_away == []


@pytest.mark.django_db
def test_the_tick_keeps_up_every_activity_also_when_one_is_in_trouble(monkeypatch, now):
    def trouble(now):
        raise ValueError

    looked_after = []
    broken = dataclasses.replace(kinds.get("removed"), upkeep=trouble)
    sound = dataclasses.replace(kinds.get("removed"), upkeep=looked_after.append)
    monkeypatch.setattr(kinds, "_kinds", {"broken": broken, "sound": sound})

    tick.once(now)

    assert looked_after == [now]
