"""What docs/look.md promises: its examples work, and every class and icon in a page exists."""

import re
from pathlib import Path

import pytest
from django.template import engines

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "peercircle" / "config" / "static"
PAGES = sorted((ROOT / "peercircle").glob("**/templates/**/*.html"))
EXAMPLES = re.findall(r"```html\n(.*?)```", (ROOT / "docs" / "look.md").read_text(), re.DOTALL)
STYLED = set(re.findall(r"\.([a-z][a-z0-9-]*)", (STATIC / "house.css").read_text()))
ICONS = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "icons.svg").read_text()))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[:30])
def test_the_examples_work_and_use_what_is_there(example):
    page = engines["django"].from_string(example).render()

    used = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}
    assert used - STYLED == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_icon_is_in_the_sprite(page):
    assert set(re.findall(r'{% icon "([^"]+)"', page.read_text())) - ICONS == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_carry_no_script_or_style_of_their_own(page):
    html = page.read_text()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\s(?:src=|type=\"application/json\"))", html) == []
