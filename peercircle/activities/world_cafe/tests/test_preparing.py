"""With which themes a café begins."""

from uuid import uuid4

import pytest

from peercircle.activities.world_cafe.actions import planning
from peercircle.activities.world_cafe.activity import cafe_of, prepare
from peercircle.meetings.models import AgendaItem


@pytest.fixture
def add_cafe(meeting):
    """`add_cafe()` puts a café on the agenda as planning does."""

    def add_cafe(**fields):
        position = meeting.items.count() + 1
        item = AgendaItem.objects.create(meeting=meeting, position=position, kind="world_cafe", minutes=50, **fields)
        prepare(item)
        return item

    return add_cafe


def themes(item):
    return list(cafe_of(item).tables.values_list("theme", "question"))


def test_a_first_meeting_has_the_five_themes_of_the_first_group(meeting, add_cafe):
    meeting.template = "first"
    item = add_cafe()

    prepare(item)

    assert themes(item) == [
        (theme, "") for theme in ("Discipline", "Concentration", "Environment", "Motivation", "Bullying")
    ]


def test_other_groups_plan_their_own(add_cafe):
    assert themes(add_cafe()) == []


def test_a_cafe_that_comes_back_keeps_the_themes_nobody_spoke_about(meeting, leader, add_cafe, now):
    before = add_cafe()
    planning.add_theme(cafe_of(before), "Bullying", "What helps?")
    spoken = planning.add_theme(cafe_of(before), "Discipline")
    spoken.notes.create(id=uuid4(), text="Rules that we all keep", written_at=now)

    assert themes(add_cafe(carried_from=before)) == [("Bullying", "What helps?")]


def test_what_was_planned_already_stays_alone(add_cafe):
    item = add_cafe()
    planning.add_theme(cafe_of(item), "Yard")
    before = add_cafe()
    planning.add_theme(cafe_of(before), "Bullying")
    item.carried_from = before

    prepare(item)

    assert themes(item) == [("Yard", "")]
