"""From sheets to lines: where the headings stand, which cell fills which field, and what belongs together.

A line is one row of a plain sheet, one row of a group that Kobo repeats in a sheet of its own, or one repetition in a
row that holds them side by side. Its cells know where they stand, so that trouble can be told by cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from peercircle.programme.imports.columns import (
    OF_A_NAME,
    PRESENT,
    SEVERAL,
    choice_of,
    field_of,
    repetition,
    understood,
)
from peercircle.programme.imports.reading import MOST_ROWS, Row, Sheet, Unreadable

LONGEST_SHEET = 31  # letters
LOOKED_THROUGH = 20  # rows in which the headings may stand
OF_A_LINE = OF_A_NAME | {"guests"}
TICKED, NOT_TICKED = {"1", "1.0", "true"}, {"", "0", "0.0", "false", "n/a"}


@dataclass(frozen=True, slots=True)
class Cell:
    value: object
    sheet: str
    column: str
    row: int


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    cells: dict[str, Cell]
    sheet: str
    columns: dict[str, str]  # where a field would stand


@dataclass(frozen=True)
class Column:
    at: int
    field: str
    repeated: tuple[str, int] | None
    choice: str = ""  # which of several is ticked here


@dataclass
class Layout:
    lines: list[Line] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    unused: list[str] = field(default_factory=list)


@dataclass
class Table:
    sheet: Sheet
    columns: list[Column]
    unused: list[str]
    above: dict[str, Cell]
    rows: list[Row]

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns} | self.above.keys()


def lay_out(sheets: Iterable[Sheet]) -> Layout:
    """The name of a sheet is told only where there are several."""
    sheets = list(sheets)
    if len(sheets) == 1:
        sheets = [Sheet("", sheets[0].rows)]
    tables = [table for sheet in sheets if (table := _table(sheet))]
    layout = Layout()
    forms = next((each for each in tables if "index" in each.fields and "parent" not in each.fields), None)
    repeated = [each for each in tables if "parent" in each.fields] if forms else []
    if forms and repeated:
        layout.lines = _tied(forms, repeated)
        tables = [forms, *repeated]
    else:
        layout.lines = [line for table in tables for line in _lines(table)]
    layout.fields = {name for table in tables for name in table.fields}
    layout.unused = list(dict.fromkeys(name for table in tables for name in table.unused))
    if not layout.lines:
        raise Unreadable("no-heading")
    if not layout.fields & OF_A_LINE:
        raise Unreadable("no-names")
    if len(layout.lines) > MOST_ROWS:
        raise Unreadable("too-many-rows")
    return layout


def _table(sheet: Sheet) -> Table | None:
    """The headings are the row, near the top, in which most words are known."""
    known = [len({field_of(cell) for cell in row.cells} - {""}) for row in sheet.rows[:LOOKED_THROUGH]]
    if not known or max(known) < 2:
        return None
    at = known.index(max(known))
    heading = sheet.rows[at]
    named = [(number, str(cell)) for number, cell in enumerate(heading.cells) if cell != ""]
    rows = sheet.rows[at + 1 :]
    choices = {number: choice for number, text in named if (choice := _choice(text, number, rows))}
    others = [(number, text) for number, text in named if number not in choices]
    fields = understood([field_of(text) for _number, text in others])
    columns, taken = [], set()
    for (number, text), name in zip(others, fields, strict=True):
        column = Column(number, name, repetition(text))
        if name and (name, column.repeated) not in taken:
            taken.add((name, column.repeated))
            columns.append(column)
    columns = [column for column in columns if column.field != PRESENT or _is_filled_in(column.at, rows)]
    used = {column.at for column in columns}
    # What several choose stands in one column, or in a column for each, and Kobo may write both.
    if SEVERAL not in fields:
        columns += [Column(number, SEVERAL, None, choice) for number, choice in choices.items()]
    known_twice = ("_", "meta/", "meta.", *(f"{text}/" for _number, text in others))
    unused = [text for number, text in others if number not in used and not text.startswith(known_twice)]
    return Table(sheet, columns, unused, _said_above(sheet, sheet.rows[:at]), rows)


def _choice(heading: str, at: int, rows: list[Row]) -> str:
    """A column in which nothing but yes and no stands. "Tema / Përmbajtja" over words is none."""
    choice = choice_of(heading)
    cells = {str(row.cells[at]).casefold() for row in rows if at < len(row.cells)} if choice else set()
    return choice if cells <= TICKED | NOT_TICKED else ""


def _is_filled_in(at: int, rows: list[Row]) -> bool:
    """Where nobody is marked, nobody was asked to mark."""
    return any(at < len(row.cells) and row.cells[at] != "" for row in rows)


def _said_above(sheet: Sheet, rows: list[Row]) -> dict[str, Cell]:
    """What a register says once, above its list: "Date: 3.12.2026", or the word and the value side by side."""
    found: dict[str, Cell] = {}
    for row in rows:
        texts = [(number, str(cell)) for number, cell in enumerate(row.cells) if cell != ""]
        for at, (number, text) in enumerate(texts):
            word, colon, rest = text.partition(":")
            name = field_of(word)
            if name and colon and rest.strip():
                found.setdefault(name, _cell(sheet, number, row, rest.strip()))
            elif name and at + 1 < len(texts) and row.cells[texts[at + 1][0]] != row.cells[number]:
                beside = texts[at + 1][0]
                found.setdefault(name, _cell(sheet, beside, row, row.cells[beside]))
    return found


def _cell(sheet: Sheet, at: int, row: Row, value: object) -> Cell:
    return Cell(value, sheet.name, get_column_letter(at + 1), row.number)


def _filled(table: Table, row: Row, columns: Iterable[Column]) -> dict[str, Cell]:
    """An empty cell of a column that is there says that nothing is known, whatever stands above the list."""
    filled = {
        column.field: _cell(table.sheet, column.at, row, row.cells[column.at])
        for column in columns
        if not column.choice and column.at < len(row.cells) and row.cells[column.at] != ""
    }
    if ticked := [column for column in columns if column.choice and _is_ticked(row, column)]:
        filled[SEVERAL] = _cell(table.sheet, ticked[0].at, row, "; ".join(column.choice for column in ticked))
    return filled


def _is_ticked(row: Row, column: Column) -> bool:
    return column.at < len(row.cells) and str(row.cells[column.at]).casefold() in TICKED


def _lines(table: Table) -> Iterator[Line]:
    letters = {column.field: get_column_letter(column.at + 1) for column in table.columns}
    plain = [column for column in table.columns if not column.repeated]
    groups: defaultdict[tuple[str, int], list[Column]] = defaultdict(list)
    for column in table.columns:
        if column.repeated:
            groups[column.repeated].append(column)
    for row in table.rows:
        shared = table.above | _filled(table, row, plain)
        inner = [cells for columns in groups.values() if (cells := _filled(table, row, columns))]
        for cells in inner or [{}]:
            line = shared | cells
            if line.keys() - table.above.keys():
                yield Line(row.number, line, table.sheet.name, letters)


def _tied(forms: Table, repeated: list[Table]) -> list[Line]:
    """Each row of a repeated group with all it stands in: a row of the group around it, and the form.

    In what nothing stands is a line of its own: a person, or a form without anybody, which may still have guests.
    """
    groups = {table.sheet.name for table in repeated}
    lines = [line for table in (*repeated, forms) for line in _lines(table)]
    rows = {(line.sheet, _number(line, "index")): line for line in lines}
    around = [_around(line, groups, forms.sheet.name) for line in lines]
    filled = {each for each in around if each}
    tied = []
    for line, outer in zip(lines, around, strict=True):
        if (line.sheet, _number(line, "index")) in filled:
            continue
        cells = line.cells
        for _depth in repeated:
            if not outer or outer not in rows:
                break
            cells = rows[outer].cells | cells
            outer = _around(rows[outer], groups, forms.sheet.name)
        tied.append(replace(line, cells=cells))
    return tied


def _around(line: Line, groups: set[str], forms: str) -> tuple[str, str] | None:
    """The sheet and the number of the row in which this one stands. Excel cuts the names of sheets."""
    if "parent" not in line.cells:
        return None
    inside = line.cells.get("inside")
    name = str(inside.value)[:LONGEST_SHEET] if inside else ""
    return name if name in groups - {line.sheet} else forms, _number(line, "parent")


def _number(line: Line, name: str) -> str:
    cell = line.cells.get(name)
    return str(cell.value).removesuffix(".0") if cell else ""
