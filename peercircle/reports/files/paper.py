"""The report as PDF: with the pictures, and with fields in which one can type."""

from __future__ import annotations

from django.template.loader import render_to_string

from peercircle.kit.paper import pdf
from peercircle.reports.report import Report, title_of


def make(report: Report) -> bytes:
    tables = [(title_of(told), told) for told in report.tables if told.rows]
    return pdf(render_to_string("reports/report_print.html", {"report": report, "tables": tables}), has_fields=True)
