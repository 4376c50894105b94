"""A workbook or a CSV file as sheets of plain cells, whatever made it. Nothing in a file is trusted.

A file that cannot be read is `Unreadable`, with a code for its sentence. Sizes are checked before anything is
unpacked, because a small archive may hold a very large sheet, and each part is unpacked no further than it says.
"""

from __future__ import annotations

import csv
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

# Bytes. 20,000 rows of a workbook are about one million of them, unpacked twenty.
LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
LARGEST_TEXTS = 16 * 1024 * 1024  # of a workbook: they are all held at once
MOST_ROWS = 25_000
MOST_COLUMNS = 100
MOST_CELLS = 1_000_000  # that are not empty
LONGEST_CELL = 500
SNIFFED = 20_000

# Of an archive: how long the header of a part is, where in it the lengths of its two texts stand, and a sign.
HEADER, LENGTHS, LOCKED = 30, 26, 1

OLD_EXCEL_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
LATIN, CYRILLIC = "cp1250", "cp1251"  # in which Windows of the region saves a CSV file
DELIMITERS = ",;\t|"
DEFINITIONS = [text for plain in ("<!DOCTYPE", "<!ENTITY") for text in (plain.encode(), plain.encode("utf-16-le"))]
KINDS_OF_PARTS, OF_MACROS = "[Content_Types].xml", (b"macroEnabled", b"vbaProject", b"macrosheet")
OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"<!DOCTYPE", b"<html")


class Unreadable(Exception):  # noqa: N818
    """The whole file. `code` is a key of `troubles.OF_FILE`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Row:
    number: int  # as the spreadsheet shows it
    cells: tuple[object, ...]


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: list[Row]


def check(content: bytes) -> None:
    """What can be said of a file without reading its rows."""
    if len(content) > LARGEST_FILE:
        raise Unreadable("too-large")
    if not content.strip():
        raise Unreadable("empty")
    if content.startswith(OLD_EXCEL_OR_ENCRYPTED):
        raise Unreadable("encrypted" if ENCRYPTED in content else "old-excel")
    if content.startswith(b"PK"):
        _look_into(content)
    elif content.startswith(OTHER_FILES):
        raise Unreadable("not-a-table")


def read(content: bytes) -> list[Sheet]:
    check(content)
    if content.startswith(b"PK"):
        return _workbook(content)
    return [Sheet("", _numbered(_lines(content)))]


# --- Workbooks ------------------------------------------------------------------------------------
def _workbook(content: bytes) -> list[Sheet]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [_sheet(each, archive) for each in book.worksheets if each.sheet_state == "visible"]
    except Unreadable:
        raise
    except Exception as broken:  # whatever a broken file makes its reader stumble over
        raise Unreadable("broken") from broken


def _sheet(sheet: Any, archive: zipfile.ZipFile) -> Sheet:
    widest = min(sheet.max_column or MOST_COLUMNS, MOST_COLUMNS)
    rows = _numbered(sheet.iter_rows(values_only=True, max_col=widest))
    return Sheet(sheet.title, _filled(rows, _merged(archive, sheet._worksheet_path)))


def _look_into(content: bytes) -> None:
    """No password, no macros, no bombs, no definitions of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            texts = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
            if any(part.flag_bits & LOCKED for part in parts):
                raise Unreadable("encrypted")
            if any(name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower() for name in names):
                raise Unreadable("macros")
            if "xl/workbook.xml" not in names:
                raise Unreadable("not-a-table")
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED or texts > LARGEST_TEXTS:
                raise Unreadable("unpacks-large")
            for part in parts:
                _look_at(part.filename, _unpacked(content, part))
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as bad:
        raise Unreadable("broken") from bad


def _look_at(name: str, part: bytes) -> None:
    if "/media/" not in name and any(each in part for each in DEFINITIONS):
        raise Unreadable("broken")
    if name == KINDS_OF_PARTS and any(each in part for each in OF_MACROS):
        raise Unreadable("macros")


def _unpacked(content: bytes, part: zipfile.ZipInfo) -> bytes:
    """A part that holds more than it says is a bomb; `ZipFile` would unpack all of it before it looks."""
    name, more = struct.unpack_from("<HH", content, part.header_offset + LENGTHS)
    begins = part.header_offset + HEADER + name + more
    packed = content[begins : begins + part.compress_size]
    if part.compress_type == zipfile.ZIP_DEFLATED:
        packed = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, part.file_size + 1)
    elif part.compress_type != zipfile.ZIP_STORED:
        raise Unreadable("broken")
    if len(packed) > part.file_size:
        raise Unreadable("unpacks-large")
    return packed


def _merged(archive: zipfile.ZipFile, name: str) -> list[str]:
    found = re.findall(rb'<mergeCell\s+ref="([A-Z0-9:]{3,20})"', archive.read(name))
    return [area.decode() for area in found[:MOST_ROWS]]


def _filled(rows: list[Row], merged: list[str]) -> list[Row]:
    """What stands in a merged cell is meant for all of it, and the file holds it in its first cell only."""
    if not merged or not rows:
        return rows
    cells = {row.number: list(row.cells) for row in rows}
    left_to_fill = MOST_ROWS * MOST_COLUMNS  # areas may lie upon each other
    for area in merged:
        left, top, right, bottom = range_boundaries(area)
        if None in (left, top, right, bottom) or top not in cells or left > len(cells[top]):
            continue
        value = cells[top][left - 1]
        left_to_fill -= (min(right, MOST_COLUMNS) - left + 1) * (bottom - top + 1)
        if left_to_fill < 0:
            raise Unreadable("too-large")
        for number in range(top, bottom + 1):
            if line := cells.get(number):
                end = min(right, MOST_COLUMNS)
                line += [""] * (end - len(line))
                line[left - 1 : end] = [value] * (end - left + 1)
    return [Row(number, tuple(line)) for number, line in cells.items()]


# --- Text -----------------------------------------------------------------------------------------
def _lines(content: bytes) -> Iterator[list[str]]:
    text = decoded(content)
    if "\x00" in text:
        raise Unreadable("not-a-table")
    said = re.match(r"sep=(.)\r?\n", text)  # a line by which Excel tells itself
    delimiter = said[1] if said else _delimiter(text[:SNIFFED])
    text = text.replace("sep=", "", 1) if said else text
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as broken:
        raise Unreadable("broken") from broken


def _delimiter(text: str) -> str:
    """What stands equally often in most lines: a list within a cell may have more commas than there are columns."""
    lines = text.splitlines()

    def fit(sign: str) -> tuple[int, int]:
        times = Counter(line.count(sign) for line in lines if sign in line)
        return max(times.values(), default=0), times.total()

    return max(DELIMITERS, key=fit)


def decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(CYRILLIC if _is_cyrillic(content) else LATIN, errors="replace")


def _is_cyrillic(content: bytes) -> bool:
    """Such words consist of letters that English lacks; in all other languages here, these stand alone or in twos."""
    foreign = re.findall(rb"[\x80-\xff]+", content[:SNIFFED])
    return 2 * sum(len(each) for each in foreign if len(each) > 2) > sum(map(len, foreign))


def _numbered(lines: Iterator[object]) -> list[Row]:
    """Without empty rows, and without the empty cells that a spreadsheet drags along to the right.

    A word that stands there a thousand times is kept once.
    """
    rows, filled = [], 0
    words: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        plain = [_plain(cell) for cell in _without_tail(list(islice(line, MOST_COLUMNS)))]  # type: ignore[call-overload]
        cells = tuple(words.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in plain)
        if any(cell != "" for cell in cells):
            rows.append(Row(number, cells))
            filled += len(cells) - cells.count("")
        if len(rows) > MOST_ROWS:
            raise Unreadable("too-many-rows")
        if filled > MOST_CELLS:
            raise Unreadable("too-many-cells")
    return rows


def _without_tail(line: list[object]) -> list[object]:
    while line and line[-1] in (None, ""):
        line.pop()
    return line


def _plain(cell: object) -> object:
    if cell is None:
        return ""
    return " ".join(cell[:LONGEST_CELL].split()) if isinstance(cell, str) else cell
