"""The pictures of the README and the handbook: `make pictures` plays three evenings and keeps a few screens."""

import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
EVENINGS = [f"tests/evenings/test_{name}.py" for name in ("first_meeting", "lock_a_period", "field_visit")]
KEPT = {
    "first_meeting/*-cafe-round-besnik": "phone.png",
    "first_meeting/*-cafe-round-screen": "screen.png",
    "first_meeting/*-cafe-draft-besnik": "card.png",
    "a_field_visit/*-offline-note": "visit.png",
    "a_period_is_reported_and_corrected/*-pictures": "numbers.png",
}


def main() -> int:
    played = subprocess.run([sys.executable, "-m", "pytest", "-q", *EVENINGS], cwd=ROOT)
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(exist_ok=True)
    for title, name in KEPT.items():
        (taken,) = (ROOT / "var" / "pictures").glob(f"{title}.png")
        picture = Image.open(taken)
        # What is seen without scrolling.
        picture.crop((0, 0, picture.width, min(picture.height, 844))).save(folder / name, optimize=True)
    return played.returncode


if __name__ == "__main__":
    sys.exit(main())
