"""Everybody writes alone, then each who is here speaks in turn, with a clock of their own."""

import pytest

from peercircle.activities.icebreaker import turns
from peercircle.meetings import methods, pointer
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import Meeting


@pytest.fixture
def item(leader, present_member, guest, put_on_agenda):
    return put_on_agenda("icebreaker", minutes=25, method="this_is_who_i_am")


@pytest.fixture
def speaker(meeting):
    """The first name of the one whose turn it is."""

    def speaker():
        place = pointer.here(Meeting.objects.select_related("item").get(pk=meeting.pk))
        found = turns.turn(place.item, place.stage).speaker if place.item.kind == "icebreaker" else None
        return found.first_name if found else place.stage.key

    return speaker


def test_eight_minutes_alone_and_the_rest_is_shared(item):
    assert [stage.seconds for stage in turns.stages(item)] == [480, 340, 340, 340]


@pytest.mark.parametrize(("people", "seconds"), [(3, 340), (9, 113), (40, 30)])
def test_turns_follow_how_many_are_here(item, meeting, now, people, seconds):
    for number in range(people - 3):
        joining.join_as_guest(meeting, f"Guest {number}", now=now)

    found = turns.stages(item)
    assert len(found) == people + 1
    assert {stage.seconds for stage in found[1:]} == {seconds}


def test_before_the_meeting_the_plan_has_the_writing_only(meeting):
    item = meeting.items.create(position=9, kind="icebreaker", minutes=25)

    assert [(stage.key, stage.seconds) for stage in turns.stages(item)] == [("write", 480)]


def test_each_in_the_order_in_which_they_came(item, go, speaker):
    heard = [speaker()]
    for _turn in range(3):
        go(leading.go_next)
        heard.append(speaker())

    assert heard == ["write", "Arben", "Milica", "Luan"]


def test_a_latecomer_speaks_last(item, go, speaker, meeting, now):
    go(leading.go_next)
    joining.join_as_guest(meeting, "Vjosa", now=now)
    for _turn in range(3):
        go(leading.go_next)

    assert speaker() == "Vjosa"


def test_one_who_has_left_is_skipped(item, go, speaker, present_member, now):
    go(leading.go_next)
    joining.leave(present_member, now=now)
    go(leading.go_next)

    assert speaker() == "Luan"


def test_one_who_leaves_in_their_turn_gives_it_to_the_next(item, go, speaker, present_member, now):
    go(leading.go_next)
    go(leading.go_next)
    joining.leave(present_member, now=now)

    assert speaker() == "Luan"


def test_one_who_has_spoken_and_leaves_moves_nobody(item, go, speaker, present_member, now):
    for _turn in range(3):
        go(leading.go_next)
    joining.leave(present_member, now=now)

    assert speaker() == "Luan"


def test_one_without_a_phone_speaks_too(item, meeting, contact, now):
    joining.tick_present(meeting, contact, now=now)

    assert turns.stages(item)[-1].say == "Teuta, it is your turn. We listen, thank you, and ask nothing."


def test_the_name_of_a_stage_is_no_name_of_a_person(item):
    assert [str(stage.name) for stage in turns.stages(item)[1:]] == [
        "Turn 1 of 3",
        "Turn 2 of 3",
        "Turn 3 of 3",
    ]


def test_next_up_is_the_one_after(item):
    first, last = turns.stages(item)[1], turns.stages(item)[-1]

    assert turns.turn(item, first).next_up.first_name == "Milica"
    assert turns.turn(item, last).next_up is None


@pytest.mark.parametrize(
    ("method", "keys"),
    [("life_line", 4), ("name_and_adjective", 1), ("in_common", 1), ("", 4), ("no_longer_there", 1)],
)
def test_other_methods_have_turns_where_they_fit(leader, present_member, guest, put_on_agenda, method, keys):
    found = turns.stages(put_on_agenda("icebreaker", minutes=40, method=method))

    assert len(found) == keys
    known = methods.get(method or "this_is_who_i_am")
    assert known is None or found[0].say == known.say


@pytest.mark.parametrize("people", [3, 12])
def test_the_order_costs_one_query(item, meeting, now, people, django_assert_num_queries):
    for number in range(people - 3):
        joining.join_as_guest(meeting, f"Guest {number}", now=now)

    with django_assert_num_queries(1):
        turns.stages(item)
