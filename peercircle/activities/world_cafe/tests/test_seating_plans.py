"""Every plan over the whole grid keeps the rules and meets the bound exactly."""

import pytest

from peercircle.activities.world_cafe.seating import Demand, bounds, check, count, plan


@pytest.mark.parametrize("objective", ["fair", "meet"])
@pytest.mark.parametrize("tables", [2, 3, 4, 5, 7, 8, 9])
def test_where_there_is_a_plane_no_plan_is_better(tables, objective):
    for guests in range(4, 61):
        for rounds in range(2, tables + 1):
            demand = Demand(guests, tables, rounds, objective=objective)

            found = plan(demand)

            assert check(demand, found.seats) == []
            assert found.count == count(found.seats)
            assert (found.count.L, found.count.Q) == (bounds(demand).L, bounds(demand).Q)
            assert found.optimal


@pytest.mark.parametrize(("guests", "tables", "rounds"), [(200, 20, 6), (1000, 50, 6), (60, 12, 3), (60, 10, 6)])
def test_large_evenings_have_no_repeat(guests, tables, rounds):
    found = plan(Demand(guests, tables, rounds))

    assert (found.count.L, found.optimal) == (0, True)


@pytest.mark.parametrize(
    ("guests", "tables", "rounds"), [(0, 3, 2), (1, 1, 4), (5, 1, 3), (3, 5, 4), (2, 7, 6), (4, 4, 1)]
)
def test_odd_evenings_are_seated_too(guests, tables, rounds):
    demand = Demand(guests, tables, rounds)

    found = plan(demand)

    assert check(demand, found.seats) == []
    assert found.optimal


@pytest.mark.parametrize(("guests", "tables", "rounds"), [(13, 4, 6), (9, 5, 12), (20, 3, 7), (7, 2, 5)])
def test_more_rounds_than_tables_lead_everywhere_equally_often(guests, tables, rounds):
    demand = Demand(guests, tables, rounds, budget_ms=20)

    assert check(demand, plan(demand).seats) == []
