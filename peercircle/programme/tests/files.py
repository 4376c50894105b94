"""Files as people send them, for the tests of imports."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

from openpyxl import Workbook

HEAD = "Day,Kind of session,Municipality,School,First name,Family name,Sex,Profession"

Rows = Iterable[Iterable[object]]


def workbook(change: Callable[[Workbook], None] | None = None, /, **sheets: Rows) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same archive with one part more, or another one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part)
    return out.getvalue()


def text(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines).encode(encoding)
