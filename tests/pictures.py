"""The pictures of the README and the handbook: `make pictures` plays the first meeting and keeps three screens."""

import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
KEPT = {"cafe-round-besnik": "phone.png", "cafe-round-screen": "screen.png", "cafe-draft-besnik": "card.png"}


def main() -> int:
    played = subprocess.run([sys.executable, "-m", "pytest", "-q", "tests/evenings/test_first_meeting.py"], cwd=ROOT)
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(exist_ok=True)
    for title, name in KEPT.items():
        (taken,) = (ROOT / "var" / "pictures" / "first_meeting").glob(f"*-{title}.png")
        picture = Image.open(taken)
        # What is seen without scrolling.
        picture.crop((0, 0, picture.width, min(picture.height, 844))).save(folder / name, optimize=True)
    return played.returncode


if __name__ == "__main__":
    sys.exit(main())
