"""Pictures of numbers as SVG: columns, tiles for the municipalities, shares, and strips of months.

Every number stands in the picture, so that it can be read without colour; what a tile means is in its title too. The
colours are those of the page, and dark on white where there is no page around.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from peercircle.reports.naming import grouped

WIDTH = 360
TILE, STEP = 48, 51
# Where each municipality stands, roughly as on the map: no area looks larger than another.
ROWS = (
    "-- -- -- XK-12",
    "-- -- XK-28 XK-29 XK-38",
    "-- XK-06 XK-21 XK-11 XK-27 XK-18",
    "XK-17 XK-08 XK-03 XK-15 XK-19",
    "XK-01 XK-02 XK-30 XK-09 XK-35 XK-14 XK-10",
    "XK-33 XK-16 XK-24 XK-22 XK-13 XK-04 XK-36",
    "-- XK-32 XK-20 XK-23 XK-25 XK-34 XK-37",
    "-- -- XK-05 -- XK-07 XK-26",
    "-- -- -- -- XK-31",
)
PLACES = {
    code: (column, row) for row, codes in enumerate(ROWS) for column, code in enumerate(codes.split()) if code != "--"
}


@dataclass(frozen=True)
class Tile:
    code: str
    name: str  # both names
    short: str
    number: int  # how dark it is
    said: str  # what stands in the tile


@dataclass(frozen=True)
class Month:
    mark: str  # "met", "missed", "summer" or "before"
    said: str


def _picture(title: str, height: float, parts: Iterable[SafeString]) -> SafeString:
    return _draw(
        '<svg class="drawing" viewBox="0 0 {} {}" role="img" aria-label="{}" color="#1b3a3f" fill="currentColor" '
        'font-family="PeerCircle Sans, sans-serif" font-size="13">{}</svg>',
        *(WIDTH, height, title, mark_safe("".join(parts))),
    )


def _draw(pattern: str, *values: object) -> SafeString:
    """Fractions to a tenth; whatever else is written as it is, and nobody's name can break out of it."""
    return format_html(pattern, *(f"{value:.1f}" if isinstance(value, float) else value for value in values))


def columns(title: str, values: Sequence[tuple[str, int]]) -> SafeString:
    """One column for each label; the tallest is as tall as the picture."""
    most = max((number for _label, number in values), default=1) or 1
    wide = WIDTH / max(len(values), 1)
    return _picture(title, 172, (_column(wide, place, most, *value) for place, value in enumerate(values)))


def _column(wide: float, place: int, most: int, label: str, number: int) -> SafeString:
    tall, middle = 120 * number / most, wide * (place + 0.5)
    return _draw(
        '<rect class="full" x="{}" y="{}" width="{}" height="{}"/><text x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text x="{}" y="166" text-anchor="middle">{}</text>',
        *(wide * place + 3, 150 - tall, wide - 6, tall),
        *(middle, 144 - tall, grouped(number), middle, label),
    )


def tiles(title: str, told: Iterable[Tile]) -> SafeString:
    """A square for each municipality, the darker the larger its number, which stands in it."""
    told = list(told)
    most = max((tile.number for tile in told), default=0) or 1
    return _picture(title, len(ROWS) * STEP, (_tile(tile, most) for tile in told))


def _tile(tile: Tile, most: int) -> SafeString:
    column, row = PLACES[tile.code]
    left, top = column * STEP + 2, row * STEP + 2
    dark = f"{0.3 * tile.number / most:.2f}"
    return _draw(
        '<g><title>{}: {}</title><rect class="tile" x="{}" y="{}" width="{}" height="{}" rx="6" fill-opacity="{}" '
        'stroke="currentColor" stroke-opacity=".5"/><text x="{}" y="{}" text-anchor="middle" font-size="11.5">{}</text>'
        '<text x="{}" y="{}" text-anchor="middle" font-weight="700">{}</text></g>',
        *(tile.name, tile.said, left, top, TILE, TILE, dark),
        *(left + TILE // 2, top + 20, tile.short, left + TILE // 2, top + 38, tile.said),
    )


def shares(title: str, rows: Sequence[tuple[str, Sequence[int]]]) -> SafeString:
    """A bar for each row, its parts one after another: each part has a pattern of its own, the first is full."""
    most = max((sum(numbers) for _label, numbers in rows), default=1) or 1
    drawn = []
    for place, (label, numbers) in enumerate(rows):
        top, left = 46 * place, 0.0
        drawn.append(_draw('<text x="0" y="{}">{}</text>', top + 14, label))
        for part, number in enumerate(numbers):
            wide = (WIDTH - 2) * number / most
            drawn.append(_share(part, number, left, top + 20, wide))
            left += wide
    return _picture(title, 46 * len(rows), drawn)


def _share(part: int, number: int, left: float, top: int, wide: float) -> SafeString:
    """Full, then paler, then empty: an outline holds each."""
    if not number:
        return SafeString("")
    bar = _draw(
        '<rect class="tile" x="{}" y="{}" width="{}" height="20" fill-opacity="{}" stroke="currentColor"/>',
        left + 1,
        top,
        wide,
        (".3", ".12", "0")[min(part, 2)],
    )
    number_in_it = _draw('<text x="{}" y="{}" text-anchor="middle">{}</text>', left + wide / 2, top + 15, number)
    return _draw("{}{}", bar, number_in_it)


def strips(title: str, labels: Sequence[str], rows: Sequence[tuple[str, Sequence[Month]]]) -> SafeString:
    """Twelve months side by side for each row: full when they met, empty when not, dashed in summer."""
    wide = WIDTH / max(len(labels), 1)
    at = enumerate(labels)
    drawn = [_draw('<text x="{}" y="12" text-anchor="middle">{}</text>', wide * (n + 0.5), label) for n, label in at]
    for place, (label, months) in enumerate(rows):
        top = 22 + 48 * place
        drawn.append(_draw('<text x="0" y="{}">{}</text>', top + 14, label))
        drawn += [_month(month, wide * number + 2, top + 20, wide - 4) for number, month in enumerate(months)]
    return _picture(title, 26 + 48 * len(rows), drawn)


def _month(month: Month, left: float, top: int, wide: float) -> SafeString:
    if month.mark == "before":
        return SafeString("")
    return _draw(
        '<g><title>{}</title><rect class="{}" x="{}" y="{}" width="{}" height="18" rx="4" fill-opacity="{}" '
        'stroke="currentColor" stroke-opacity=".6" stroke-dasharray="{}"/></g>',
        month.said,
        "full" if month.mark == "met" else "tile",
        left,
        top,
        wide,
        1 if month.mark == "met" else 0,
        "3 3" if month.mark == "summer" else "none",
    )
