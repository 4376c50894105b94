"""Seats and tables as SVG: from these the emblems and the marks of the tables are drawn."""

from math import cos, pi, sin

SHAPES = (
    '<circle cx="12" cy="12" r="10"/>',
    '<rect x="3" y="3" width="18" height="18" rx="2"/>',
    '<path d="M12 2.5 22.5 21h-21z"/>',
    '<path d="M12 .5 23.5 12 12 23.5.5 12z"/>',
    '<path d="M6.5 2.5h11L23 12l-5.5 9.5h-11L1 12z"/>',
)


def shape(number: int) -> str:
    """Tables are counted from 1; a sixth table begins again with the circle."""
    return SHAPES[(number - 1) % len(SHAPES)]


def table_of(group_id: int) -> str:
    """One of four table tops."""
    return (
        '<circle cx="50" cy="50" r="22"/>',
        '<rect x="30" y="30" width="40" height="40" rx="9"/>',
        '<path d="M50 26 71 38v24L50 74 29 62V38z"/>',
        '<circle cx="50" cy="50" r="18" fill="none" stroke="currentColor" stroke-width="8"/>',
    )[group_id % 4]


def seats_of(group_id: int, seats: int) -> str:
    """As many seats as members, evenly around the table; one of them is drawn as a ring."""
    turn = (group_id * 137 % 360) / 180 * pi
    radius = min(8.5, 100 / max(seats, 1))
    own = group_id * 7 % max(seats, 1)
    return "".join(
        _seat(50 + 40 * cos(angle), 50 + 40 * sin(angle), radius, is_ring=seat == own)
        for seat in range(seats)
        for angle in [turn + 2 * pi * seat / seats]
    )


def _seat(x: float, y: float, radius: float, *, is_ring: bool) -> str:
    if is_ring:
        ring = 'fill="none" stroke="currentColor" stroke-width="3"'
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius - 1.5:.1f}" {ring}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
