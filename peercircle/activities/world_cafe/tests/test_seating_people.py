"""Who takes which row of a plan: wishes, earlier meetings, schools. The plan stays as good as it was."""

from dataclasses import replace
from itertools import combinations

import pytest

from peercircle.activities.world_cafe.seating import Demand, check, count, plan

EVENING = Demand(guests=12, tables=4, rounds=3, budget_ms=200)


def together(seats, one, other):
    return sum(row[one] is not None and row[one] == row[other] for row in seats)


def seated(demand):
    """With all that people ask for, as good as without."""
    found, plain = plan(demand), plan(replace(demand, met=(), preferences=None, groups=None))
    assert check(demand, found.seats) == []
    assert found.count == plain.count == count(found.seats)
    return found


def test_who_sat_together_last_time_sits_apart_this_time():
    """Four tables for three rounds let 12 people meet 36 of 66 pairs, so there is a way round these 18."""
    last = seated(EVENING).seats
    pairs = [pair for pair in combinations(range(12), 2) if last[0][pair[0]] == last[0][pair[1]]]
    pairs += [pair for pair in combinations(range(12), 2) if last[1][pair[0]] == last[1][pair[1]]][:6]

    found = seated(replace(EVENING, met=tuple((*pair, 1) for pair in pairs)))

    assert sum(together(found.seats, *pair) for pair in pairs) == 0


def test_who_met_more_often_is_kept_apart_first():
    """Three people at one table, twice: some pair meets. It is not the pair that met nine times."""
    demand = Demand(3, 1, 1, met=((0, 1, 9),))
    assert together(seated(demand).seats, 0, 1) == 1

    demand = Demand(3, 2, 1, met=((0, 1, 9), (0, 2, 1), (1, 2, 1)), budget_ms=100)
    assert together(seated(demand).seats, 0, 1) == 0


def test_one_school_is_spread():
    """Three schools of four, and four tables: nobody need sit with the own school in the first round."""
    demand = replace(EVENING, groups=tuple("aaaabbbbcccc"), rounds=1)

    found = seated(demand)

    assert all(
        together(found.seats, one, other) == 0
        for one, other in combinations(range(12), 2)
        if demand.groups[one] == demand.groups[other]
    )


def test_whose_school_is_not_known_is_of_no_school():
    assert plan(replace(EVENING, groups=(None,) * 12)).seats == plan(EVENING).seats


@pytest.mark.parametrize(("guests", "tables", "rounds"), [(12, 4, 2), (13, 5, 3), (20, 7, 4), (9, 3, 3)])
def test_two_wishes_each_come_true_where_they_can(guests, tables, rounds):
    wished = tuple(((guest * 3) % tables, (guest * 3 + 1 + guest % (tables - 1)) % tables) for guest in range(guests))

    granted, most = seated(Demand(guests, tables, rounds, preferences=wished)).wishes

    assert granted == most == 2 * guests


def test_when_all_wish_for_one_table_the_bound_says_how_many_fit():
    """Twelve people wish for table 0; three sit there in each of two rounds."""
    found = seated(replace(EVENING, rounds=2, preferences=((0,),) * 12))

    assert found.wishes == (6, 6)


def test_without_wishes_nothing_is_said_of_them():
    assert plan(EVENING).wishes is None


def test_a_wish_counts_more_than_an_old_acquaintance():
    """Both wish for table 0 in the only round; that they met before does not matter then."""
    found = seated(Demand(4, 2, 1, preferences=((0,), (0,), (), ()), met=((0, 1, 5),)))

    assert found.wishes == (2, 2)
    assert together(found.seats, 0, 1) == 1
