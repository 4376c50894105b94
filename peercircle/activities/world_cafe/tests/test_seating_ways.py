"""Which tables are left for whom; and where they are too few, what gives, told in a moment."""

from dataclasses import replace
from itertools import product
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peercircle.activities.world_cafe.seating import Demand, Impossible, Life, check, plan
from peercircle.activities.world_cafe.seating.ways import is_proven_impossible, ways, without

SOME_TABLES = st.sets(st.integers(0, 4), min_size=1, max_size=4).map(sorted).map(tuple)


def evening(guests, tables, rounds, begun, closing):
    """A plan is running; one table closes so many rounds later."""
    demand = Demand(guests, tables, rounds)
    rows = tuple(tuple(row) for row in plan(demand).seats)
    still = tuple(range(tables))
    open_tables = tuple(still[: tables - (round_ >= closing)] for round_ in range(rounds))
    return replace(demand, life=Life(past=rows[:begun], open_tables=open_tables), running=rows)


@settings(max_examples=60)
@given(open_tables=st.lists(SOME_TABLES, min_size=1, max_size=4), past=st.sampled_from([(), ((3,),)]))
def test_a_table_is_left_when_other_tables_are_left_for_the_other_rounds(open_tables, past):
    rounds = [*([(3,)] * len(past)), *open_tables]
    every_way = [row for row in product(*rounds) if len(set(row)) == len(row)]

    found = ways(Demand(1, 5, len(rounds), life=Life(past=past, open_tables=tuple(rounds))))

    for round_ in range(len(past), len(rounds)):
        assert found[round_][0] == {row[round_] for row in every_way}
    assert without(found) == ([] if every_way else [0])


@settings(max_examples=40)
@given(first=st.tuples(*[st.integers(0, 2)] * 3), now=SOME_TABLES, later=SOME_TABLES)
def test_what_is_proven_impossible_is_impossible(first, now, later):
    life = Life(past=(first,), open_tables=(tuple(range(5)), now, later))
    demand = Demand(3, 5, 3, life=life, budget_ms=20)
    left = ways(demand)

    if without(left) or is_proven_impossible(demand, left):
        rows = [tuple(product(*([tables] * 3))) for tables in (now, later)]
        assert not any(not check(demand, [list(first), list(one), list(other)]) for one, other in product(*rows))
    else:
        assert check(demand, plan(demand).seats) == []


@pytest.mark.parametrize(
    ("guests", "tables", "rounds", "begun", "closing"), [(53, 3, 3, 1, 2), (56, 7, 7, 1, 3), (29, 6, 6, 2, 4)]
)
def test_who_must_return_is_named_rather_than_tables_left_nearly_empty(guests, tables, rounds, begun, closing):
    demand = evening(guests, tables, rounds, begun, closing)
    began = process_time()

    with pytest.raises(Impossible, match=r"Let guests? \d+.* return once to a table") as impossible:
        plan(demand)

    assert process_time() - began < 1.5
    relaxed = impossible.value.relaxed
    assert relaxed.slack == (0, 0)
    # Whoever has not been at the table that closes, and finds no seat there before.
    seats_left = (closing - begun) * -(-guests // tables)
    least = guests - sum(row.count(tables - 1) for row in demand.life.past) - seats_left
    assert len(relaxed.returning) == least
    assert check(relaxed, plan(relaxed).seats) == []


def test_nobody_returns_oftener_than_need_be():
    """Guest 0 has seen all tables but one, which is closed; everybody else has tables left."""
    demand = Demand(6, 3, 3, life=Life(past=((0, 1, 2, 0, 1, 2), (1, 2, 1, 2, 0, 0)), open_tables=((0, 1, 2),) * 3))
    closed = replace(demand, life=replace(demand.life, open_tables=((0, 1, 2), (0, 1, 2), (0, 1))))

    with pytest.raises(Impossible) as impossible:
        plan(closed)

    assert impossible.value.who == "Guests 0, 4"
    seats = plan(impossible.value.relaxed).seats
    back = {guest for guest in range(6) if len({row[guest] for row in seats}) < 3}
    assert back == {0, 4}
