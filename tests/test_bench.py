"""What a bench says of a program is true of that program."""

import json
import subprocess
import sys

from bench.servers import ROOT

MUCH = 400  # megabytes


def test_a_program_is_not_charged_with_the_memory_of_who_started_it():
    """Each starts the next one, the first of them large."""
    alone = [sys.executable, str(ROOT / "bench" / "alone.py"), sys.executable, "-c", "print('done')"]
    large = f"import subprocess, sys; held = bytearray({MUCH * 1024 * 1024}); sys.exit(subprocess.call({alone!r}))"

    told = subprocess.run([sys.executable, "-c", large], check=True, stdout=subprocess.PIPE, text=True).stdout

    done, measured = told.splitlines()
    assert done == "done"
    assert 0 < json.loads(measured)["kilobytes"] / 1024 < MUCH / 4
    assert json.loads(measured)["seconds"] > 0


def test_a_program_that_fails_fails():
    failing = [sys.executable, str(ROOT / "bench" / "alone.py"), sys.executable, "-c", "raise SystemExit(3)"]

    assert subprocess.run(failing, stdout=subprocess.PIPE).returncode == 3
