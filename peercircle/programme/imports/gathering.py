"""Many cells with the same trouble are told in one line: "B12–B40, B44"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from peercircle.programme.imports.facts import Trouble

LONGEST = 120
LONGEST_SAID = 80


def gathered(troubles: Iterable[Trouble]) -> list[dict[str, Any]]:
    rows: defaultdict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    left_out = {}
    for trouble in troubles:
        cell = trouble.cell
        rows[trouble.code, str(cell.value)[:LONGEST_SAID], cell.sheet, cell.column].append(cell.row)
        left_out[trouble.code] = trouble.is_left_out
    return [
        {
            "cells": spans(numbers, column, sheet),
            "said": said,
            "code": code,
            "is_left_out": left_out[code],
            "rows": len(set(numbers)),
        }
        for (code, said, sheet, column), numbers in rows.items()
    ]


def spans(rows: Iterable[int], column: str, sheet: str = "") -> str:
    """Neighbouring rows are one span; a list that grows too long ends in dots."""
    found: list[list[int]] = []
    for row in sorted(set(rows)):
        if found and row == found[-1][1] + 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    named = [f"{column}{first}" if first == last else f"{column}{first}–{column}{last}" for first, last in found]
    text = (f"{sheet[:40]}: " if sheet else "") + ", ".join(named)
    return text if len(text) <= LONGEST else text[: LONGEST - 2].rpartition(",")[0] + " …"
