"""How long the programme's numbers take with a million attendances, beside the bare SQL that gives the same numbers.

No peer stands beside them: nobody's public tool counts people across groups, roles and years. What is measured against
is the database itself, in the same run; a page may take three times as long, for it masks, names and draws besides.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import tables
from bench.servers import ROOT, House

ATTENDANCES, PEOPLE, GROUPS = 1_000_000, 100_000, 10_000
MOST = 3.0  # times the bare SQL


def main() -> None:
    rows = [*_rows("SQLite", _measured())]
    beside = ["bash", str(ROOT / "tests" / "postgres.sh"), sys.executable, "-m", "bench.reports", "inside"]
    done = subprocess.run(beside, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        print("PostgreSQL could not be started: only SQLite is measured.")
    else:
        rows += _rows("PostgreSQL", json.loads(done.stdout.splitlines()[-1]))
    size = f"{ATTENDANCES:,} attendances of {PEOPLE:,} people, {GROUPS:,} groups"
    head = ["", "bare SQL s", "ours s", "times", f"at most {MOST:.0f}", "queries"]
    tables.show(f"Reports: {size}", head, rows)


def _measured() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as temporary:
        house = House(Path(temporary))
        house.run("collectstatic", "--noinput", "-v0")
        house.run("shell", "-v0", "-c", f"from bench import crowd; crowd.fill({ATTENDANCES}, {PEOPLE}, {GROUPS})")
        told = house.run("shell", "-v0", "-c", "from bench import crowd; crowd.measure()")
    return json.loads(told.splitlines()[-1])


def _rows(database: str, told: dict[str, float]) -> list[list[object]]:
    pairs = [
        ("municipality × profession × sex, masked", "bare reach", "reach", ""),
        ("page of whom we reached", "reach page bare", "reach page", told["reach page queries"]),
        ("first page of the programme", "first page bare", "first page", told["first page queries"]),
    ]
    return [
        [
            f"{database}: {name}",
            f"{told[bare]:.2f}",
            f"{told[ours]:.2f}",
            told[ours] / told[bare],
            _verdict(told[ours] / told[bare]),
            asked,
        ]
        for name, bare, ours, asked in pairs
    ]


def _verdict(times: float) -> str:
    return "yes" if times <= MOST else "no"


if __name__ == "__main__":
    if sys.argv[1:] == ["inside"]:
        print(json.dumps(_measured()))
    else:
        main()
