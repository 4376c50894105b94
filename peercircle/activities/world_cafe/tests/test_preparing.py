"""With which themes a café begins."""

from uuid import uuid4

import pytest
from django.urls import reverse

from peercircle.activities.world_cafe.actions import planning
from peercircle.activities.world_cafe.activity import KIND, cafe_of, prepare
from peercircle.activities.world_cafe.evening import Evening
from peercircle.activities.world_cafe.models import Cafe
from peercircle.activities.world_cafe.tests.looking import rows, step
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import AgendaItem
from peercircle.stream.nudges import tick_of


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


def test_members_say_whom_people_should_meet_until_the_cafe_begins(three_tables, member, go_to, visit):
    url = reverse("world_cafe-plan:aim", args=[three_tables.item_id])
    assert visit(member, url, post={"aim": "meet"}).status_code == 302
    assert Evening.of(Cafe.objects.get()).demand([]).objective == "meet"
    assert visit(member, url, post={"aim": "nobody"}).status_code == 409
    go_to("round-1")
    assert visit(member, url, post={"aim": "fair"}).status_code == 409
    assert Cafe.objects.get().aim == Cafe.Aim.MEET


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


# --- The plan is changed while the café goes on ---------------------------------------------------
def test_while_rounds_run_a_new_theme_waits_and_no_table_is_taken_from_under_people(
    three_tables, leader, meeting, member, go_to, visit
):
    go_to("round-1")
    before = rows(three_tables)
    page = reverse("world_cafe-plan:themes", args=[three_tables.item_id])
    visit(member, page, post={"theme": "Trust", "question": ""})
    late = three_tables.tables.get(theme="Trust")
    first = three_tables.tables.first()

    with pytest.raises(Refused, match="People sit at this table"):
        planning.remove_theme(first)
    assert rows(three_tables) == before
    assert not late.is_open
    words = visit(member, page).content.decode()
    assert "a theme that you add now waits for another time" in words
    assert words.count("waits for another time</span>") == 1
    assert words.count("Take away") == 1
    assert "Use this form" not in words
    assert "Trust" not in visit(None, reverse("meetings:screen", args=[meeting.code])).content.decode()
    (passage,) = [each for each in KIND.record(three_tables.item) if each.heading == "Themes for another time"]
    assert passage.lines == ["Trust"]
    planning.remove_theme(late)
    assert not three_tables.tables.filter(theme="Trust").exists()


def test_a_theme_that_is_renamed_while_a_round_runs_keeps_its_people(three_tables, leader, meeting, go_to, visit):
    go_to("round-1")
    first = three_tables.tables.first()
    before = rows(three_tables)
    planning.change_theme(first, "Rules", "Who makes them?")

    assert rows(three_tables) == before
    assert "Who makes them?" in step(visit, first.host, meeting)


def test_phones_that_look_for_hosts_follow_the_plan(three_tables, leader, people, meeting, go_to, visit):
    planning.choose_mode(three_tables, Cafe.Mode.TOP_THREE)
    go_to("hosts")
    tick = tick_of(meeting.topic)
    planning.add_theme(three_tables, "Trust")
    planning.remove_theme(three_tables.tables.first())

    assert tick_of(meeting.topic) > tick
    assert [
        name for name in ("Discipline", "Concentration", "Environment", "Trust") if name in step(visit, leader, meeting)
    ] == [
        "Concentration",
        "Environment",
        "Trust",
    ]


def test_a_cafe_without_a_theme_says_so_and_begins_with_the_first_one(put_on_agenda, people, meeting, go_to, visit):
    cafe = cafe_of(put_on_agenda("world_cafe", minutes=50))
    go_to("round-1")

    assert "Add a theme" in step(visit, people[1], meeting)
    assert "A member of the group adds it." in step(visit, people[3], meeting)
    assert "This café has no theme yet" in visit(None, reverse("meetings:screen", args=[meeting.code])).content.decode()
    planning.add_theme(cafe, "Trust")
    places = [step(visit, who, meeting) for who in people]
    assert ["You host this table" in page for page in places].count(True) == 1
    assert ["Please sit at this table" in page for page in places].count(True) == 8
