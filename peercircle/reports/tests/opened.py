"""The files of a report, opened by the libraries that others open them with: what their tables say, as text."""

import csv
import io
import re
from xml.etree import ElementTree

import docx
import openpyxl
from pypdf import PdfReader

from peercircle.reports.files import FILES


def opened(report, kind):
    """`{row of a table: (people, attendances)}` of all tables that count people."""
    return {"docx": of_word, "xlsx": of_excel, "csv": of_csv, "xml": of_iati}[kind](FILES[kind].make(report))


def of_word(content):
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(io.BytesIO(content)).tables
    ]
    return {(rows[0][0], row[0]): _pair(row[1:3]) for rows in tables if "People" in rows[0][:2] for row in rows[1:]}


def of_excel(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    tables = [list(sheet.iter_rows(values_only=True)) for sheet in book]
    return {(rows[0][0], row[0]): _pair(row[1:3]) for rows in tables if "People" in rows[0] for row in rows[1:]}


def of_csv(content):
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[2:]
    return {(row[7], row[9]): _pair(row[10:12]) for row in rows if row[7]}


def of_iati(content):
    """What is hidden is not there."""
    found = {}
    for indicator, place in zip(ElementTree.fromstring(content).iter("indicator"), (0, 1), strict=False):  # noqa: S314
        for actual in indicator.iter("actual"):
            for dimension in actual.findall("dimension"):
                key = dimension.get("name"), dimension.get("value")
                found.setdefault(key, [None, None])[place] = int(actual.get("value"))
    return {key: tuple(numbers) for key, numbers in found.items()}


def words(kind, content):
    """All that is written in a file, spaces made one."""
    said = {"docx": _of_all_word, "pdf": _of_all_pages, "xlsx": _of_all_sheets}.get(kind, bytes.decode)(content)
    return re.sub(r"\s+", " ", said)


def _of_all_word(content):
    return "".join(each.text or "" for each in docx.Document(io.BytesIO(content)).element.body.iter())


def _of_all_pages(content):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def _of_all_sheets(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return " ".join(str(cell.value) for sheet in book for row in sheet.rows for cell in row)


def _pair(cells):
    numbers = [int(str(cell).replace(",", "")) if str(cell)[:1].isdigit() else None for cell in cells]
    return tuple(numbers)
