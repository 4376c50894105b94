"""A ranking is opened, voted on in secret, closed and counted once; each group reads its place."""

import uuid

import pytest

from peercircle.kit.refusals import Refused
from peercircle.needs import stories
from peercircle.needs.actions import answering, merging, prioritising
from peercircle.needs.models import Mark, Need, Ranking

ID = uuid.UUID(int=900)


@pytest.fixture
def needs(ask, other_group):
    return [ask("a"), ask("b", other_group), ask("c")]


@pytest.fixture
def open_by(needs, expert, now):
    def open_by(method):
        return prioritising.open_ranking(needs, method, id=ID, by=expert, people=2, now=now)

    return open_by


def cast(ranking, person, said):
    """`said`: the marks by the needs' words."""
    keys = {each.need.text: each.pk for each in ranking.ranked.select_related("need")}
    prioritising.vote(ranking, person, {keys[text]: marks for text, marks in said.items()})


def test_opened_twice_it_is_one(open_by, needs):
    for _again in range(2):
        ranking = open_by("dots")

    assert (Ranking.objects.count(), ranking.ranked.count(), ranking.dots) == (1, 3, 3)


def test_needs_of_one_pile_stand_in_it_once(open_by, needs, expert, now):
    merging.merge_needs(needs[1], needs[0], by=expert, now=now)
    for need in needs:
        need.refresh_from_db()

    assert open_by("dots").ranked.count() == 2


def test_what_is_answered_is_not_ranked(open_by, needs, expert, now):
    for need in needs[:2]:
        answering.decline_need(need, "No", by=expert, now=now)
        need.refresh_from_db()

    with pytest.raises(Refused):
        open_by("dots")


@pytest.mark.parametrize(
    ("method", "said", "places"),
    [
        ("dots", {"b": (2,), "c": (1,)}, "bca"),
        ("borda", {"c": (1,), "b": (2,), "a": (3,)}, "cba"),
        ("urgency", {"a": (1, 1), "b": (2, 3)}, "bac"),
        ("matrix", {"a": (1, 1, 1), "c": (2, 3, 1)}, "cab"),
    ],
)
def test_counted_and_told_and_forgotten(open_by, needs, expert, now, method, said, places):
    ranking = open_by(method)
    cast(ranking, expert, said)

    for _again in range(2):
        prioritising.close_ranking(ranking, by=expert, now=now)

    ranking.refresh_from_db()
    assert "".join(each.need.text for each in ranking.ranked.select_related("need")) == places
    assert (ranking.closed_at, ranking.voters, Mark.objects.count()) == (now, 1, 0)
    first = Need.objects.get(text=places[0])
    assert first.priority == 1
    entry = first.entries.get(kind="prioritised")
    assert stories.sentence(entry) == "Ranked by the programme: place 1 of 3"
    assert first.state == "sent"


@pytest.mark.parametrize(
    ("method", "said", "words"),
    [
        ("dots", {"a": (2,), "b": (2,)}, "more dots"),
        ("borda", {"a": (1,), "b": (1,)}, "same place"),
        ("borda", {"a": (4,)}, "same place"),
        ("urgency", {"a": (1,)}, "all questions"),
        ("urgency", {"a": (1, 4)}, "all questions"),
        ("matrix", {"a": (1, 2)}, "all questions"),
    ],
)
def test_ballots_that_do_not_fit(open_by, expert, method, said, words):
    with pytest.raises(Refused, match=words):
        cast(open_by(method), expert, said)

    assert not Mark.objects.exists()


def test_voting_again_replaces_the_ballot(open_by, expert):
    ranking = open_by("dots")
    cast(ranking, expert, {"a": (3,)})
    cast(ranking, expert, {"b": (1,), "c": (0,)})

    assert list(Mark.objects.values_list("ranked__need__text", "first")) == [("b", 1)]


def test_a_need_of_another_ranking_is_not_voted_on(open_by, expert):
    prioritising.vote(open_by("dots"), expert, {10**6: (1,)})

    assert not Mark.objects.exists()


def test_a_ranking_without_a_ballot_stays_open(open_by, expert, now):
    with pytest.raises(Refused):
        prioritising.close_ranking(open_by("dots"), by=expert, now=now)


def test_what_is_closed_is_closed(open_by, expert, now):
    ranking = open_by("dots")
    cast(ranking, expert, {"a": (1,)})
    prioritising.close_ranking(ranking, by=expert, now=now)

    with pytest.raises(Refused):
        cast(ranking, expert, {"b": (1,)})
    with pytest.raises(Refused):
        prioritising.call_ranking_off(ranking)


def test_called_off_it_leaves_nothing(open_by, expert):
    ranking = open_by("dots")
    cast(ranking, expert, {"a": (1,)})

    prioritising.call_ranking_off(ranking)

    assert not Ranking.objects.exists()
    assert not Mark.objects.exists()


def test_a_pile_that_grew_meanwhile_shares_the_place(open_by, needs, ask, expert, now):
    ranking = open_by("dots")
    late = ask("a as well", impact=3)
    merging.merge_needs(late, needs[0], by=expert, now=now)
    cast(ranking, expert, {"c": (1,), "a": (1,)})

    prioritising.close_ranking(ranking, by=expert, now=now)

    assert list(Need.objects.order_by("raised_at").values_list("text", "priority")) == [
        ("a", 1),
        ("b", 3),
        ("c", 2),
        ("a as well", 1),
    ]


def test_two_that_were_merged_meanwhile_share_the_better_place(open_by, needs, expert, now):
    ranking = open_by("dots")
    cast(ranking, expert, {"c": (2,), "b": (1,)})
    merging.merge_needs(needs[2], needs[0], by=expert, now=now)

    prioritising.close_ranking(ranking, by=expert, now=now)

    assert list(Need.objects.order_by("raised_at").values_list("text", "priority")) == [("a", 1), ("b", 2), ("c", 1)]
    assert needs[0].entries.filter(kind="prioritised").count() == 1
