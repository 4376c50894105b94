"""A café of nine people and five themes, each with a host."""

import pytest

from peercircle.activities.world_cafe import evening
from peercircle.activities.world_cafe.actions import planning
from peercircle.activities.world_cafe.actions.planning import cafe_of
from peercircle.activities.world_cafe.models import Cafe
from peercircle.meetings.actions import joining, leading
from peercircle.stream import parts


@pytest.fixture(autouse=True)
def little_time(monkeypatch):
    """Enough for a valid plan; tests of the seating take their own time."""
    monkeypatch.setattr(evening, "BUDGET_MS", 20)


@pytest.fixture
def people(leader, present_member, meeting, now):
    """Nine people: the facilitator, the member and seven guests."""
    guests = [joining.join_as_guest(meeting, name, now=now) for name in "ABCDEFG"]
    return [leader, present_member, *guests]


@pytest.fixture
def cafe(put_on_agenda, people):
    item = put_on_agenda("world_cafe", minutes=50)
    cafe = cafe_of(item)
    for theme in ("Discipline", "Concentration", "Environment", "Motivation", "Bullying"):
        planning.add_theme(cafe, theme)
    planning.choose_mode(cafe, Cafe.Mode.FIXED_HOSTS)
    cafe.refresh_from_db()
    cafe.item = item
    return cafe


@pytest.fixture
def three_tables(cafe):
    """Three tables, each with a host, and six guests for three rounds."""
    for table in cafe.tables.filter(number__gt=3):
        planning.remove_theme(table)
    planning.choose_mode(cafe, Cafe.Mode.CLASSIC)
    cafe.refresh_from_db()
    return cafe


@pytest.fixture
def go_to(meeting, leader, now):
    def go_to(stage):
        meeting.refresh_from_db()
        while meeting.stage != stage:
            leading.go_next(leader, seen=meeting.move_count, now=now)
            meeting.refresh_from_db()

    return go_to


@pytest.fixture
def part():
    """What the stream shows of a part now; nothing when it is gone."""

    def part(name):
        return parts.drawn("", name, ["en"])["en"]

    return part
