import csv
import io

import pytest
from openpyxl import load_workbook

from peercircle.kit.sheets import as_csv, as_workbook, harmless

FORMULAS = [
    "=1+1",
    "+383 44 123 456",
    "-1+1",
    '@SUM("A1")',
    '  =HYPERLINK("x")',
    "\t=1",
    "\r=1",
    "\n=1",
    "\x00=1",
    "＝1+1",
]
PLAIN = ["Hoxha", "Gjakovë/Đakovica", "'quoted'", "a=b", "#adm1+name", "", "5 – 9", "Ђаковица"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_a_formula(text):
    (written,) = next(csv.reader(io.StringIO(as_csv([[text]]).decode("utf-8-sig"), newline="")))
    cell = load_workbook(io.BytesIO(as_workbook({"A": [[text]]}))).active["A1"]

    assert written.startswith("'")
    assert (cell.data_type, cell.value[0]) == ("s", "'")


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_stay_as_they_are(text):
    assert harmless(text) == text


def test_numbers_stay_numbers_and_signs_that_a_workbook_must_not_hold_are_left_out():
    content = as_workbook({"One": [["\x0bA\ufffena", 5, -2.5, None, "b"]], "Two": [["b"]]})

    book = load_workbook(io.BytesIO(content))

    assert book.sheetnames == ["One", "Two"]
    assert [cell.value for cell in book["One"][1]] == ["Ana", 5, -2.5, None, "b"]


def test_excel_reads_the_letters_of_the_region():
    assert as_csv([["Pejë", "Peć", "Пећ"]]) == "\ufeffPejë,Peć,Пећ\r\n".encode()
