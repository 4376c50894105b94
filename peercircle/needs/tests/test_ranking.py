"""Four ways to count, one rule for ties: the higher impact first, then the older need."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peercircle.needs.ranking import METHODS, SCALE, Candidate, dots_each, rank

BEGAN = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


def candidates(names, impact=0):
    """Each asked a day after the one before."""
    return [Candidate(name, impact, BEGAN + dt.timedelta(number)) for number, name in enumerate(names)]


def order(found, ballots, method):
    return [(one.key, one.points) for one in rank(found, ballots, method)]


@pytest.mark.parametrize(
    ("method", "ballots", "expected"),
    [
        ("dots", [{"b": (2,)}, {"b": (1,), "c": (1,)}], [("b", 3), ("c", 1), ("a", 0)]),
        ("borda", [{"c": (1,), "a": (2,), "b": (3,)}, {"a": (1,)}], [("a", 3), ("c", 2), ("b", 0)]),
        ("urgency", [{"a": (3, 1), "b": (2, 2), "c": (1, 1)}], [("b", 4), ("a", 3), ("c", 1)]),
        ("matrix", [{"a": (1, 1, 1), "b": (3, 3, 3), "c": (3, 1, 1)}], [("b", 9), ("c", 5), ("a", 3)]),
        ("dots", [], [("a", 0), ("b", 0), ("c", 0)]),
    ],
)
def test_examples(method, ballots, expected):
    assert order(candidates("abc"), ballots, method) == expected


def test_urgency_and_impact_come_in_the_order_of_the_field():
    """High and high, high impact, high urgency, low and low."""
    marks = {"both": (3, 3), "impact": (1, 3), "urgency": (3, 1), "neither": (1, 1)}

    assert [one.key for one in rank(candidates(reversed(marks)), [marks], "urgency")] == list(marks)


@pytest.mark.parametrize("method", ["dots", "borda"])
def test_ties_go_to_the_impact_that_the_group_named_then_to_the_older_need(method):
    a, b, c = candidates("abc")
    c = Candidate("c", 3, c.raised_at)

    assert [one.key for one in rank([b, c, a], [{"a": (1,), "b": (1,), "c": (1,)}], method)] == ["c", "a", "b"]


def test_ties_of_sums_go_to_the_importance_on_the_ballots():
    ballot = {"a": (3, 1, 2), "b": (1, 3, 2)}

    assert [one.key for one in rank(candidates("ab", impact=3), [ballot], "matrix")] == ["b", "a"]


@pytest.mark.parametrize(("needs", "people", "dots"), [(5, 9, 2), (8, 3, 5), (2, 9, 1), (6, 0, 5)])
def test_dots_for_each(needs, people, dots):
    assert dots_each(needs, people) == dots


NAMES = st.integers(2, 8).map(lambda number: "abcdefgh"[:number])


@st.composite
def votes(draw):
    method = draw(st.sampled_from(sorted(METHODS)))
    names = draw(NAMES)
    marks = st.tuples(*[st.sampled_from(SCALE)] * METHODS[method].marks)
    if method == "borda":
        ballot = st.permutations(range(1, len(names) + 1)).map(
            lambda places: {name: (place,) for name, place in zip(names, places, strict=True)}
        )
    else:
        ballot = st.dictionaries(st.sampled_from(names), marks)
    impacts = draw(st.lists(st.integers(0, 3), min_size=len(names), max_size=len(names)))
    found = [
        Candidate(each.key, impact, each.raised_at) for each, impact in zip(candidates(names), impacts, strict=True)
    ]
    return method, found, draw(st.lists(ballot, max_size=5))


@given(votes(), st.randoms())
def test_neither_the_order_of_the_ballots_nor_that_of_the_needs_matters(vote, random):
    method, found, ballots = vote
    before = rank(found, ballots, method)
    random.shuffle(found)
    random.shuffle(ballots)

    assert rank(found, ballots, method) == before


@given(votes())
def test_everybody_has_one_place_and_points_never_rise_on_the_way_down(vote):
    method, found, ballots = vote
    standings = rank(found, ballots, method)

    assert [one.place for one in standings] == list(range(1, len(found) + 1))
    assert {one.key for one in standings} == {each.key for each in found}
    points = [one.points for one in standings]
    assert points == sorted(points, reverse=True)


@given(votes(), st.data())
def test_one_more_mark_in_its_favour_never_harms_a_need(vote, data):
    method, found, ballots = vote
    name = data.draw(st.sampled_from([each.key for each in found]))
    place = {one.key: one.place for one in rank(found, ballots, method)}[name]
    best = (1,) if method == "borda" else (3,) * METHODS[method].marks

    after = {one.key: one.place for one in rank(found, [*ballots, {name: best}], method)}[name]

    assert after <= place
