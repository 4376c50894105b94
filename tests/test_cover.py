"""A screen that shows a case is covered after two minutes without a touch. The page itself is made up here."""

import pytest
from django.template import engines
from playwright.sync_api import expect

PAGE = """<!doctype html><html lang="en"><title>Case</title>
<link rel="stylesheet" href="/static/house.css"><body><main><section>{cover}
<h1>The story</h1><p>A sentence of the case.</p><form action="/nowhere"><textarea></textarea>
<button>Send</button></form></section><p>Something else</p></main>
<p data-outbox-state="{state}">Not taken in: my words</p>
<script type="module" src="/static/js/cover.js"></script>"""


@pytest.fixture
def state():
    return "refused"


@pytest.fixture
def screen(phone, state):
    """With a clock that the test moves."""
    page = phone()
    page.clock.install()
    cover = engines["django"].from_string('{% include "kit/_cover.html" %}').render()
    page.route(
        "**/case", lambda route: route.fulfill(body=PAGE.format(cover=cover, state=state), content_type="text/html")
    )
    page.goto("/case")
    page.wait_for_load_state("networkidle")
    return page


def shows(page, is_covered):
    for words in ("The story", "A sentence of the case."):
        expect(page.get_by_text(words, exact=True)).to_be_visible(visible=not is_covered)
    expect(page.get_by_role("button")).to_be_visible(visible=not is_covered)
    expect(page.get_by_text("Tap anywhere, and it is back.")).to_be_visible(visible=is_covered)
    expect(page.get_by_text("Not taken in: my words")).to_be_visible(visible=not is_covered)
    expect(page.get_by_text("Something else")).to_be_visible()


def test_after_two_minutes_it_is_covered_and_a_tap_brings_it_back(screen):
    screen.clock.run_for(118_000)
    shows(screen, is_covered=False)

    screen.clock.run_for(4_000)
    shows(screen, is_covered=True)
    screen.get_by_text("Tap anywhere").tap()

    shows(screen, is_covered=False)
    assert screen.url.endswith("/case"), "the tap pressed nothing that lay below"


def test_who_writes_is_not_interrupted_and_loses_nothing(screen):
    screen.locator("textarea").fill("My words")
    for _ in range(3):
        screen.clock.run_for(100_000)
        screen.locator("textarea").press("x")
        shows(screen, is_covered=False)

    screen.clock.run_for(125_000)
    shows(screen, is_covered=True)
    screen.touchscreen.tap(200, 700)

    expect(screen.locator("textarea")).to_have_value("My wordsxxx")


def test_what_comes_in_meanwhile_is_covered_too(screen):
    screen.clock.run_for(125_000)
    screen.locator("section").evaluate("box => box.insertAdjacentHTML('beforeend', '<p>New</p>')")

    expect(screen.get_by_text("New", exact=True)).to_be_hidden()


def test_a_phone_that_slept_does_not_show_for_a_moment_what_it_showed(screen):
    """Nothing ticked while it slept; it is covered in the moment in which it can be seen again."""
    screen.clock.pause_at(screen.evaluate("Date.now() / 1000 + 1"))
    screen.clock.set_system_time(screen.evaluate("Date.now() / 1000 + 600"))
    shows(screen, is_covered=False)

    screen.evaluate("dispatchEvent(new Event('visibilitychange'))")

    shows(screen, is_covered=True)


def test_what_is_sealed_is_not_printed(screen):
    screen.emulate_media(media="print")

    expect(screen.get_by_text("A sentence of the case.")).to_be_hidden()
    expect(screen.get_by_text("Something else")).to_be_visible()


def test_a_clock_that_was_set_back_keeps_nothing_in_sight(screen):
    screen.clock.set_system_time(screen.evaluate("Date.now() / 1000 - 3600"))

    screen.clock.run_for(2_000)

    shows(screen, is_covered=True)


def test_what_was_not_taken_in_is_covered_also_when_the_case_is_over(screen):
    screen.locator("section").evaluate("box => box.remove()")

    screen.clock.run_for(125_000)
    expect(screen.get_by_text("Not taken in: my words")).to_be_hidden()
    screen.touchscreen.tap(200, 700)

    expect(screen.get_by_text("Not taken in: my words")).to_be_visible()


@pytest.mark.parametrize("state", [""])
def test_a_page_without_a_case_is_left_alone(screen):
    screen.locator(".cover").evaluate("cover => cover.remove()")

    screen.clock.run_for(300_000)

    expect(screen.get_by_text("The story")).to_be_visible()
    expect(screen.get_by_text("Not taken in: my words")).to_be_visible()
