"""The files of a report, each from the same numbers: made when somebody asks, and not kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peercircle.reports.files import hxl, iati, paper, text, workbook
from peercircle.reports.report import Report


@dataclass(frozen=True)
class File:
    name: str | Promise
    used_for: str | Promise
    content_type: str
    make: Callable[[Report], bytes]


OFFICE = "application/vnd.openxmlformats-officedocument"
FILES = {
    "docx": File(
        _("Word (DOCX)"),
        _("To finish: write your part where it asks you to. Tables, pictures and definitions are there."),
        f"{OFFICE}.wordprocessingml.document",
        text.make,
    ),
    "pdf": File(
        _("PDF"),
        _("To print and to read, with the pictures. Your part can be typed in."),
        "application/pdf",
        paper.make,
    ),
    "xlsx": File(
        _("Excel (XLSX)"),
        _("To calculate: a sheet for each table, and one with the definitions."),
        f"{OFFICE}.spreadsheetml.sheet",
        workbook.make,
    ),
    "csv": File(
        _("CSV with HXL tags"), _("For other programs: one row for each number."), "text/csv; charset=utf-8", hxl.make
    ),
    "xml": File(
        _("IATI (XML)"),
        _("For the donor's office, which publishes it: the results of the activity."),
        "application/xml",
        iati.make,
    ),
}
