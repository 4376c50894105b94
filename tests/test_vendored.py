"""What others made is what we say it is, and our own part of a page stays small."""

import hashlib
import re
import tomllib
from pathlib import Path

import brotli
import pytest

HOUSE = Path(__file__).resolve().parent.parent / "peercircle"
STATIC = HOUSE / "config" / "static"
VENDORED = tomllib.loads((STATIC / "vendor" / "VENDORED.toml").read_text())["file"]
OWN_SCRIPTS = sorted((STATIC / "js").glob("*.js"))


@pytest.mark.parametrize("file", VENDORED, ids=lambda file: file["path"])
def test_a_vendored_file_is_unchanged(file):
    assert hashlib.sha256((HOUSE / file["path"]).read_bytes()).hexdigest() == file["sha256"]


def test_every_foreign_file_is_on_the_list():
    folders = [STATIC / "vendor", STATIC / "fonts", HOUSE / "kit" / "fonts"]
    foreign = [file for folder in folders for file in folder.iterdir()]
    unlisted = {str(file.relative_to(HOUSE)) for file in foreign} - {file["path"] for file in VENDORED}
    assert unlisted == {"config/static/vendor/VENDORED.toml"}


def test_the_styles_stay_below_30_kb():
    assert (STATIC / "house.css").stat().st_size <= 30_000


def test_our_scripts_stay_few_and_short():
    lines = {script.name: len(script.read_text().splitlines()) for script in OWN_SCRIPTS}
    assert {name for name, count in lines.items() if count >= 80} == set()
    assert sum(lines.values()) <= 800


def test_the_fonts_of_a_first_visit_fit_its_budget():
    """Latin is loaded ahead by every page, the rest only where its letters occur, and none for Cyrillic."""
    assert (STATIC / "fonts" / "sans-latin.woff2").stat().st_size <= 17_000


def test_the_files_of_a_first_visit_to_a_meeting_fit_its_budget():
    """In Serbian with Latin letters, where both fonts are needed: 60 kB, of which the page itself takes four."""
    fonts, sprite = (STATIC / "fonts").glob("*.woff2"), STATIC / "icons.svg"
    loaded = {*fonts, sprite, *_named_in("_head.html", "_live_head.html")} - {
        STATIC / "mark-180.png"
    }  # for a home screen
    for file in [file for file in loaded if file.suffix == ".js"]:
        loaded |= _imported_by(file)

    said = 300  # bytes of an answer's head
    assert sum(len(_as_sent(file)) + said for file in loaded) <= 56_000


def _named_in(*pages: str) -> set[Path]:
    texts = [(HOUSE / "config" / "templates" / page).read_text() for page in pages]
    return {STATIC / name for text in texts for name in re.findall(r'{% static "([^"]+)" %}', text)}


def _imported_by(script: Path) -> set[Path]:
    found = {script.parent / name for name in re.findall(r'^import .*"(\./[^"]+)";', script.read_text(), re.MULTILINE)}
    return found.union(*map(_imported_by, found))


def _as_sent(file: Path) -> bytes:
    return file.read_bytes() if file.suffix == ".woff2" else brotli.compress(file.read_bytes())
