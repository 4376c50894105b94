"""Texts and files for other programs."""

from __future__ import annotations

import io
import re
from typing import IO, Protocol

# What no XML may hold, so neither may a text for Word or a workbook.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def readable(text: str) -> str:
    """Without signs that nobody sees and that would make the file unreadable."""
    return _UNSEEN.sub("", text)


class Document(Protocol):
    def save(self, where: IO[bytes], /) -> None: ...


def as_bytes(document: Document) -> bytes:
    """What the library would write into a file."""
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
