"""Our own drawings as PNG, for Word, which knows no SVG: rectangles and words are all that they are made of."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from docx.oxml import parse_xml
from PIL import Image, ImageDraw, ImageFont

from peercircle.kit.paper import FONTS
from peercircle.kit.signs import readable

SCALE = 3  # of a dot in the drawing: sharp on paper at the width of a page
PAPER, INK = (255, 255, 255), (27, 58, 63)


def png(svg: str) -> bytes:
    """Of an SVG of rectangles and words. Its title is not drawn: whoever places the picture says it beside."""
    root = parse_xml(readable(svg))
    _left, _top, wide, high = (float(number) for number in root.get("viewBox", "").split())
    picture = Image.new("RGB", (round(wide * SCALE), round(high * SCALE)), PAPER)
    pencil = ImageDraw.Draw(picture)
    for shape in root.iter():
        if shape.tag == "rect":
            _rectangle(pencil, shape)
        elif shape.tag == "text":
            _words(pencil, shape, float(shape.get("font-size", root.get("font-size", "13"))))
    content = io.BytesIO()
    # Few colours: a tenth of the bytes.
    picture.quantize(32).save(content, "PNG", optimize=True)
    return content.getvalue()


def _rectangle(pencil: ImageDraw.ImageDraw, shape: Any) -> None:
    left, top, wide, high = (float(shape.get(name, "0")) * SCALE for name in ("x", "y", "width", "height"))
    if wide <= 0 or high <= 0:
        return
    line = _paler(float(shape.get("stroke-opacity", "1"))) if shape.get("stroke") else None
    pencil.rounded_rectangle(
        (left, top, left + wide, top + high),
        radius=float(shape.get("rx", "0")) * SCALE,
        fill=_paler(float(shape.get("fill-opacity", "1"))),
        outline=None if _is_dashed(shape) else line,
        width=SCALE if line else 0,
    )
    if line and _is_dashed(shape):
        _dashes(pencil, left, top, left + wide, top + high, line)


def _is_dashed(shape: Any) -> bool:
    return shape.get("stroke-dasharray", "none") != "none"


def _dashes(
    pencil: ImageDraw.ImageDraw, left: float, top: float, right: float, bottom: float, line: tuple[int, ...]
) -> None:
    dash = 3 * SCALE
    for at in range(round(left), round(right), 2 * dash):
        for y in (top, bottom):
            pencil.line((at, y, min(at + dash, right), y), fill=line, width=SCALE)
    for at in range(round(top), round(bottom), 2 * dash):
        for x in (left, right):
            pencil.line((x, at, x, min(at + dash, bottom)), fill=line, width=SCALE)


def _words(pencil: ImageDraw.ImageDraw, shape: Any, size: float) -> None:
    is_middle = shape.get("text-anchor") == "middle"
    where = float(shape.get("x", "0")) * SCALE, float(shape.get("y", "0")) * SCALE
    font = _font(shape.get("font-weight", "400"), round(size * SCALE))
    pencil.text(where, shape.text or "", fill=INK, font=font, anchor="ms" if is_middle else "ls")


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"sans-{weight}.ttf"), size)


def _paler(opacity: float) -> tuple[int, ...]:
    """The ink as it looks on white paper."""
    return tuple(round(paper + (ink - paper) * opacity) for paper, ink in zip(PAPER, INK, strict=True))
