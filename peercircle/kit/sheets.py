"""Tables for a spreadsheet program, as CSV or as a workbook, in which no cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from openpyxl import Workbook

from peercircle.kit.signs import as_bytes, readable

Row = Iterable[object]

# What a program may take for the beginning of a formula, also behind spaces and in the wide letters of the East.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def harmless(cell: object) -> object:
    """A text that would begin a formula gets an apostrophe before it, as people write it; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    text = readable(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def as_csv(rows: Iterable[Row]) -> bytes:
    """With the mark at the front by which Excel knows that ë, š and ђ are letters."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(sheets: Mapping[str, Iterable[Row]]) -> bytes:
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([harmless(cell) for cell in row])
    return as_bytes(book)
