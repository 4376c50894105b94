"""A workbook or a CSV file as sheets of plain cells, whatever made it. Nothing in a file is trusted.

A file that cannot be read is `Unreadable`, with a code for its sentence. Sizes are checked before anything is
unpacked, because a small archive may hold a very large sheet.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

LARGEST_FILE = 12 * 1024 * 1024
LARGEST_UNPACKED = 150 * 1024 * 1024
MOST_ROWS = 25_000
MOST_COLUMNS = 100
LONGEST_CELL = 500
SNIFFED = 20_000

OLD_EXCEL_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Most letters of the region are in one of the two; which, is told by the letters that make no sense in the other.
LOCAL_ENCODINGS = ("cp1250", "cp1251")
DELIMITERS = ",;\t|"


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


def read(name: str, content: bytes) -> list[Sheet]:
    if len(content) > LARGEST_FILE:
        raise Unreadable("too-large")
    if content.startswith(OLD_EXCEL_OR_ENCRYPTED):
        raise Unreadable("encrypted" if ENCRYPTED in content else "old-excel")
    if content.startswith(b"PK"):
        return _workbook(content)
    return [Sheet("", _numbered(_lines(content)))]


# --- Workbooks ------------------------------------------------------------------------------------
def _workbook(content: bytes) -> list[Sheet]:
    merged = _look_into(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return [
            Sheet(sheet.title, _filled(_numbered(sheet.iter_rows(values_only=True)), merged.get(at, [])))
            for at, sheet in enumerate(book.worksheets)
            if sheet.sheet_state == "visible"
        ]
    except Unreadable:
        raise
    except Exception as broken:  # whatever a broken file makes its reader stumble over
        raise Unreadable("broken") from broken


def _look_into(content: bytes) -> dict[int, list[str]]:
    """The merged ranges of each sheet; and no macros, no bombs, no definitions of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.infolist()
            if sum(part.file_size for part in inside) > LARGEST_UNPACKED:
                raise Unreadable("too-large")
            names = {part.filename for part in inside}
            if any(name.endswith("vbaProject.bin") for name in names):
                raise Unreadable("macros")
            if "xl/workbook.xml" not in names:
                raise Unreadable("not-a-table")
            sheets = sorted(name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name))
            sheets.sort(key=lambda name: int(re.findall(r"\d+", name)[0]))
            return {at: _merged(archive, name) for at, name in enumerate(sheets)}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as broken:
        raise Unreadable("broken") from broken


def _merged(archive: zipfile.ZipFile, name: str) -> list[str]:
    """They stand after the cells. The archive may lie about its sizes, so what comes out is counted too."""
    found: list[str] = []
    before, size = b"", 0
    with archive.open(name) as part:
        while chunk := part.read(1 << 20):
            size += len(chunk)
            if size > LARGEST_UNPACKED:
                raise Unreadable("too-large")
            text = before + chunk
            if b"<!DOCTYPE" in text:
                raise Unreadable("broken")
            found += [each.decode() for each in re.findall(rb'<mergeCell ref="([A-Z0-9:]{3,20})"', text)]
            before = text[-40:]
    return list(dict.fromkeys(found))


def _filled(rows: list[Row], merged: list[str]) -> list[Row]:
    """What stands in a merged cell is meant for all of it, and the file holds it in its first cell only."""
    if not merged or not rows:
        return rows
    cells = {row.number: list(row.cells) for row in rows}
    for area in merged:
        left, top, right, bottom = range_boundaries(area)
        if None in (left, top, right, bottom) or top not in cells or left > len(cells[top]):
            continue
        value = cells[top][left - 1]
        for number in range(top, min(bottom, top + MOST_ROWS) + 1):
            line = cells.get(number)
            for column in range(left - 1, min(right, len(line or ()))):
                if line is not None:
                    line[column] = value
    return [Row(number, tuple(line)) for number, line in cells.items()]


# --- Text -----------------------------------------------------------------------------------------
def _lines(content: bytes) -> Iterator[list[str]]:
    text = decoded(content)
    if "\x00" in text:
        raise Unreadable("not-a-table")
    first = text[:SNIFFED].split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as broken:
        raise Unreadable("broken") from broken


def decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return max((content.decode(name, errors="replace") for name in LOCAL_ENCODINGS), key=_makes_sense)


def _makes_sense(text: str) -> int:
    """Letters that names of the region are made of, less signs that no name has."""
    sample = text[:SNIFFED]
    usual = len(re.findall(r"[ëçËÇšđčćžŠĐČĆŽäöüÄÖÜß]|(?<![A-Za-z])[А-Шабвгдђежзијклљмнњопрстћуфхцчџш]{2,}", sample))
    strange = len(re.findall(r"[^\w\s.,;:/@()+\-–'\"|#%&?!]|[ŁłĄąŻżŐőŰűÐÞýї]", sample))
    mixed = len(re.findall(r"[A-Za-z][А-Яа-я]|[А-Яа-я][A-Za-z]", sample))
    return usual - 2 * strange - 2 * mixed


def _numbered(lines: Iterator[object]) -> list[Row]:
    """Without empty rows, and without the empty cells that a spreadsheet drags along to the right."""
    rows = []
    for number, line in enumerate(lines, start=1):
        cells = tuple(_plain(cell) for cell in islice(line, MOST_COLUMNS))  # type: ignore[call-overload]
        if any(cell != "" for cell in cells):
            rows.append(Row(number, cells))
        if len(rows) > MOST_ROWS:
            raise Unreadable("too-many-rows")
    return rows


def _plain(cell: object) -> object:
    if cell is None:
        return ""
    return " ".join(cell[:LONGEST_CELL].split()) if isinstance(cell, str) else cell
