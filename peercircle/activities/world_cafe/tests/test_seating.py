"""A guest sees every table before any twice, and blocks mix."""

from itertools import combinations

import pytest

from peercircle.activities.world_cafe.seating import table_of


@pytest.mark.parametrize("tables", range(2, 8))
@pytest.mark.parametrize("guests", [1, 4, 9, 20])
def test_nobody_sits_at_a_table_twice(tables, guests):
    for guest in range(guests):
        assert len({table_of(guest, round_, tables) for round_ in range(tables)}) == tables


def test_the_rota_of_the_top_three_cafe():
    """Domain page 2.5, mode C: six guests at three tables for three rounds; no pair meets twice."""
    met = [
        pair
        for round_ in range(3)
        for pair in combinations(range(6), 2)
        if table_of(pair[0], round_, 3) == table_of(pair[1], round_, 3)
    ]

    assert len(met) == len(set(met)) == 9


def test_with_a_host_for_every_theme_all_visit_all_tables():
    """Mode A: four travellers and five hosted tables."""
    assert [[table_of(guest, round_, 5) for guest in range(4)] for round_ in range(2)] == [
        [0, 1, 2, 3],
        [1, 2, 3, 4],
    ]
