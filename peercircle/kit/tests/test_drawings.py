"""Emblems, marks and codes that the house draws itself."""

import re

import pytest
from django.template import engines

from peercircle.kit import drawings
from peercircle.kit.templatetags.kit import countdown


def draw(tag: str) -> str:
    return engines["django"].from_string("{% " + tag + " %}").render()


@pytest.mark.parametrize("seats", [0, 1, 5, 9, 12, 30])
def test_an_emblem_has_as_many_seats_as_members_and_they_stay_on_the_paper(seats):
    circles = re.findall(r'cx="([-\d.]+)" cy="([-\d.]+)" r="([\d.]+)"', drawings.seats_of(7, seats))

    assert len(circles) == seats
    for x, y, radius in circles:
        assert all(float(radius) <= float(at) <= 100 - float(radius) for at in (x, y))


def test_a_group_keeps_its_emblem_and_neighbours_differ():
    assert draw("emblem 7 9") == draw("emblem 7 9")
    assert len({draw(f"emblem {group} 9") for group in range(1, 15)}) == 14


def test_five_tables_have_five_shapes_and_the_sixth_begins_again():
    marks = [draw(f"table_mark {number}") for number in range(1, 7)]

    assert len(set(marks)) == 5
    assert marks[5] == marks[0]


def test_a_code_carries_no_style_which_the_browser_would_refuse():
    assert "style" not in draw('qr "https://example.org/j/ABC234/"')


@pytest.mark.parametrize(
    ("seconds", "words"), [(125, "2:05"), (60, "1:00"), (0, "0:00"), (-70, "+1:10"), (-5, "+0:05")]
)
def test_time_left_reads_as_on_a_clock(seconds, words):
    assert countdown(seconds) == words
