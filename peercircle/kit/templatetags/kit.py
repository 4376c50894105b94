"""Template words that every page may use."""

from time import time

import segno
from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from peercircle.kit import drawings

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Lucide icon from the sprite; always beside words, so hidden from screen readers."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("icons.svg"), name)


@register.simple_tag
def mark() -> SafeString:
    """The product's mark: a circle of seats with one seat free."""
    return mark_safe(
        '<svg class="mark" viewBox="0 0 48 48" fill="currentColor" aria-hidden="true">'
        '<circle cx="24" cy="24" r="9"/><circle cx="9" cy="15.4" r="4.4"/><circle cx="9" cy="32.6" r="4.4"/>'
        '<circle cx="24" cy="41.3" r="4.4"/><circle cx="39" cy="32.6" r="4.4"/>'
        '<circle cx="39" cy="15.4" r="4.4"/>'
        '<circle class="free" cx="24" cy="6.7" r="3.8" stroke-width="2.4"/></svg>'
    )


@register.simple_tag
def emblem(group_id: int, seats: int, size: str = "") -> SafeString:
    """A group's sign: its seats around a table. The turn, the table and one seat are its own."""
    return format_html(
        # The colour is for paper, whose style sheets do not reach into a drawing; on a screen the page's own holds.
        '<svg class="emblem {}" viewBox="0 0 100 100" fill="currentColor" color="#17646b" aria-hidden="true">'
        "{}{}</svg>",
        size,
        mark_safe(drawings.table_of(group_id)),
        mark_safe(drawings.seats_of(group_id, seats)),
    )


@register.simple_tag
def table_mark(number: int) -> SafeString:
    """The shape of a table: circle, square, triangle, diamond, hexagon. Stands beside the table's name."""
    return format_html(
        '<svg class="table-mark table-{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        (number - 1) % len(drawings.SHAPES) + 1,
        mark_safe(drawings.shape(number)),
    )


@register.simple_tag
def server_time() -> int:
    """The server's clock in milliseconds, by which a phone corrects its own."""
    return int(time() * 1000)


@register.filter
def countdown(seconds: int) -> str:
    """Time left as on a clock, 2:05; time over counts up, +1:10."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02}"


@register.simple_tag
def qr(text: str) -> SafeString:
    """A QR code as SVG; always dark on light, for scanners do not read the reverse."""
    code = segno.make(text, error="m").svg_inline(border=3, light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(code)  # drawn by segno, nothing of the text is in it


@register.filter
def html_lang(code: str) -> str:
    """The language of a page as browsers and screen readers call it."""
    return {"sr-latn": "sr-Latn", "sr": "sr-Cyrl"}.get(code, code)
