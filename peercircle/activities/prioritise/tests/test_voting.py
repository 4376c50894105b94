"""A secret vote: placed at the same time, seen by nobody, counted once."""

import re
import uuid

import pytest
from django.db import connection

from peercircle.activities.prioritise import actions, faces
from peercircle.activities.prioritise.activity import KIND
from peercircle.activities.prioritise.models import Ballot, Option, Vote
from peercircle.activities.prioritise.ranking import Rank, rank, ranking
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import Meeting

ID = uuid.UUID(int=7)
RING = int(connection.vendor == "postgresql")  # there the bell is a query of its own


def options_left():
    return Option.objects.count()


def fresh_ranking(item):
    return [(rank.place, rank.text, rank.dots, rank.is_tied) for rank in ranking(Vote.objects.get(item=item))]


# --- Ranking -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("dots", "places"),
    [
        ([], []),
        ([3], [1]),
        ([1, 2, 3], [1, 2, 3]),
        ([2, 5, 2, 1], [1, 2, 2, 4]),
        ([0, 0], [1, 1]),
    ],
)
def test_equal_ones_share_a_place(dots, places):
    ranks = rank([(f"option {number}", count) for number, count in enumerate(dots)])

    assert [found.place for found in ranks] == places
    assert [found.dots for found in ranks] == sorted(dots, reverse=True)
    assert all(found.is_tied == (dots.count(found.dots) > 1) for found in ranks)


def test_equal_ones_keep_their_order():
    assert rank([("b", 1), ("a", 1)]) == [Rank(1, "b", 1, True), Rank(1, "a", 1, True)]


# --- Voting --------------------------------------------------------------------------------------
def test_dots_are_placed_moved_and_taken_back(send, voting, present_member):
    first, second, _third = voting
    send(present_member, "place", place=f"{first.pk}:2")
    send(present_member, "place", place=f"{first.pk}:1")
    send(present_member, "place", place=f"{second.pk}:2")
    response = send(present_member, "place", place=f"{first.pk}:0")

    assert list(Ballot.objects.values_list("option__text", "dots")) == [("Motivation", 2)]
    assert "1 dot left to place" in response.content.decode()


def test_a_second_tap_changes_nothing(send, voting, present_member):
    for _tap in range(2):
        send(present_member, "place", place=f"{voting[0].pk}:1")

    assert list(Ballot.objects.values_list("dots", flat=True)) == [1]


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("", "by the buttons"),
        ("nonsense", "by the buttons"),
        ("{0}:", "by the buttons"),
        ("{0}:x", "by the buttons"),
        ("{0}:4", "You have 3 dots"),
        ("{0}:-1", "You have 3 dots"),
        ("{0}:99999999999999999999", "You have 3 dots"),
        ("{1}:2", "You have 3 dots"),
        ("00000000-0000-0000-0000-000000000001:1", "was taken away"),
    ],
)
def test_what_is_no_vote_is_refused(send, voting, present_member, place, sentence):
    send(present_member, "place", place=f"{voting[0].pk}:2")

    response = send(present_member, "place", place=place.format(voting[0].pk, voting[1].pk))

    assert response.status_code == 409
    assert sentence in response.content.decode()
    assert list(Ballot.objects.values_list("dots", flat=True)) == [2]


def test_nobody_votes_for_somebody_else(send, voting, present_member, leader):
    send(present_member, "place", place=f"{voting[0].pk}:3", attendance=leader.pk, voter=leader.who)
    send(leader, "place", place=f"{voting[0].pk}:3")

    assert sorted(Ballot.objects.values_list("dots", flat=True)) == [3, 3]


@pytest.mark.parametrize("door", ["add", "remove", "place", "agree"])
@pytest.mark.parametrize("who", ["contact", "stranger"])
def test_those_who_are_not_here_find_no_door(send, request, voting, who, door):
    response = send(request.getfixturevalue(who), door, place=f"{voting[0].pk}:1", text="x", option=voting[0].pk)

    assert response.status_code == 404
    assert (Ballot.objects.count(), options_left()) == (0, 3)


@pytest.mark.parametrize("move", [leading.go_back, leading.go_next])
def test_dots_are_placed_only_while_the_vote_is_open(item, voting, leader, go, move):
    go(move)

    with pytest.raises(Refused, match="not open"):
        actions.place_dots(item, leader, voting[0].pk, 1)


def test_after_the_close_nothing_is_taken_in(item, voting, leader, now):
    leading.close_meeting(leader, now=now)

    with pytest.raises(Refused, match="over"):
        actions.place_dots(item, leader, voting[0].pk, 1)
    with pytest.raises(Refused, match="over"):
        actions.add_option(item, "Late", id=ID)
    assert not Ballot.objects.exists()


def test_a_ballot_does_not_tell_whose_it_is(item, voting, leader):
    actions.place_dots(item, leader, voting[0].pk, 1)
    row = Ballot.objects.values().get()

    assert set(row) == {"id", "option_id", "voter", "dots"}
    assert leader.who not in str(row)


def test_the_same_person_is_somebody_else_in_the_next_vote(item, put_on_agenda, leader):
    other = put_on_agenda("prioritise")

    assert actions.voter_of(item.vote, leader) != actions.voter_of(other.vote, leader)


def test_while_people_vote_only_how_many_is_seen(item, voting, leader, present_member, phone, wall, meeting):
    actions.place_dots(item, leader, voting[0].pk, 3)

    for page in (phone(present_member), wall()):
        assert "1 of 2 have voted" in page
        assert 'aria-pressed="true" aria-label' not in page
    assert "3 dots left to place" in phone(present_member)
    assert "0 dots left to place" in phone(leader)
    assert phone(leader).count('aria-pressed="true" aria-label') == 3
    assert "1 of 2 have voted" in faces.draw_count(faces.find("", str(item.pk)))


# --- Results -------------------------------------------------------------------------------------
RANKING = [(1, "Motivation", 3, True), (1, "Bullying", 3, True), (3, "Discipline", 1, False)]


def test_the_results_stand_on_phones_and_wall(item, counted, phone, wall, present_member):
    assert fresh_ranking(item) == RANKING
    for page in (phone(present_member), wall()):
        assert re.findall(r'rank-text">(\w+)', page) == ["Motivation", "Bullying", "Discipline"]
        assert page.count(">tied<") == 2
        assert "Agree on this ranking" not in page


def test_the_group_can_go_back_and_vote_again(item, counted, go, leader):
    go(leading.go_back)
    actions.place_dots(item, leader, counted[0].pk, 0)
    actions.place_dots(item, leader, counted[1].pk, 0)
    go(leading.go_next)

    assert fresh_ranking(item)[0] == (1, "Bullying", 3, False)


def test_agreeing_keeps_the_ranking_and_deletes_the_ballots(item, counted, send, phone, leader, go):
    assert "This cannot be undone" in phone(leader)
    for _tap in range(2):
        assert send(leader, "agree").status_code == 302

    vote = Vote.objects.get()
    assert (vote.is_agreed, vote.salt, Ballot.objects.count()) == (True, "", 0)
    assert fresh_ranking(item) == RANKING
    assert "Agree on this ranking" not in phone(leader)
    go(leading.go_back)
    assert "We have agreed on this ranking" in phone(leader)
    with pytest.raises(Refused, match="not open"):
        actions.place_dots(item, leader, counted[0].pk, 1)


def test_only_the_facilitator_agrees_for_the_group(counted, send, present_member):
    assert send(present_member, "agree").status_code == 403
    assert Ballot.objects.exists()


def test_nobody_agrees_on_what_was_not_looked_at(item, voting, leader, now):
    with pytest.raises(Refused, match="Look at the result"):
        actions.agree_on_ranking(item, leader, now=now)


@pytest.mark.parametrize("agreed", [True, False])
def test_the_minutes_have_the_ranking_and_no_ballot_is_left(item, counted, leader, meeting, now, agreed):
    if agreed:
        actions.agree_on_ranking(item, leader, now=now)
    leading.close_meeting(leader, now=now)

    section = Meeting.objects.get(pk=meeting.pk).minutes.sections.get(item=item)
    assert section.text.splitlines() == [
        "1. Motivation (3 dots, tied)",
        "1. Bullying (3 dots, tied)",
        "3. Discipline (1 dot)",
    ]
    assert not section.is_confidential
    assert (Ballot.objects.count(), Vote.objects.get().salt) == (0, "")
    assert fresh_ranking(item) == RANKING


def test_what_nobody_voted_on_stays_with_the_members(item, options):
    passages = KIND.record(item)

    assert [(passage.lines, passage.is_confidential) for passage in passages] == [
        (["Discipline", "Motivation", "Bullying"], True)
    ]
    KIND.forget(item)
    assert [option.total for option in Option.objects.all()] == [None, None, None]


def test_an_empty_vote_leaves_no_trace_in_the_minutes(item):
    assert KIND.record(item) == []


def test_the_stages_fill_the_minutes_and_name_the_dots(item):
    stages = KIND.stages(item)

    assert [(stage.key, stage.seconds) for stage in stages] == [
        ("collect", 180),
        ("vote", 240),
        ("results", 180),
    ]
    assert "3 dots" in stages[1].say


@pytest.mark.parametrize("count", [1, 12])
def test_a_dot_costs_the_same_with_many_options(item, go, leader, meeting, now, count, django_assert_max_num_queries):
    for number in range(count):
        actions.add_option(item, f"option {number}", id=uuid.uuid4())
        joining.join_as_guest(meeting, f"Guest {number}", now=now)
    go(leading.go_next)
    option = Option.objects.first()

    with django_assert_max_num_queries(14 + RING):
        actions.place_dots(item, leader, option.pk, 1)


@pytest.mark.parametrize("count", [1, 12])
def test_the_ballot_costs_the_same_with_many_options(item, leader, count, django_assert_num_queries):
    for number in range(count):
        actions.add_option(item, f"option {number}", id=uuid.uuid4())
    vote = Vote.objects.get()

    with django_assert_num_queries(2):
        faces.ballot(vote, leader)
