"""Which form suits how many people."""

import pytest

from peercircle.activities.world_cafe import shapes
from peercircle.activities.world_cafe.shapes import Mode


@pytest.mark.parametrize(
    ("people", "mode"),
    [
        (1, Mode.PAIRS),
        (3, Mode.PAIRS),
        (4, Mode.CAROUSEL),
        (6, Mode.CAROUSEL),
        (7, Mode.TOP_THREE),
        (11, Mode.TOP_THREE),
        (12, Mode.CLASSIC),
        (60, Mode.CLASSIC),
    ],
)
def test_the_form_follows_who_came(people, mode):
    assert shapes.fitting(people) == mode


@pytest.mark.parametrize(
    ("mode", "people", "themes", "tables"),
    [
        (Mode.PAIRS, 3, 5, 1),
        (Mode.CAROUSEL, 5, 5, 5),
        (Mode.TOP_THREE, 9, 5, 3),
        (Mode.TOP_THREE, 9, 2, 2),
        (Mode.FIXED_HOSTS, 9, 5, 5),
        (Mode.FIXED_HOSTS, 4, 5, 3),  # more tables than people: somebody has to travel
        (Mode.CLASSIC, 12, 6, 3),
        (Mode.CLASSIC, 17, 4, 4),
        (Mode.CLASSIC, 60, 6, 6),
        (Mode.CLASSIC, 1, 0, 1),
    ],
)
def test_how_many_tables(mode, people, themes, tables):
    assert shapes.tables(mode, people, themes) == tables


@pytest.mark.parametrize(
    ("mode", "people", "tables", "rounds"),
    [
        (Mode.PAIRS, 2, 1, 2),
        (Mode.PAIRS, 3, 1, 3),
        (Mode.PAIRS, 8, 1, 2),
        (Mode.CAROUSEL, 6, 5, 5),
        (Mode.FIXED_HOSTS, 9, 5, 5),
        (Mode.TOP_THREE, 9, 3, 3),
        (Mode.CLASSIC, 60, 6, 3),
        (Mode.CLASSIC, 12, 2, 2),
    ],
)
def test_how_many_rounds(mode, people, tables, rounds):
    assert shapes.rounds(mode, people, tables) == rounds


@pytest.mark.parametrize(
    ("mode", "people", "tables", "teams"),
    [
        (Mode.CAROUSEL, 4, 5, 2),
        (Mode.CAROUSEL, 6, 5, 2),
        (Mode.CAROUSEL, 9, 5, 3),
        (Mode.CAROUSEL, 3, 5, 1),
        (Mode.SILENT, 9, 5, 4),
        (Mode.SILENT, 20, 3, 3),
        (Mode.PAIRS, 3, 1, 1),
    ],
)
def test_never_two_teams_at_a_sheet_and_never_a_team_of_one(mode, people, tables, teams):
    assert shapes.teams(mode, people, tables) == teams


def test_tables_that_are_too_full_or_too_empty_are_said():
    assert shapes.is_crowded(Mode.CLASSIC, 19, 3)
    assert not shapes.is_crowded(Mode.CLASSIC, 18, 3)
    assert shapes.is_thin(Mode.FIXED_HOSTS, 9, 5)
    assert not shapes.is_thin(Mode.FIXED_HOSTS, 10, 5)
