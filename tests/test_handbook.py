"""The handbook names buttons and headings as they stand on the pages, and shows pictures that are there and small."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
HANDBOOK = sorted((ROOT / "docs" / "handbook").glob("*.md"))
PICTURES = ROOT / "docs" / "pictures"
SENTENCES = "\n".join(
    re.sub(r"%\(\w+\)s", "", entry.msgid)
    for entry in polib.pofile(str(ROOT / "peercircle" / "locale" / "sq" / "LC_MESSAGES" / "django.po"))
)
# Words that only weigh more, and buttons of another program.
NOT_OURS = {
    "Call the number before you enter it",
    "New",
    "Upload an XLSForm",
    "Data",
    "Downloads",
}
LEADS = re.compile(r"^(\s*(?:-\s+|\d+\.\s+)?)\*\*.+?\*\*", re.MULTILINE | re.DOTALL)
# Numbers that a page fills in, and buttons that are a number.
FILLED_IN = re.compile(r"^(\+[15]|In \d weeks)$")


def named(page: Path) -> set[str]:
    """What stands in **bold** or *italics*; with an arrow it is a way through several.

    Bold words at the beginning of a paragraph or of a point are what it is about, often no button.
    """
    text = re.sub(LEADS, r"\1", page.read_text(encoding="utf-8"))
    text = re.sub(r"\s+", " ", text)
    found = re.findall(r"\*\*(.+?)\*\*|(?<!\*)\*([^*]+?)\*(?!\*)", text)
    words = {word for bold, slanted in found for word in (bold or slanted).split(" → ")}
    return {word.strip().rstrip(".:") for word in words} - NOT_OURS


@pytest.mark.parametrize("page", HANDBOOK, ids=lambda page: page.stem)
def test_what_it_names_stands_on_a_page(page):
    lower = SENTENCES.lower()

    assert [word for word in named(page) if word.lower() not in lower and not FILLED_IN.match(word)] == []


def test_every_picture_is_there_small_and_shown():
    pages = [*HANDBOOK, ROOT / "README.md"]
    shown = {name for page in pages for name in re.findall(r"pictures/([\w-]+\.png)", page.read_text(encoding="utf-8"))}
    kept = {picture.name for picture in PICTURES.glob("*.png")}

    assert shown == kept
    assert [name for name in kept if (PICTURES / name).stat().st_size > 120_000] == []
