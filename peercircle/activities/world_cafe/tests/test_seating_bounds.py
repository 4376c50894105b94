"""The bounds, against every plan there is where that can be counted, and against all that we plan."""

from itertools import product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from peercircle.activities.world_cafe.seating import Demand, Impossible, Life, bounds, check, count, plan


def every_plan(demand):
    """All that the checker lets through."""
    rows = []
    for round_ in range(demand.rounds):
        if round_ < demand.begun:
            rows.append([demand.life.past[round_]])
            continue
        here = demand.here[round_]
        choices = [demand.open[round_] if guest in here else [None] for guest in range(demand.guests)]
        alone = Demand(demand.guests, demand.tables, 1, sizes=demand.sizes, life=at(demand, round_))
        rows.append([row for row in product(*choices) if check(alone, [list(row)]) == []])
    for seats in product(*rows):
        if not check(demand, [list(row) for row in seats]):
            yield [list(row) for row in seats]


def at(demand, round_):
    life = demand.life
    return Life(
        present=life.present and (life.present[round_],),
        open_tables=life.open_tables and (life.open_tables[round_],),
        forbidden=life.forbidden,
    )


SMALL = [
    Demand(4, 2, 2),
    Demand(5, 2, 2),
    Demand(4, 3, 2),
    Demand(5, 3, 2),
    Demand(3, 3, 3),
    Demand(4, 2, 3),
    Demand(3, 2, 4),
    Demand(5, 2, 3),
    Demand(4, 1, 3),
    Demand(5, 3, 2, sizes=(1, 2, 2)),
    Demand(6, 3, 2, sizes=(3, 2, 1)),
    Demand(5, 3, 2, life=Life(past=((0, 0, 0, 1, 2),))),
    Demand(4, 3, 3, life=Life(past=((0, 0, 1, None),))),
    Demand(4, 3, 2, life=Life(open_tables=((0, 1), (0, 1, 2)))),
    Demand(5, 3, 2, life=Life(present=((True,) * 5, (True, True, True, True, False)))),
    Demand(4, 3, 2, life=Life(forbidden=frozenset({(0, 1), (2, 0)}))),
]


@pytest.mark.parametrize("demand", SMALL)
def test_no_plan_whatsoever_beats_the_bounds_and_ours_is_the_best(demand):
    found = [count(seats) for seats in every_plan(demand)]
    proven = bounds(demand)

    assert min(one.L for one in found) >= proven.L
    assert min(one.Q for one in found) >= proven.Q
    assert min(one.M for one in found) >= proven.M
    assert min(one.Q for one in found) == plan(demand).count.Q


@pytest.mark.parametrize(
    ("demand", "least"),
    [
        (Demand(29, 6, 4), 1),
        (Demand(30, 6, 5), 2),
        (Demand(29, 6, 6), 11),
        (Demand(19, 6, 6), 1),
        (Demand(18, 6, 6), 0),
        (Demand(28, 6, 4), 0),
        (Demand(30, 6, 3), 0),
    ],
)
def test_six_tables_allow_less_than_counting_says(demand, least):
    assert least == bounds(demand).Q


QUICK = (Phase.explicit, Phase.generate)  # a failure is shown as found: to make it smaller takes minutes


@st.composite
def evenings(draw, most_guests=14):
    """Whatever can happen: people come and go, tables close, hosts are taken from the guests, seats are swapped."""
    guests, tables = draw(st.integers(1, most_guests)), draw(st.integers(1, 5))
    rounds = draw(st.integers(1, 5))

    def grid(cell, lines):
        row = st.lists(cell, min_size=guests, max_size=guests).map(tuple)
        return draw(st.lists(row, min_size=lines, max_size=lines).map(tuple))

    seat = st.one_of(st.none(), st.integers(0, tables - 1))
    some_tables = st.sets(st.integers(0, tables - 1), min_size=max(1, tables - 1)).map(sorted).map(tuple)
    a_host = st.tuples(st.integers(0, guests - 1), st.integers(0, tables - 1))
    return Demand(
        guests,
        tables,
        rounds,
        objective=draw(st.sampled_from(["fair", "meet"])),
        life=Life(
            past=grid(seat, draw(st.integers(0, rounds))),
            present=grid(st.sampled_from([True, True, True, False]), rounds),
            open_tables=draw(st.lists(some_tables, min_size=rounds, max_size=rounds).map(tuple)),
            forbidden=frozenset(draw(st.sets(a_host, max_size=2))),
        ),
        running=grid(seat, rounds) if draw(st.booleans()) else None,
        budget_ms=5,
    )


@settings(max_examples=60, phases=QUICK)
@given(evenings())
def test_whatever_happens_the_rest_keeps_the_rules(demand):
    try:
        found = plan(demand)
    except Impossible as impossible:
        demand = impossible.relaxed
        if demand is None:
            return
        found = plan(demand)
    assert check(demand, found.seats) == []
    assert found.count == count(found.seats)
    assert found.bounds.L <= found.count.L
    assert found.bounds.Q <= found.count.Q
    assert found.bounds.M <= found.count.M


@settings(max_examples=30, phases=QUICK)
@given(evenings(most_guests=4))
def test_impossible_is_said_only_of_what_is_impossible(demand):
    plans = every_plan(demand)
    try:
        plan(demand)
    except Impossible:
        assert next(plans, None) is None
