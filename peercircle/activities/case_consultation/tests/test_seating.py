"""Who sits with whom: laws that hold for any number of people, whoever comes and goes."""

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peercircle.activities.case_consultation import seating
from peercircle.activities.case_consultation.seating import Moment, Place

SIZES = [
    (1, []), (2, []), (3, [3]), (4, [4]), (5, [5]), (6, [3, 3]), (7, [4, 3]), (8, [4, 4]), (9, [3, 3, 3]),
    (10, [4, 3, 3]), (11, [4, 4, 3]), (20, [4, 4, 3, 3, 3, 3]),
]  # fmt: skip
FIRST = Moment(1, has_begun=False)


@pytest.mark.parametrize(("people", "sizes"), SIZES)
def test_trios_and_as_few_fours_as_it_takes(people, sizes):
    assert seating.sizes(people) == sizes


@pytest.mark.parametrize("people", range(3, 61))
def test_nobody_sits_with_only_one_other(people):
    sizes = seating.sizes(people)

    assert sum(sizes) == people
    assert set(sizes) <= ({5} if people == 5 else {3, 4})
    assert sizes.count(4) <= 2


def circles(places, here):
    found = {}
    for person in here:
        found.setdefault(places[person].trio, []).append(person)
    return found


def pairs(places, here):
    return {frozenset(pair) for circle in circles(places, here).values() for pair in combinations(circle, 2)}


@given(st.integers(3, 60), st.integers())
def test_each_tells_once_in_their_circle(people, seed):
    places = seating.draw(range(people), Random(seed))

    assert sorted(Counter(place.trio for place in places.values()).values()) == sorted(seating.sizes(people))
    for circle in circles(places, places).values():
        assert sorted(places[person].turn for person in circle) == list(range(1, len(circle) + 1))


@pytest.mark.parametrize("people", [9, 12, 20, 30, 60])
def test_nobody_meets_again_whom_they_met_last_time(people):
    met = frozenset(pairs(seating.draw(range(people), Random(1)), range(people)))

    assert not pairs(seating.draw(range(people), Random(2), met), range(people)) & met


@pytest.mark.parametrize(("people", "fewest"), [(3, 3), (4, 6), (6, 2), (7, 3)])
def test_where_some_must_meet_again_they_are_few(people, fewest):
    met = frozenset(pairs(seating.draw(range(people), Random(1)), range(people)))

    assert len(pairs(seating.draw(range(people), Random(2), met), range(people)) & met) == fewest


def test_another_chance_seats_others():
    assert seating.draw(range(9), Random(1)) == seating.draw(range(9), Random(1))
    assert seating.draw(range(9), Random(1)) != seating.draw(range(9), Random(2))


# --- An evening on which anything happens ---------------------------------------------------------
MOMENTS = [Moment(turn, has_begun=begun) for turn in (1, 2, 3, 4) for begun in (False, True)]
EVENING = st.lists(
    st.tuples(st.sampled_from(["come", "go", "back", "next", "return"]), st.integers(0, 99)), max_size=40
)


def is_right(places, here):
    """All seated, nobody with only one other, two never tell at once, and what was told stays told."""
    assert {person for person in here if person in places} == set(here)
    sizes = sorted(map(len, circles(places, here).values()))
    assert sum(sizes) == len(here)
    assert set(sizes) <= ({5} if len(here) == 5 else {3, 4}), sizes
    told = [(place.trio, place.turn) for place in places.values() if place.turn is not None]
    assert len(told) == len(set(told))
    assert all(place.turn is None or place.turn >= 1 for place in places.values())


def stays_as_it_was(before, after, here, moment):
    for person, place in before.items():
        if moment.has_told(place):
            assert moment.has_told(after[person]), "who has told does not tell again"
        stay = [other for other in here if other in before and before[other].trio == place.trio]
        if moment.tells_now(place) and person in here and len(stay) >= 3:
            assert after[person] == place, "nobody is moved while they tell"


def who_is_here(what, who, here, gone):
    if what == "come":
        return [*here, max([*here, *gone]) + 1]
    if what == "return" and gone:
        return [*here, gone.pop()]
    if what == "go" and len(here) > 3:
        gone.append(here[who % len(here)])
    return [person for person in here if person not in gone]


@settings(max_examples=100, deadline=None)
@given(st.integers(3, 20), st.integers(0, 9), EVENING)
def test_whoever_comes_and_goes_everybody_has_a_place(people, seed, evening):
    rng, here, number, gone = Random(seed), list(range(people)), 0, []
    places = seating.settle({}, here, MOMENTS[0], rng)
    for what, who in evening:
        before, was_here = places, here
        here = who_is_here(what, who, here, gone)
        if here == was_here:
            number = max(0, number - 1) if what == "back" else min(len(MOMENTS) - 1, number + 1)
            assert seating.all_sit(places, here)
            continue
        places = seating.settle(places, here, MOMENTS[number], rng)
        is_right(places, here)
        stays_as_it_was(before, places, here, MOMENTS[number])
        assert seating.settle(places, here, MOMENTS[number], rng) == places


@given(st.integers(9, 60), st.integers(0, 59))
def test_one_who_leaves_moves_at_most_two(people, who):
    """From a trio of nine: its two join others. Where a four is, one of it comes over."""
    before = seating.draw(range(people), Random(3))
    here = [person for person in range(people) if person != who % people]
    after = seating.settle(before, here, Moment(2, has_begun=True), Random(1))

    assert sum(before[person].trio != after[person].trio for person in here) <= 2


NINE = {person: Place(person // 3 + 1, person % 3 + 1) for person in range(9)}


def test_a_latecomer_tells_last_in_the_smallest_trio():
    after = seating.settle(NINE, range(10), Moment(2, has_begun=True), Random(1))

    assert after == {**NINE, 9: Place(1, 4)}


def test_two_who_are_left_join_others_and_who_has_told_does_not_tell_again():
    """0 told, 1 tells, 2 leaves before telling."""
    after = seating.settle(NINE, [0, 1, *range(3, 9)], Moment(2, has_begun=True), Random(1))

    assert {person: place for person, place in after.items() if place != NINE[person]} == {
        0: Place(2, None),
        1: Place(3, 4),
    }


def test_who_leaves_after_telling_keeps_the_turn_that_was():
    places = {0: Place(1, 1), 1: Place(1, 2), 2: Place(1, 3), 3: Place(1, 4)}

    assert seating.settle(places, [1, 2, 3], Moment(2, has_begun=False), Random(1)) == places


def test_who_leaves_before_telling_lets_the_others_move_up():
    places = {0: Place(1, 1), 1: Place(1, 2), 2: Place(1, 3), 3: Place(1, 4)}

    after = seating.settle(places, [0, 1, 3], Moment(2, has_begun=True), Random(1))

    assert after == {0: Place(1, 1), 1: Place(1, 2), 3: Place(1, 3)}


def test_while_somebody_tells_nobody_takes_over_in_the_middle():
    places = {0: Place(1, 1), 1: Place(1, 2), 2: Place(1, 3), 3: Place(1, 4)}

    assert seating.settle(places, [0, 2, 3], Moment(2, has_begun=True), Random(1)) == places


def test_two_people_are_no_trio_and_a_third_makes_one():
    assert seating.settle({}, [1, 2], FIRST, Random(1)) == {}
    assert set(seating.settle({}, [1, 2, 3], FIRST, Random(1))) == {1, 2, 3}
    assert seating.settle(NINE, [0, 4], FIRST, Random(1)).keys() == {0, 4}


def test_the_sixth_makes_two_trios_of_five():
    five = seating.draw(range(5), Random(1))

    after = seating.settle(five, range(6), Moment(2, has_begun=True), Random(1))

    assert sorted(map(len, circles(after, range(6)).values())) == [3, 3]
    teller = next(person for person, place in five.items() if place.turn == 2)
    assert after[teller] == five[teller]


def test_who_comes_when_only_fours_are_costs_no_more_than_a_fourth_turn():
    """One of nine left, so two fours sit there, and then somebody comes."""
    moment = Moment(2, has_begun=True)
    eight = seating.settle(NINE, [0, 1, *range(3, 9)], moment, Random(1))

    after = seating.settle(eight, [0, 1, *range(3, 10)], moment, Random(1))

    assert sorted(map(len, circles(after, [0, 1, *range(3, 10)]).values())) == [3, 3, 3]
    assert max(place.turn or 0 for place in after.values()) == 4


def test_two_change_places_with_their_turns():
    after = seating.swap(NINE, 0, 8)

    assert after == {**NINE, 0: Place(3, 3), 8: Place(1, 1)}


def test_one_sits_in_another_trio_as_its_last():
    ten = {**NINE, 9: Place(1, 4)}

    assert seating.move(ten, range(10), 0, 2) == {
        **ten, 0: Place(2, 4), 1: Place(1, 1), 2: Place(1, 2), 9: Place(1, 3),
    }  # fmt: skip
