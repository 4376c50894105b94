"""A photo comes in large and with secrets; it stays small and without: no place, no camera, no hidden preview."""

from __future__ import annotations

from io import BytesIO
from typing import Any, BinaryIO

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from peercircle.kit.refusals import Refused

# Bytes. Whole requests are held in memory, so the server reads little more than this of any letter with a file.
LARGEST_FILE = 12 * 1024 * 1024
LARGEST_LETTER = LARGEST_FILE + 64 * 1024
# A JPEG is read at a fraction of its size; the others fill the memory with each of their pixels.
MOST_PIXELS = {"JPEG": 64_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
LONGEST_SIDE = 1600
QUALITY = 72

UNREADABLE = _("This is not a photo that can be read. Send a JPEG, PNG or WebP picture.")
TOO_LARGE = _("This photo is too large. Send one of at most 12 MB, or take it again at a smaller size.")


class FileTooBig(RequestDataTooBig):
    """A letter that only a file can make so long."""


class InMemory(MemoryFileUploadHandler):
    """What somebody sends lies on no disk, not even for a moment, before it is clean."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        if content_length > LARGEST_LETTER:
            raise FileTooBig
        self.activated = True


def small_and_clean(file: BinaryIO, size: int) -> bytes:
    """The photo as a JPEG that a phone loads at once and that says nothing but what is seen on it."""
    if size > LARGEST_FILE:
        raise Refused(TOO_LARGE)
    try:
        photo = Image.open(file, formats=list(MOST_PIXELS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(TOO_LARGE) from bomb
    except Exception as broken:  # whatever a broken file makes its reader stumble over
        raise Refused(UNREADABLE) from broken
    if photo.width * photo.height > MOST_PIXELS[str(photo.format)]:
        raise Refused(TOO_LARGE)
    try:
        return _drawn_anew(photo)
    except Exception as broken:
        raise Refused(UNREADABLE) from broken


def _drawn_anew(photo: Image.Image) -> bytes:
    """On a new sheet, so that nothing that came along with the pixels can stay."""
    photo.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    photo = ImageOps.exif_transpose(photo).convert("RGBA")
    photo.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    sheet = Image.new("RGB", photo.size, "white")
    sheet.paste(photo, mask=photo)
    out = BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
