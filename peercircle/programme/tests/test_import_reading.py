"""A file is a table or an answer, never an error; and nothing in it does anything."""

import datetime as dt
import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peercircle.programme.imports import reading
from peercircle.programme.imports.reading import Unreadable, read
from peercircle.programme.imports.troubles import OF_FILE
from peercircle.programme.tests.files import text, with_part, workbook

PLAIN = workbook(People=[["First name", "Day"], ["Arta", dt.date(2026, 3, 12)]])
SHEET = "xl/worksheets/sheet1.xml"
# Twenty kilobytes that unpack to a hundred megabytes.
BOMB = with_part(PLAIN, "xl/media/picture.png", b"\0" * 100 * 1024 * 1024)


def saying_less(content, name, size):
    """The same archive, in which the part says of itself that it is of this size."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.getinfo(name)
    cut = zlib.crc32(b"\0" * size)
    told, lie = struct.pack("<III", part.CRC, part.compress_size, part.file_size), (cut, part.compress_size, size)
    assert content.count(told) == 2  # before the part, and in the list at the end
    return content.replace(told, struct.pack("<III", *lie))


def locked(content):
    """Each part says that it needs a password."""
    begins, listed = content.replace(b"PK\x03\x04\x14\0\0", b"PK\x03\x04\x14\0\1"), b"PK\x01\x02\x14\x03\x14\0"
    return begins.replace(listed + b"\0", listed + b"\1")


def squeezed(content):
    """Packed in a way that no spreadsheet program uses."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as new:
        for each in old.namelist():
            new.writestr(each, old.read(each))
    return out.getvalue()


# It says of itself that it is small.
LIAR = saying_less(BOMB, "xl/media/picture.png", 1000)


def unreadable(content):
    with pytest.raises(Unreadable) as answer:
        read(content)
    return answer.value.code


def said_of(content):
    """Empty when it can be read."""
    try:
        read(content)
    except Unreadable as answer:
        return answer.code
    return ""


def cells(content):
    return [row.cells for sheet in read(content) for row in sheet.rows]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"x" * (reading.LARGEST_FILE + 1), "too-large"),
        (b"PK\x03\x04 and no more", "broken"),
        (PLAIN[: len(PLAIN) // 2], "broken"),
        (reading.OLD_EXCEL_OR_ENCRYPTED + b"\0" * 600, "old-excel"),
        (reading.OLD_EXCEL_OR_ENCRYPTED + b"\0" * 600 + reading.ENCRYPTED, "encrypted"),
        (with_part(PLAIN, "xl/vbaProject.bin", b"macro"), "macros"),
        (with_part(PLAIN, "xl/vbaProject.BIN", b"macro"), "macros"),
        (with_part(PLAIN, "xl/macrosheets/sheet1.xml", b"<x/>"), "macros"),
        (with_part(PLAIN, "[Content_Types].xml", b'<Types ContentType="ms-excel.sheet.macroEnabled"/>'), "macros"),
        (locked(PLAIN), "encrypted"),
        (BOMB, "unpacks-large"),
        (LIAR, "unpacks-large"),
        (with_part(PLAIN, "xl/sharedStrings.xml", b"<sst>" + b" " * reading.LARGEST_TEXTS), "unpacks-large"),
        (squeezed(PLAIN), "broken"),
        (with_part(PLAIN, SHEET, b"<worksheet"), "broken"),
        (with_part(PLAIN, SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'), "broken"),
        (with_part(PLAIN, "xl/styles.xml", "<!DOCTYPE a><styleSheet/>".encode("utf-16-le")), "broken"),
        (b"%PDF-1.7 a report", "not-a-table"),
        (b"\x89PNG\r\n\x1a\n", "not-a-table"),
        (b"{\\rtf1 a text}", "not-a-table"),
        (b"<html><table>", "not-a-table"),
        (b"First name\0Day", "not-a-table"),
    ],
)
def test_what_cannot_be_read_has_a_sentence(content, code):
    assert unreadable(content) == code
    assert code in OF_FILE


def test_a_text_document_is_no_table():
    document = with_part(PLAIN, "word/document.xml", b"<a/>")
    without = document.replace(b"xl/workbook.xml", b"xl/otherbok.xml")

    assert unreadable(without) == "not-a-table"


@pytest.mark.parametrize("bomb", [BOMB, LIAR])
def test_a_bomb_is_small_and_is_not_unpacked(bomb):
    assert len(bomb) < 200_000
    tracemalloc.start()
    try:
        unreadable(bomb)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 5_000_000


@pytest.mark.parametrize("make", [lambda rows: workbook(A=rows), lambda rows: text(*(",".join(row) for row in rows))])
def test_too_many_rows(make, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)

    assert len(cells(make([["a", "b"]] * 3))) == 3
    assert unreadable(make([["a", "b"]] * 4)) == "too-many-rows"


@pytest.mark.parametrize("make", [lambda rows: workbook(A=rows), lambda rows: text(*(",".join(row) for row in rows))])
def test_too_many_cells(make, monkeypatch):
    monkeypatch.setattr(reading, "MOST_CELLS", 6)

    assert len(cells(make([["a", "b"], ["", ""], ["a", "b"], ["a", "b"]]))) == 3
    assert unreadable(make([["a", "b"]] * 3 + [["a"]])) == "too-many-cells"


def test_a_word_that_stands_there_often_is_kept_once():
    rows = cells(text("Place,Name", *(f"Podujevë,Name {number}" for number in range(20))))

    assert len({id(row[0]) for row in rows[1:]}) == 1


@settings(max_examples=200)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda some: PLAIN[:400] + some + PLAIN[400:])))
def test_whatever_comes_it_is_a_table_or_an_answer(content):
    assert said_of(content) in {"", *OF_FILE}


def test_a_workbook_keeps_numbers_days_and_the_rows_of_the_spreadsheet():
    content = workbook(
        A=[["First name", "Day", "Guests"], [], ["  Arta \n B. ", dt.datetime.fromisoformat("2026-03-12"), 4]]
    )

    (sheet,) = read(content)

    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("First name", "Day", "Guests")),
        (3, ("Arta B.", dt.datetime.fromisoformat("2026-03-12"), 4)),
    ]


def test_hidden_sheets_are_not_read():
    def hide(book):
        book["Secret"].sheet_state = "hidden"

    content = workbook(hide, Seen=[["a"]], Secret=[["b"]])

    assert [sheet.name for sheet in read(content)] == ["Seen"]


def test_a_formula_is_what_it_came_to():
    assert cells(workbook(A=[["=1+1", "a"]])) == [("", "a")]


def test_a_merged_cell_is_meant_for_all_of_it():
    def merge(book):
        book["A"].merge_cells("A2:A4")
        book["B"].merge_cells("B1:C1")

    content = workbook(
        merge,
        B=[["x", "both", None], ["1", "2", "3"]],
        A=[["Day", "Name"], ["3.12.2026", "Arta"], [None, "Besa"], [None, "Drita"]],
    )

    assert cells(content) == [
        ("x", "both", "both"),
        ("1", "2", "3"),
        ("Day", "Name"),
        ("3.12.2026", "Arta"),
        ("3.12.2026", "Besa"),
        ("3.12.2026", "Drita"),
    ]


def sheet(before="", after=""):
    """One cell, with what a hostile hand writes around it."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cell = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row></sheetData>'
    return with_part(PLAIN, SHEET, f"<worksheet {space}>{before}{cell}{after}</worksheet>".encode())


def test_merged_areas_without_end_are_an_answer():
    areas = '<mergeCell ref="A1:XFD1048576"/>' * 50

    assert unreadable(sheet(after=f"<mergeCells>{areas}</mergeCells>")) == "too-large"


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_it_goes():
    assert cells(sheet(before='<dimension ref="A1:XFD1048576"/>')) == [("a",)]


def test_a_merged_cell_reaches_beyond_what_is_filled():
    content = workbook(lambda book: book["A"].merge_cells("B1:D1"), A=[["x", "both"], ["1", "2"]])

    assert cells(content) == [("x", "both", "both", "both"), ("1", "2")]


NAMES = ["Emri;Mbiemri", "Arbërie;Çollaku", "Gëzim;Bytyçi"]
SERBIAN = ["Ime;Prezime", "Đorđe;Živković", "Nataša;Čabarkapa"]
CYRILLIC = ["Име;Презиме", "Ђорђе;Живковић", "Наташа;Чабаркапа"]
REGISTER = ["Датум;Општина;Име и презиме;Занимање", *["3.11.2026;Грачаница;Зорица Ристић;наставница"] * 50]
GERMAN = ["Vorname;Nachname", "Jürgen;Groß", "Käthe;Böhm"]


@pytest.mark.parametrize(
    ("lines", "encoding"),
    [
        *((lines, "utf-8") for lines in (NAMES, SERBIAN, CYRILLIC, GERMAN)),
        *((lines, "utf-8-sig") for lines in (NAMES, SERBIAN, CYRILLIC, GERMAN)),
        *((lines, "utf-16") for lines in (NAMES, SERBIAN, CYRILLIC, GERMAN)),
        *((lines, "cp1250") for lines in (NAMES, SERBIAN, GERMAN)),
        *((lines, "cp1252") for lines in (NAMES, GERMAN)),
        (CYRILLIC, "cp1251"),
        (REGISTER, "cp1251"),
        (["Ime;Prezime", "Žčć;Šćepanović"], "cp1250"),
    ],
)
def test_letters_of_the_region_in_every_encoding(lines, encoding):
    assert cells(text(*lines, encoding=encoding)) == [tuple(line.split(";")) for line in lines]


@pytest.mark.parametrize(
    "lines",
    [
        ["Name,Place", '"Krasniqi, Arta","Hotel ""Emerald"""'],
        ["Name;Place", '"Krasniqi, Arta";"Hotel ""Emerald"""'],
        ["Name\tPlace", '"Krasniqi, Arta"\t"Hotel ""Emerald"""'],
        ["sep=|", "Name|Place", '"Krasniqi, Arta"|"Hotel ""Emerald"""'],
    ],
)
def test_commas_semicolons_tabs_and_quotes(lines):
    assert cells(text(*lines)) == [("Name", "Place"), ("Krasniqi, Arta", 'Hotel "Emerald"')]


def test_a_title_above_a_list_does_not_hide_how_it_is_separated():
    content = text("Attendance of March", "", "Name;Day", "Arta;3.12.2026")

    assert [(row.number, row.cells) for row in read(content)[0].rows] == [
        (1, ("Attendance of March",)),
        (3, ("Name", "Day")),
        (4, ("Arta", "3.12.2026")),
    ]


def test_a_line_may_break_inside_quotes():
    assert cells(text("Name,Place", '"Arta', 'Krasniqi",Deçan')) == [("Name", "Place"), ("Arta Krasniqi", "Deçan")]


def test_lists_within_cells_are_no_columns():
    topics = "Bullying, Stress, Family, Work, Rest"
    lines = [f"Person{number};3.11.2026;{topics}" for number in range(9)]

    (sheet,) = read("\n".join(["Name;Date;Topics", *lines]).encode())

    assert {row.cells[1:] for row in sheet.rows} == {("Date", "Topics"), ("3.11.2026", topics)}
