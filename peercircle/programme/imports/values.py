"""What a cell says: a day, a number, a profession. `Wrong` carries a code for its sentence, never the sentence."""

from __future__ import annotations

import datetime as dt
import re

from peercircle.kit.folding import fold

FIRST_DAY = dt.date(2000, 1, 1)
EXCEL_BEGINS = dt.date(1899, 12, 30)

_MONTHS = [
    "janar januar january jan јануар janner",
    "shkurt februar february feb shk фебруар",
    "mars mart march mar marz март",
    "prill april apr pri април",
    "maj may mai мај",
    "qershor jun june juni qer јун",
    "korrik jul july juli kor јул",
    "gusht avgust august aug avg gus август",
    "shtator septembar september sep sept sht септембар",
    "tetor oktobar october oktober okt oct tet октобар",
    "nentor novembar november nov nen новембар",
    "dhjetor decembar december dezember dec dez dhj децембар",
]
MONTHS = {fold(name): number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}


class Wrong(Exception):  # noqa: N818
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def day(cell: object) -> dt.date:
    """Day before month, as the region writes; a year of two digits is of this century."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _sensible(EXCEL_BEGINS + dt.timedelta(days=int(cell))) if 0 < cell < 100_000 else _no_day()
    text = str(cell).strip()
    if iso := re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$", text):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := re.fullmatch(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})\.?", text):
        return _made(_year(numbers[3]), int(numbers[2]), int(numbers[1]))
    if words := re.fullmatch(r"(\d{1,2})\.?\s+(\D+?)\.?,?\s+(\d{4})\.?", text):
        return _made(int(words[3]), MONTHS.get(fold(words[2]), 0), int(words[1]))
    return _no_day()


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _made(year: int, month: int, number: int) -> dt.date:
    try:
        return _sensible(dt.date(year, month, number))
    except ValueError:
        return _no_day()


def _sensible(found: dt.date) -> dt.date:
    return found if found >= FIRST_DAY else _no_day()


def _no_day() -> dt.date:
    raise Wrong("no-day")


def count(cell: object) -> int:
    """People are counted in whole numbers, from none upwards."""
    text = str(cell).strip()
    if re.fullmatch(r"-\s*\d+(\.0)?", text):
        raise Wrong("negative")
    if not re.fullmatch(r"\d{1,6}(\.0)?", text):
        raise Wrong("no-number")
    return int(float(text))


def time(cell: object) -> dt.time:
    if isinstance(cell, dt.datetime):
        return cell.time()
    if isinstance(cell, dt.time):
        return cell
    found = re.match(r"(\d{1,2})[:.](\d{2})", str(cell).strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Wrong("no-time")
    return dt.time(int(found[1]), int(found[2]))
