"""Files as people send them, for the tests of imports."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

from openpyxl import Workbook

from peercircle.programme.imports.facts import Understood
from peercircle.programme.imports.gathering import gathered
from peercircle.programme.imports.layout import lay_out
from peercircle.programme.imports.reach import Reach
from peercircle.programme.imports.reading import read
from peercircle.programme.imports.understanding import understand

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


def told(reach: Reach, *lines: str, kind: str = "") -> Understood:
    """What a text file of these lines says."""
    return understand(lay_out(read(text(*lines))), reach, kind)


def troubles(understood: Understood) -> list[tuple[str, str, str]]:
    return [(each["cells"], each["said"], each["code"]) for each in gathered(understood.troubles)]
