"""The pictures of the README: `make pictures` plays the first meeting and keeps two of its screens."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = {"cafe-round-besnik": "phone.png", "cafe-round-screen": "screen.png"}


def main() -> int:
    played = subprocess.run([sys.executable, "-m", "pytest", "-q", "tests/evenings/test_first_meeting.py"], cwd=ROOT)
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(exist_ok=True)
    for title, name in KEPT.items():
        (taken,) = (ROOT / "var" / "pictures" / "first_meeting").glob(f"*-{title}.png")
        shutil.copy(taken, folder / name)
    return played.returncode


if __name__ == "__main__":
    sys.exit(main())
