"""Each rule of the checker refuses a plan that no other rule refuses."""

import pytest

from peercircle.activities.world_cafe.seating import Count, Demand, Life, check, count

TWO = Demand(guests=2, tables=2, rounds=2)


@pytest.mark.parametrize(
    ("demand", "seats", "faults"),
    [
        (TWO, [[0, 1], [1, 0]], []),
        (TWO, [[0, 1]], ["1 rounds are planned instead of 2"]),
        (TWO, [[0, 1], [1]], ["round 1 has 1 seats for 2 guests"]),
        (TWO, [[0, 2], [1, 0]], ["round 0 names a table that does not exist"]),
        (TWO, [[0, -1], [1, 0]], ["round 0 names a table that does not exist"]),
        (
            Demand(2, 2, 2, life=Life(past=((0, 1),))),
            [[1, 0], [0, 1]],
            ["round 0 is over but was changed"],
        ),
        (Demand(3, 3, 1), [[0, 1, None]], ["guest 2 has no seat in round 0"]),
        (
            Demand(2, 2, 1, life=Life(present=((True, False),))),
            [[0, 1]],
            ["guest 1 is away but has a seat in round 0"],
        ),
        (
            Demand(2, 3, 2, life=Life(open_tables=((0, 1, 2), (0, 1)))),
            [[0, 1], [1, 2]],
            ["guest 1 sits at table 2, closed in round 1"],
        ),
        (
            Demand(2, 2, 1, life=Life(forbidden=frozenset({(0, 1)}))),
            [[1, 0]],
            ["guest 0 sits at the forbidden table 1 in round 0"],
        ),
        (Demand(2, 3, 2), [[0, 1], [0, 2]], ["guest 0 is sent to table 0 again in round 1"]),
        (
            Demand(2, 2, 2, life=Life(past=((0, 0),))),
            [[0, 0], [1, 0]],
            ["guest 1 is sent to table 0 again in round 1"],
        ),
        (Demand(1, 2, 3), [[0], [0], [0]], ["guest 0 is sent to table 0 again in round 2", "guest 0 misses a table"]),
        (Demand(3, 3, 1), [[0, 0, 1]], ["round 0 is not seated evenly"]),
        (Demand(3, 2, 1, sizes=(1, 2)), [[0, 0, 1]], ["round 0 is not seated evenly"]),
        (Demand(4, 2, 1, sizes=(1, 3)), [[0, 1, 1, 1]], []),
        (Demand(4, 2, 1, sizes=(1, 3)), [[0, 0, 1, 1]], ["round 0 is not seated evenly"]),
        (
            Demand(3, 3, 1, life=Life(open_tables=((0, 1),))),
            [[0, 0, 1]],
            [],
        ),
        (
            Demand(3, 2, 1, sizes=(1, 2), life=Life(present=((True, True, False),))),
            [[1, 1, None]],
            [],
        ),
        (Demand(2, 3, 2, returning=frozenset({0})), [[0, 1], [0, 2]], []),
        (Demand(3, 3, 1, slack=1), [[0, 0, 1]], []),
        (Demand(4, 2, 1, slack=1), [[0, 0, 0, 0]], ["round 0 is not seated evenly"]),
    ],
)
def test_a_plan_is_refused_for_its_own_reason(demand, seats, faults):
    assert check(demand, seats) == faults


def test_a_table_can_be_missed_without_being_anywhere_too_often():
    """Five rounds, four tables: each once or twice. Twice at two of them and once at a third leaves one out."""
    assert check(Demand(1, 4, 5), [[0], [0], [1], [1], [2]]) == ["guest 0 misses a table"]


@pytest.mark.parametrize(
    "life",
    [
        Life(past=((0,),)),
        Life(forbidden=frozenset({(0, 3)})),
        Life(present=((True,),) * 4 + ((False,),)),
        Life(open_tables=((0, 1, 2, 3),) * 4 + ((0, 1, 2),)),
    ],
)
def test_nobody_must_be_everywhere_on_a_disturbed_evening(life):
    last = None if life.present else 2

    assert check(Demand(1, 4, 5, life=life), [[0], [0], [1], [1], [last]]) == []


def test_repeats_are_counted_pair_by_pair():
    assert count([[0, 0, 0, None], [1, 1, 2, 2], [3, 3, None, 3]]) == Count(L=2, Q=3, M=3)
    assert count([[0, None], [None, 0]]) == Count(L=0, Q=0, M=0)
