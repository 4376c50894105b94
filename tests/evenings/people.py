"""Colleagues with phones, and the room's screen, for whole evenings in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Locator, Page, expect

from peercircle.meetings.models import Meeting

PICTURES = Path(__file__).resolve().parent.parent.parent / "var" / "pictures"
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


class Phone:
    """One colleague's phone. It says what its owner does: `tap`, `write`, `sees`."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.name = name

    def tap(self, words: str | re.Pattern[str], *, within: str = "body") -> None:
        place = self.page.locator(within)
        target = place.get_by_role("button", name=words, exact=True)
        target = target.or_(place.get_by_role("link", name=words, exact=True))
        target.first.click()

    def tap_next(self, *, timeout: float = 8000) -> None:
        """And wait for the buttons of the new step, which may come after its title: older ones do nothing."""
        seen = self.find(".controls input[name=seen]")
        before = seen.input_value()
        self.tap(re.compile("^Next"))
        expect(seen).not_to_have_value(before, timeout=timeout)

    def follows(self, meeting: Meeting, *, timeout: float = 15_000) -> None:
        """What lies below the header is fetched, and comes a moment after it."""
        move = Meeting.objects.values_list("move_count", flat=True).get(pk=meeting.pk)
        expect(self.find("#step, #screen")).to_have_attribute("data-move", str(move), timeout=timeout)

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def sees(self, text: str | re.Pattern[str], *, timeout: float = 8000) -> None:
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible(timeout=timeout)

    def does_not_see(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).locator("visible=true")).to_have_count(0)

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector)


class PlainPhone(Phone):
    """A phone without scripts: every tap brings a new page, and its owner waits for it."""

    def tap(self, words: str | re.Pattern[str], *, within: str = "body") -> None:
        with self.page.expect_navigation():
            super().tap(words, within=within)


class Album:
    """Keeps a picture of every screen, and asks axe about each."""

    def __init__(self, name: str) -> None:
        self.folder = PICTURES / name
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.glob("*.png"):
            old.unlink()
        self.faults: list[str] = []
        self.number = 0
        self.axe = Axe()

    def take(self, page: Page, title: str) -> None:
        self.number += 1
        _draw(page, self.folder / f"{self.number:02}-{title}.png")
        faults = self._faults(page)
        if faults:  # where the page just stands, the bar below may cover half a button: that is none
            way = page.evaluate("() => { const way = scrollY ? -100 : 100; scrollBy(0, way); return way; }")
            faults &= self._faults(page)
            page.evaluate("(way) => scrollBy(0, -way)", way)
        self.faults += [f"{title}: {fault}" for fault in sorted(faults)]

    def _faults(self, page: Page) -> set[str]:
        found = self.axe.run(page, options=WCAG).response["violations"]
        return {f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]}


def _draw(page: Page, path: Path) -> None:
    try:
        _draw_from_its_beginning(page, path)
    except Error:  # it was just loaded anew, or Chromium cannot draw one of many phones; the next moment it can
        page.wait_for_load_state()
        _draw_from_its_beginning(page, path)


def _draw_from_its_beginning(page: Page, path: Path) -> None:
    """Further down, the bar that stays on top would be drawn across the middle."""
    down = page.evaluate("() => { const down = scrollY; scrollTo(0, 0); return down; }")
    page.screenshot(path=path, full_page=True)
    page.evaluate("(down) => scrollTo(0, down)", down)
