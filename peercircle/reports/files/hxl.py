"""The numbers as CSV with the tags of the Humanitarian Exchange Language (HXL 1.1) under the headings.

One row for each number that is told. A hidden one keeps its row, without numbers and with its state: so no program
takes it for zero.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from peercircle.kit.sheets import as_csv
from peercircle.reports.counting import Count
from peercircle.reports.naming import hidden_sign
from peercircle.reports.report import Report, title_of

COUNTRY = "XK"
TAGS = (
    "#org+prog+name",
    "#org+funder+name",
    "#org+impl+name",
    "#date+start",
    "#date+end",
    "#country+code",
    "#meta+dimension+code",
    "#meta+dimension+name",
    "#adm2+code",
    "#meta+value+name",
    "#reached+ind+unique",
    "#output+attendances+num",
    "#status+name",
)


def make(report: Report) -> bytes:
    """Codes are the same in every language, names are in the language of the report."""
    return as_csv([_head(), TAGS, *_rows(report)])


def _head() -> list[str]:
    return [
        _("Programme"),
        pgettext("who pays", "Funder"),
        pgettext("who carries a programme out", "Implementer"),
        _("First day"),
        _("Last day"),
        _("Country"),
        pgettext("a code", "Divided by (code)"),
        pgettext("a name", "Divided by"),
        _("Municipality (code)"),
        pgettext("what a number is about", "Part"),
        _("People"),
        _("Attendances"),
        pgettext("whether a number is told", "State"),
    ]


def _rows(report: Report) -> list[list[object]]:
    of_all: list[object] = [
        report.programme.name,
        report.programme.funder,
        report.programme.implementer,
        report.since.isoformat(),
        report.until.isoformat(),
        COUNTRY,
    ]
    rows = [[*of_all, "", "", "", _("in all"), *_told(report.total)]]
    for table in report.tables:
        for row in table.rows:
            code = row.value if table.dimension == "municipality" else ""
            rows.append([*of_all, table.dimension, title_of(table), code, row.name, *_told(row.told)])
    return rows


def _told(count: Count | None) -> list[object]:
    return ["", "", hidden_sign()] if count is None else [count.people, count.attendances, pgettext("a number", "told")]
