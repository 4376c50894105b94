"""What others made is what we say it is, and our own part of a page stays small."""

import hashlib
import tomllib
from pathlib import Path

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
