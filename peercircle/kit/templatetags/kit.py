"""Template words that every page may use."""

from math import cos, pi, sin

import segno
from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Lucide icon from the sprite; always beside words, so hidden from screen readers."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("icons.svg"), name
    )


@register.simple_tag
def emblem(group_id: int, seats: int) -> SafeString:
    """A group's sign: its seats around a table, turned a little in a way of its own."""
    turn = (group_id * 137) % 360 / 180 * pi
    places = [turn + 2 * pi * seat / max(seats, 1) for seat in range(seats)]
    circles = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="6"/>',
        ((round(50 + 36 * cos(place), 1), round(50 + 36 * sin(place), 1)) for place in places),
    )
    return format_html(
        '<svg class="emblem" viewBox="0 0 100 100" aria-hidden="true">'
        '<circle class="emblem-table" cx="50" cy="50" r="20"/>{}</svg>',
        circles,
    )


@register.simple_tag
def qr(text: str) -> SafeString:
    """A QR code as SVG; always dark on light, for scanners do not read the reverse."""
    code = segno.make(text, error="m").svg_inline(border=3, light="#fff", omitsize=True, svgclass="qr")
    return mark_safe(code)  # noqa: S308  (drawn by segno, nothing of the text is in it)


@register.filter
def html_lang(code: str) -> str:
    """The language of a page as browsers and screen readers call it."""
    return {"sr-latn": "sr-Latn", "sr": "sr-Cyrl"}.get(code, code)
