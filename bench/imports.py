"""How long 20,000 rows of attendance take, from the file to the counts, and how much memory, with the demo's people
around; beside openpyxl, which only reads the same workbook."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import tables
from bench.servers import ROOT, House
from peercircle.kit.sheets import as_workbook

ROWS, ON_A_SHEET = 20_000, 25
MOST_SECONDS, MOST_MEGABYTES = 20, 300

HEADINGS = ["Date", "Kind of session", "Municipality", "Place", "First name", "Family name", "Sex", "Profession"]
GIVEN = ["Arta", "Besnik", "Drita", "Goran", "Milica", "Vesna", "Shpresa", "Luan"]
GIVEN += ["Valbona", "Jelena", "Marko", "Ardita", "Fatmir", "Teuta", "Nenad", "Zana"]
FAMILY = ["Krasniqi", "Gashi", "Petrović", "Berisha", "Hoxha", "Đorđević"]
FAMILY += ["Shala", "Marković", "Bytyqi", "Kryeziu", "Jovanović", "Morina"]
# A tool of the tests brings a slower reader, which an installation does not have.
AS_INSTALLED = {"OPENPYXL_DEFUSEDXML": "False"}
PLACES = ["Podujevë", "Prizren", "Pejë", "Gjilan", "Ferizaj", "Prishtinë"]

BARE = "import sys; from openpyxl import load_workbook as load; book = load(sys.argv[1], read_only=True); "
BARE += "print(sum(1 for row in book.worksheets[0].iter_rows(values_only=True)), 'rows read')"


def workbook() -> bytes:
    """5,000 people whose names may be alike, each four times: no two of one session have the same name."""
    chance = random.Random(20)
    people = [(f"{chance.choice(GIVEN)} {number:04}", chance.choice(FAMILY)) for number in range(5_000)]
    rows: list[list[object]] = [list(HEADINGS)]
    today = dt.datetime.now(dt.UTC).date()
    for number in range(ROWS):
        sheet = number // ON_A_SHEET
        given, family = people[number % len(people)]
        day = today - dt.timedelta(days=1 + sheet % 90)
        place = PLACES[number % len(people) // ON_A_SHEET % len(PLACES)]
        rows.append([day, "coaching", place, f"Hall {sheet}", given, family, "f", "teacher"])
    return as_workbook({"Attendance": rows})


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        house, file = House(Path(temporary)), Path(temporary) / "attendance.xlsx"
        house.run("demo")
        file.write_bytes(workbook())
        manage = [sys.executable, str(ROOT / "manage.py"), "import_attendance", str(file)]
        rows = [
            _row("openpyxl, reading alone", [sys.executable, "-c", BARE, str(file)], {}),
            _row("looked at", manage, house.env),
            _row("looked at and saved", [*manage, "--commit"], house.env),
            _row("the same file again", [*manage, "--commit"], house.env),
        ]
    head = ["", "seconds", "MB at most", f"within {MOST_SECONDS} s, {MOST_MEGABYTES} MB", "what it said"]
    tables.show(f"Import: {ROWS:,} rows of attendance in a workbook", head, rows)


def _row(name: str, command: list[str], env: dict[str, str]) -> list[object]:
    alone = [sys.executable, str(ROOT / "bench" / "alone.py"), *command]
    done = subprocess.run(alone, cwd=ROOT, env={**os.environ, **AS_INSTALLED, **env}, stdout=subprocess.PIPE, text=True)
    *_lines, said, measured = done.stdout.splitlines()
    assert done.returncode == 0, said
    used = json.loads(measured)
    seconds, megabytes = used["seconds"], used["kilobytes"] / 1024
    verdict = "yes" if seconds <= MOST_SECONDS and megabytes <= MOST_MEGABYTES else "no"
    return [name, seconds, megabytes, verdict, said[:90]]


if __name__ == "__main__":
    main()
