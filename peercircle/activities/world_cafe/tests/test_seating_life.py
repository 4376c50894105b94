"""What happens on an evening, one thing at a time: the rest is planned anew, and few people are told."""

from dataclasses import replace

import pytest

from peercircle.activities.world_cafe.seating import Demand, Impossible, Life, check, plan, replan

PLANNED = Demand(guests=13, tables=4, rounds=3)
SEATS = plan(PLANNED).seats


def running(*, more=0):
    """The plan in people's hands, after the first round; with so many more guests than were planned."""
    rows = tuple((*row, *[None] * more) for row in SEATS)
    return replace(PLANNED, guests=13 + more, life=Life(past=rows[:1]), running=rows, budget_ms=50)


def away(demand, guest, rounds):
    """Present as before, but for this guest in these rounds."""
    present = tuple(
        tuple(who != guest or round_ not in rounds for who in range(demand.guests)) for round_ in range(demand.rounds)
    )
    return replace(demand, life=replace(demand.life, present=present))


def replanned(demand):
    found = replan(demand)
    assert check(demand, found.seats) == []
    assert found.seats[0] == list(demand.life.past[0])
    return found


def test_when_nothing_happens_nobody_is_told():
    assert replanned(running()).told == ()


def test_who_comes_late_is_told_and_nobody_else():
    found = replanned(away(running(more=1), 13, {0}))

    assert found.told == (13,)
    assert {found.seats[1][13], found.seats[2][13]} <= {0, 1, 2, 3}


def test_who_leaves_is_missed_by_few():
    """Thirteen people sit 4-3-3-3. When somebody of a full table leaves, nobody moves in that round."""
    found = replanned(away(running(), 0, {1, 2}))

    assert (found.seats[1][0], found.seats[2][0]) == (None, None)
    assert 0 not in found.told
    assert len(found.changed) <= 2


def test_a_guest_who_becomes_host_is_never_sent_to_the_own_table_as_a_guest():
    demand = away(running(), 5, {1})
    table = SEATS[2][5]
    demand = replace(demand, life=replace(demand.life, forbidden=frozenset({(5, table)})))

    found = replanned(demand)

    assert found.seats[1][5] is None
    assert found.seats[2][5] not in (None, table)


def test_a_closed_table_moves_its_own_guests_and_few_others():
    demand = running()
    demand = replace(demand, life=replace(demand.life, open_tables=((0, 1, 2, 3), (0, 1, 2), (0, 1, 2))))
    theirs = {(round_, guest) for round_ in (1, 2) for guest in range(13) if SEATS[round_][guest] == 3}

    found = replanned(demand)

    assert theirs <= set(found.changed)
    assert len(found.changed) <= len(theirs) + 2
    assert set(found.told) == {guest for _, guest in found.changed}


def test_who_moves_first_is_told_first():
    demand = running()
    demand = replace(demand, life=replace(demand.life, open_tables=((0, 1, 2, 3), (0, 1, 2), (0, 1, 2))))

    found = replanned(demand)

    soon = [guest for round_, guest in found.changed if round_ == 1]
    assert list(found.told[: len(soon)]) == soon


def test_two_who_swapped_seats_do_not_come_to_a_table_twice():
    """Guests 0 and 1 sat at each other's tables in the first round."""
    demand = running()
    first = (SEATS[0][1], SEATS[0][0], *SEATS[0][2:])

    found = replanned(replace(demand, life=Life(past=(first,))))

    for guest in (0, 1):
        assert len({row[guest] for row in found.seats}) == 3
    assert len(found.changed) <= 4


def test_a_guest_with_no_table_left_is_named_and_the_least_help_works():
    life = Life(past=((0, 1, 2, 0, 1, 2),), open_tables=((0, 1, 2), (0, 1)), forbidden=frozenset({(0, 1)}))
    demand = Demand(6, 3, 2, life=life)

    with pytest.raises(Impossible) as impossible:
        plan(demand)

    assert impossible.value.who == "Guest 0"
    assert "Let a guest without one return once to a table" in str(impossible.value)
    assert impossible.value.relaxed.returning == {0}
    assert check(impossible.value.relaxed, plan(impossible.value.relaxed).seats) == []


def test_when_all_came_from_one_table_the_tables_may_differ_by_more():
    """Everybody sat at table 0; of three tables one closed, so all must go to the one that is left."""
    life = Life(past=((0, 0, 0, 1),), open_tables=((0, 1, 2), (0, 1)))
    demand = Demand(4, 3, 2, life=life)

    with pytest.raises(Impossible) as impossible:
        plan(demand)

    assert impossible.value.who == "The guests together"
    assert impossible.value.relaxed.slack == (1, 1)
    assert check(impossible.value.relaxed, plan(impossible.value.relaxed).seats) == []


def test_without_a_table_only_people_can_help():
    with pytest.raises(Impossible, match="none is open in round 1") as impossible:
        plan(Demand(4, 2, 2, life=Life(open_tables=((0, 1), ()))))

    assert impossible.value.relaxed is None


def test_to_replan_there_must_be_a_plan():
    with pytest.raises(ValueError, match="running"):
        replan(PLANNED)


def test_a_late_evening_is_replanned_in_time():
    """Sixty people, six tables, and two of them leave: within the budget, and only few are told."""
    demand = Demand(60, 6, 6)
    rows = tuple(tuple(row) for row in plan(demand).seats)
    demand = replace(demand, life=Life(past=rows[:2]), running=rows, budget_ms=100)

    found = replanned(away(away(demand, 3, {2, 3, 4, 5}), 9, {2, 3, 4, 5}))

    assert 3 not in found.told
    assert len(found.changed) <= 8


def test_one_who_leaves_before_the_last_round_may_leave_tables_uneven_by_two():
    """In the last of as many rounds as tables each guest has one table left; a small one becomes smaller."""
    demand = Demand(32, 5, 5)
    rows = tuple(tuple(row) for row in plan(demand).seats)
    smallest = min(range(5), key=rows[4].count)
    demand = replace(demand, life=Life(past=rows[:4]), running=rows)

    with pytest.raises(Impossible) as impossible:
        replan(away(demand, rows[4].index(smallest), {4}))

    assert impossible.value.who == "The guests together"
    assert "Let table sizes differ by 2" in str(impossible.value)
    assert check(impossible.value.relaxed, plan(impossible.value.relaxed).seats) == []


def test_where_nobody_may_return_often_enough_nothing_is_promised():
    """The only guest was at the only table that is left, and three rounds are to come."""
    life = Life(past=((0, 1), (0, 1)), open_tables=((0, 1, 2, 3, 4), (0, 1, 2, 3, 4), (0,), (0,), (0,)))

    with pytest.raises(Impossible) as impossible:
        plan(Demand(2, 5, 5, life=life))

    assert impossible.value.relaxed is None
