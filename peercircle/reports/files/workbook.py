"""The report as a workbook: a sheet for each table, numbers as numbers."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from peercircle.kit.sheets import Row, as_workbook
from peercircle.reports.counting import Count
from peercircle.reports.figures import Told
from peercircle.reports.naming import hidden_sign
from peercircle.reports.report import Report, title_of
from peercircle.reports.tables import Table

LONGEST = 31  # letters of a sheet's name
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def make(report: Report) -> bytes:
    sheets: dict[str, list[Row]] = {}
    _add(sheets, _("What these numbers mean"), _definitions(report))
    _add(sheets, _("In numbers"), _figures(report))
    for told in report.tables:
        if told.rows:
            _add(sheets, title_of(told), _rows(told))
    for picture in report.pictures:
        if picture.rows and not picture.is_map:
            _add(sheets, picture.title, [picture.head, *([_number(text) for text in row] for row in picture.rows)])
    if report.corrected:
        _add(sheets, _("What was corrected"), [report.correction_head(), *report.correction_rows()])
    return as_workbook(sheets)


def _add(sheets: dict[str, list[Row]], title: str, rows: list[Row]) -> None:
    """Two titles that are cut to the same name keep their number."""
    name = NOT_IN_A_NAME.sub(" ", title)[:LONGEST].strip()
    if name.casefold() in {each.casefold() for each in sheets}:
        name = f"{name[: LONGEST - 3].strip()} {len(sheets)}"
    sheets[name] = rows


def _definitions(report: Report) -> list[Row]:
    head = [[report.title], [report.time], [report.state], []]
    return [*head, *([term, meaning] for term, meaning in report.definitions())]


def _figures(report: Report) -> list[Row]:
    rows = [
        [
            line.name,
            _told(line.reported),
            *([_told(line.stands) if line.corrections else None] if report.corrected else []),
        ]
        for line in report.whole
    ]
    return [report.figure_head(), *rows, *([[report.guests_said]] if report.guests else [])]


def _told(told: Told) -> int | str:
    return hidden_sign() if told.is_hidden else told.value


def _rows(told: Table) -> list[Row]:
    head = [title_of(told), _("People"), _("Attendances")]
    return [head, *([row.name, *_numbers(row.told)] for row in told.rows)]


def _numbers(count: Count | None) -> list[int | str]:
    return [hidden_sign()] * 2 if count is None else [count.people, count.attendances]


def _number(text: str) -> int | str:
    return int(text) if text.isdecimal() else text
