"""Our drawings as PNG: what stands in the SVG stands in the picture."""

import io
import re

import pytest
from PIL import Image, ImageChops

from peercircle.kit.raster import INK, PAPER, SCALE, png
from peercircle.reports import drawings
from peercircle.reports.drawings import Month, Tile

MONTHS = [Month("met", "a"), Month("missed", "b"), Month("summer", "c"), Month("before", "d")]
DRAWN = {
    "columns": drawings.columns("T", [("2025/1", 40), ("2025/2", 80)]),
    "tiles": drawings.tiles("T", [Tile("XK-18", "Podujevë/Podujevo", "Podujevë", 9, "9")]),
    "shares": drawings.shares("T", [("< 14 days", (3, 2, 1)), ("Ђаковица & “more”", (0, 0, 4))]),
    "strips": drawings.strips("T", ["J", "F", "M", "A"], [("Jam këtu", MONTHS)]),
}


def opened(svg):
    return Image.open(io.BytesIO(png(svg))).convert("RGB")


def differ(one, other):
    return ImageChops.difference(opened(one), opened(other)).getbbox() is not None


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_has_the_size_of_its_drawing_and_few_bytes(name):
    content = png(DRAWN[name])
    wide, high = re.search(r'viewBox="0 0 (\d+) (\d+)"', DRAWN[name]).groups()

    assert Image.open(io.BytesIO(content)).size == (int(wide) * SCALE, int(high) * SCALE)
    assert len(content) < 60_000


@pytest.mark.parametrize("name", DRAWN)
def test_every_shape_that_we_draw_is_known(name):
    """Another one would be missing in Word and nowhere else."""
    assert set(re.findall(r"<(\w+)", DRAWN[name])) <= {"svg", "g", "title", "rect", "text"}


def test_the_taller_column_is_twice_as_tall():
    picture = opened(DRAWN["columns"])
    middles = [picture.width // 4, 3 * picture.width // 4]
    # Of the feet of the columns, where no word stands.
    tall = [sum(_is_ink(picture.getpixel((x, y))) for y in range(30 * SCALE, 150 * SCALE)) for x in middles]

    assert abs(tall[1] - 2 * tall[0]) < 20 * SCALE
    assert tall[0] > 50 * SCALE


def _is_ink(colour):
    return sum(colour) < (sum(INK) + sum(PAPER)) / 3


def test_words_are_drawn_in_every_alphabet():
    for one, other in [("Jan", "Feb"), ("Ђаковица", "Ћаковица"), ("Gjakovë", "Gjakove")]:
        assert differ(drawings.shares("T", [(one, (1,))]), drawings.shares("T", [(other, (1,))]))


@pytest.mark.parametrize(("one", "other"), [("met", "missed"), ("missed", "summer"), ("summer", "before")])
def test_months_are_told_apart_without_colour(one, other):
    strips = [drawings.strips("T", ["J"], [("Ura", [Month(mark, "x")])]) for mark in (one, other)]

    assert differ(*strips)


def test_an_empty_drawing_is_a_picture_too():
    assert opened(drawings.columns("T", [])).getbbox() is not None
