"""What lies in bytes that the house gives away. A search in the bytes alone would pass by all that is packed.

Zips are opened with all they hold (workbooks and texts of an office are zips), streams of a PDF are inflated and its
pages read as text, letters are taken apart. Nobody has to say what something is: its first bytes do.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from email import message_from_bytes
from zipfile import ZipFile

from django.core.mail import EmailMessage
from pypdf import PdfReader
from pypdf.generic import StreamObject


def unpacked(content: bytes) -> bytes:
    """All that can be read in it, one after the other."""
    return b"\n".join(_layers(content))


def unpacked_letter(letter: EmailMessage) -> bytes:
    """Headers, texts and enclosures, without the code in which they travel."""
    message = message_from_bytes(letter.message().as_bytes())
    bodies = [part.get_payload(decode=True) or b"" for part in message.walk()]
    return b"\n".join([str(message.items()).encode(), letter.subject.encode(), *map(unpacked, bodies)])


def _layers(content: bytes) -> Iterator[bytes]:
    yield content
    if content.startswith(b"PK\x03\x04"):
        with ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from _layers(packed.read(name))
    elif content.startswith(b"\x1f\x8b"):
        yield from _layers(gzip.decompress(content))
    elif content.startswith(b"%PDF"):
        yield from _of_pdf(PdfReader(io.BytesIO(content)))


def _of_pdf(paper: PdfReader) -> Iterator[bytes]:
    yield str(paper.metadata).encode()
    for page in paper.pages:
        yield page.extract_text().encode()
    for number in paper.xref_objStm.keys() | {number for of in paper.xref.values() for number in of}:
        part = paper.get_object(number)
        yield str(part).encode()
        if isinstance(part, StreamObject):
            yield from _layers(part.get_data())
