"""Tables as they are read: rows with names, and in each cell people and attendances, or that they are hidden."""

from __future__ import annotations

from dataclasses import dataclass

from peercircle.reports.counting import Count
from peercircle.reports.masking import Cell
from peercircle.reports.naming import names
from peercircle.reports.reach import OF_MUNICIPALITY, TOTAL, Reach


@dataclass(frozen=True)
class Row:
    value: str
    name: str
    cell: Cell
    told: Count | None  # None when it is hidden
    across: list[tuple[str, Count | None]]  # by the names of the columns


@dataclass(frozen=True)
class Table:
    dimension: str
    columns: list[str]
    rows: list[Row]
    whole: Count | None

    @property
    def hides(self) -> bool:
        return any(told is None for row in self.rows for told in (row.told, *(told for _, told in row.across)))


def source(dimension: str) -> str:
    """Which reach tells of a dimension."""
    return "municipality" if dimension in OF_MUNICIPALITY else dimension


def table(found: Reach, dimension: str, within: Cell = TOTAL, across: str = "") -> Table:
    """A row for whatever is not empty over all phases: in one of them an empty row is not told from a hidden one."""
    ever = found.along(dimension, frozenset(word for word in within if word[0] != "phase"))
    cells = {value: cell | within for value, cell in ever.items()}
    columns = names(across, found.along(across, within)) if across else {}
    rows = [
        Row(
            value=value,
            name=name,
            cell=cells[value],
            told=found.told(cells[value]),
            across=[(title, found.told(cells[value] | {(across, column)})) for column, title in columns.items()],
        )
        for value, name in names(dimension, cells).items()
    ]
    return Table(dimension, list(columns.values()), rows, found.told(within))
