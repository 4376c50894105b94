"""How long the page of those who may stand twice takes with 20,000 people of a thousand schools, and what it finds."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from bench import tables
from bench.servers import ROOT, House

PEOPLE = 20_000
MOST_SECONDS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        house = House(Path(temporary))
        house.run("collectstatic", "--noinput", "-v0")
        house.run("shell", "-v0", "-c", f"from bench import namesakes; namesakes.fill({PEOPLE})")
        said = house.run("shell", "-v0", "-c", "from bench import namesakes; namesakes.measure()")
    told = json.loads(said.splitlines()[-1])
    verdict = "yes" if told["seconds"] <= MOST_SECONDS else "no"
    head = ["", "seconds", f"at most {MOST_SECONDS}", "queries", "new names found", "new names there"]
    row = ["the page", f"{told['seconds']:.2f}", verdict, told["queries"], told["NEW_NAME"], PEOPLE // 100]
    tables.show(f"One person, two entries? {PEOPLE:,} people", head, [row])


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
