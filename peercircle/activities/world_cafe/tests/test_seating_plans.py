"""Every plan over the whole grid keeps the rules and meets the bound exactly."""

from random import Random
from time import perf_counter

import pytest

from peercircle.activities.world_cafe.seating import (
    Demand,
    Impossible,
    annealing,
    bounds,
    check,
    count,
    life,
    plan,
    planes,
    rule,
)

# Six tables have no plane: for how many guests a plan without repeats is known.
NO_REPEAT_AT_SIX = {2: 30, 3: 30, 4: 27, 5: 25, 6: 18}


@pytest.mark.parametrize("tables", [2, 3, 4, 5, 7, 8, 9])
def test_where_there_is_a_plane_no_plan_is_better(tables):
    for guests in range(4, 61):
        for rounds in range(2, tables + 1):
            demand = Demand(guests, tables, rounds, objective="fair" if guests % 2 else "meet")

            found = plan(demand)

            assert check(demand, found.seats) == []
            assert found.count == count(found.seats)
            assert (found.count.L, found.count.Q) == (bounds(demand).L, bounds(demand).Q)
            assert found.optimal


@pytest.mark.parametrize("rounds", range(2, 7))
def test_six_tables_have_plans_that_were_searched_beforehand(rounds):
    for guests in range(4, 61):
        demand = Demand(guests, 6, rounds)

        found = plan(demand)

        assert check(demand, found.seats) == []
        assert found.count == count(found.seats)
        if guests <= NO_REPEAT_AT_SIX[rounds]:
            assert found.count.L == 0
        if rounds <= 3:
            assert found.optimal


@pytest.mark.parametrize("tables", [2, 3, 5, 7])
def test_with_a_prime_number_of_tables_a_guest_needs_two_numbers_only(tables):
    """Start at table b, move on by your number a."""
    guests = tables * (tables - 1) + 3
    seats = plan(Demand(guests, tables, tables)).seats

    for guest in range(guests):
        start, step = rule(guest, tables)
        assert [row[guest] for row in seats] == [(start + step * round_) % tables for round_ in range(tables)]


@pytest.mark.parametrize("tables", [4, 6, 8, 9])
def test_with_other_numbers_of_tables_there_is_no_such_rule(tables):
    assert rule(0, tables) is None


@pytest.mark.parametrize(("objective", "letter"), [("fair", "Q"), ("meet", "L")])
def test_while_a_plan_is_annealed_its_books_are_right(objective, letter):
    demand = Demand(14, 6, 4, objective=objective)
    seats = [[(guest + round_) % 6 for guest in range(14)] for round_ in range(4)]
    evening = annealing.evening(demand, seats, keep=[[0] * 14] * 4, price=100)

    annealing.anneal(evening, Random(1), perf_counter() + 0.02, goal=0)

    away = sum(table != 0 for row in evening.rows for table in row)
    assert evening.cost == getattr(count(evening.rows), letter) + 100 * away


def test_to_meet_most_people_some_may_meet_often():
    fair, meet = (plan(Demand(40, 6, 5, objective=objective, budget_ms=50)).count for objective in ("fair", "meet"))

    assert meet.L < fair.L
    assert fair.Q < meet.Q


@pytest.mark.parametrize("guests", [31, 32, 57, 58, 59, 60])
def test_at_six_tables_some_walk_together_so_that_all_others_meet(guests):
    """A plan of thirty guests without a repeat is laid again: two who share a way meet three times, all others once."""
    demand = Demand(guests, 6, 3, objective="meet")

    found = plan(demand)

    assert check(demand, found.seats) == []
    assert found.count.L == bounds(demand).L == 2 * (guests - 30)
    assert found.method == "searched beforehand, laid again"


@pytest.mark.parametrize(("guests", "rounds", "most"), [(57, 4, 105), (45, 6, 140), (60, 6, 330)])
def test_at_six_tables_the_same_helps_in_long_evenings(guests, rounds, most):
    demand = Demand(guests, 6, rounds, objective="meet", budget_ms=0)

    found = plan(demand)

    assert check(demand, found.seats) == []
    assert most >= found.count.L


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


def test_a_plan_with_a_fault_is_never_shown(monkeypatch, caplog):
    """The planner is broken on purpose and forgets everybody. People get the plain rotation, and we hear of it."""
    monkeypatch.setattr(planes, "plane", lambda guests, tables, rounds: [[None] * guests] * rounds)
    demand = Demand(6, 3, 2)

    found = plan(demand)

    assert found.method == "plain rotation"
    assert check(demand, found.seats) == []
    assert "guest 0 has no seat in round 0" in caplog.text


def test_a_plan_that_nobody_can_mend_is_not_shown_either(monkeypatch):
    """Broken on purpose again, on an evening that the plain rotation does not know."""
    monkeypatch.setattr(life, "found", lambda demand, *_: [[0] * demand.guests] * demand.rounds)
    monkeypatch.setattr(life, "plain", lambda demand: [[0] * demand.guests] * demand.rounds)

    with pytest.raises(Impossible, match="Seat by hand"):
        plan(Demand(9, 3, 2, sizes=(4, 3, 2)))
