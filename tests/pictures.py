"""The pictures of the README and the handbook: `make pictures` plays some evenings and keeps a few screens."""

import subprocess
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PLAYED = ("first_meeting", "field_visit", "found_a_group", "session_from_paper", "a_need_from_card_to_verdict")
PLAYED += ("import", "lock_a_period", "the_report", "case_consultation", "what_came_of_it", "whom_to_call")
EVENINGS = [f"tests/evenings/test_{name}.py" for name in PLAYED]
KEPT = {
    "first_meeting/*-cafe-round-besnik": "phone.png",
    "first_meeting/*-cafe-round-screen": "screen.png",
    "first_meeting/*-cafe-draft-besnik": "card.png",
    "a_field_visit/*-offline-note": "visit.png",
    "a_need_from_a_card_to_the_verdict/*-who-needs-me-next-expert": "next.png",
    "a_need_from_a_card_to_the_verdict/*-board-expert": "needs.png",
    "a_session_from_paper/*-sheet": "paper.png",
    "found_a_group/*-what-they-said": "founding.png",
    "a_list_is_taken_over/*-look": "import.png",
    "a_period_is_reported_and_corrected/*-pictures": "numbers.png",
    "a_period_is_reported_and_corrected/*-differs": "period.png",
    "the_report_is_made_and_opened/*-reported": "report.png",
    "a_consultation_in_six_phases/*-vote-arta": "choosing.png",
    "a_consultation_in_six_phases/*-silent-arta": "moderating.png",
    "a_consultation_in_six_phases/*-silent-besnik": "listening.png",
    "a_consultation_in_six_phases/*-silent-teuta": "turn.png",
    "what_came_of_it_at_the_next_meeting/*-said-besnik": "helped.png",
    "a_number_is_called_and_stands_on_the_card/*-enter": "called.png",
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
