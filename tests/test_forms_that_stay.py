"""A form whose fields stay filled until the server has them, as the note of a visit. In a real browser."""

import time

import pytest
from playwright.sync_api import expect

from tests.test_live_scripts import PAGE, drawn, live

__all__ = ["drawn", "live"]

STAYS = PAGE.replace("<form data-outbox", '<form data-outbox="stay"').replace(
    "<button>Send", '<input type="radio" name="way" value="on" data-draft="way" aria-label="on"><button>Send'
)


@pytest.fixture
def staying(live, monkeypatch):
    """A page whose form stays filled, and no network for what it sends."""
    monkeypatch.setattr("tests.test_live_scripts.PAGE", STAYS)
    live.open()
    live.page.unroute("**/notes")
    live.page.route("**/notes", lambda route: route.abort())
    return live


def come_back(live):
    live.page.unroute("**/notes")
    live.page.route("**/notes", live.take)
    with live.page.expect_navigation():
        live.page.evaluate("dispatchEvent(new Event('online'))")


def test_a_form_that_stays_is_filled_until_the_server_has_its_newest_letter(staying):
    staying.write("one")
    staying.page.get_by_label("on").check()
    staying.write("one and two")
    staying.page.reload()
    expect(staying.page.locator("textarea")).to_have_value("one and two")
    expect(staying.page.get_by_label("on")).to_be_checked()

    come_back(staying)

    expect(staying.page.locator("textarea")).to_have_value("")
    assert [(note["text"], note["way"]) for note in staying.posted] == [("one and two", "on")]
    assert staying.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))") == []


def test_what_was_typed_after_the_letter_stays_a_draft(staying):
    staying.write("one")
    staying.page.locator("textarea").fill("one, and more")

    come_back(staying)

    expect(staying.page.locator("textarea")).to_have_value("one, and more")
    assert [note["text"] for note in staying.posted] == ["one"]


def test_a_form_that_stays_keeps_what_was_refused_beside_the_reason(staying):
    staying.answer = {"status": 409, "body": "<p role='alert'>This visit lies ahead.</p>"}
    staying.page.unroute("**/notes")
    staying.page.route("**/notes", staying.take)

    staying.write("too early")

    expect(staying.page.locator("[data-outbox-state]")).to_have_text("This visit lies ahead.")
    expect(staying.page.locator("textarea")).to_have_value("too early")
    assert staying.page.evaluate("localStorage.getItem('outbox:7')") == "[]"


def test_of_several_letters_the_last_one_brings_the_page_as_it_is_now(staying):
    """A page that was loaded anew after each would show what the server said of the first one for no moment."""
    staying.write("one")
    staying.page.evaluate(
        """() => {
             const [letter] = JSON.parse(localStorage.getItem("outbox:7"));
             const other = { ...letter, id: "2", fields: [["text", "two"]], drafts: [] };
             localStorage.setItem("outbox:7", JSON.stringify([letter, other]));
           }"""
    )
    staying.page.unroute("**/notes")
    staying.page.route("**/notes", lambda route: (time.sleep(0.3 * len(staying.posted)), staying.take(route)))
    loads = []
    staying.page.on("load", lambda page: loads.append(page))
    with staying.page.expect_event("load"):
        staying.page.evaluate("dispatchEvent(new Event('online'))")

    staying.page.wait_for_function("() => localStorage.getItem('outbox:7') === '[]'")
    expect(staying.page.locator("textarea")).to_have_value("")
    assert [note["text"] for note in staying.posted] == ["one", "two"]
    assert len(loads) == 1
