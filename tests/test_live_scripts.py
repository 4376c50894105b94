"""The scripts of a live page, in a real browser, with a real stream. The page itself is made up here."""

import threading
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import expect

from peercircle.stream import parts, tickets
from peercircle.stream.nudges import nudge, show_out

PAGE = """<!doctype html><html lang="en"><title>Live</title>
<body data-stream="{stream}" data-after="0" data-ticket-url="/fresh" data-person="7" data-token="t">
<p data-waiting hidden>There is news. <button>Show it</button></p>
<p data-outbox-state data-away="Saved here, sent when the network is back." data-sending="Sending."></p>
<main><div id="board">nothing yet</div><ul id="sheets"></ul>
<section id="seat" data-src="/seat">no seat</section>
<section id="door" data-src="/door">closed</section>
<form data-outbox method="post" action="/notes">
<input type="hidden" name="id"><textarea name="text" data-draft="note"></textarea>
<button>Send</button></form></main>
<script src="/static/vendor/htmx-4.0.1.min.js"></script>
<script type="module" src="/static/js/live.js"></script>
<script type="module" src="/static/js/outbox.js"></script>
<script type="module" src="/static/js/drafts.js"></script>"""

SEAT = '<section id="seat" data-src="/seat">a seat at table 2</section>'
DESK = '<section id="seat" data-src="/seat"><p>{}</p><textarea id="mine"></textarea><ul id="papers"></ul></section>'


class Live:
    """A page, what it posted, and what the doors behind it answer."""

    def __init__(self, page, ticket):
        self.page = page
        self.posted = []
        self.answer = {"status": 200, "body": ""}
        self.desk = SEAT
        self.ticket = ticket
        self.asked = threading.Event()
        page.route("**/live", self.give_page)
        page.route("**/seat", lambda route: route.fulfill(body=self.desk))
        page.route("**/notes", self.take)
        page.route("**/fresh", self.give_ticket)

    def open(self):
        with self.page.expect_event("request", lambda request: "/stream/" in request.url):
            self.page.goto("/live")
        return self

    def seat(self, title, *papers):
        self.desk = DESK.format(title).replace("</ul>", "".join(papers) + "</ul>")

    def sit(self, title):
        self.seat(title)
        self.open()
        change("seat")
        expect(self.page.locator("#seat > p")).to_have_text(title)

    def hold(self, name):
        """The page asks for a part now, and gets its answer when the test gives it."""
        asked = []
        self.page.route(f"**/{name}", lambda route: asked.append(route))
        with self.page.expect_request(f"**/{name}"):
            change(name)
        return lambda body: asked[0].fulfill(body=body)

    def take(self, route):
        self.posted.append({name: values[0] for name, values in parse_qs(route.request.post_data).items()})
        route.fulfill(**self.answer)

    def give_page(self, route):
        route.fulfill(body=PAGE.format(stream=self.ticket), content_type="text/html")

    def give_ticket(self, route):
        self.asked.set()
        route.fulfill(json={"stream": fresh_ticket()})

    def write(self, text):
        self.page.locator("textarea").fill(text)
        self.page.get_by_role("button", name="Send").click()


def fresh_ticket(now=None):
    return "/stream/" + tickets.ticket("topic-1", "attendance:7", "en", now=now or timezone.now())


@pytest.fixture
def drawn(monkeypatch):
    """What the shared parts look like now."""
    drawn = {
        "board": '<div id="board">hello</div>',
        "sheet-a": '<li id="sheet-a" data-list="sheets">a note</li>',
    }
    for kind in ("board", "sheet"):
        find = lambda _topic, key, kind=kind: drawn[f"{kind}-{key}" if key else kind]  # noqa: E731
        monkeypatch.setitem(parts._shared, kind, (find, str))
    monkeypatch.setattr(parts, "_personal", {*parts._personal, "seat", "door"})
    return drawn


@pytest.fixture
def live(phone, drawn):
    return Live(phone(), fresh_ticket())


def change(*names):
    with transaction.atomic():
        nudge("topic-1", *names)


def test_shared_parts_are_swapped_and_new_ones_join_their_list(live):
    live.open()

    change("board", "sheet-a")

    expect(live.page.locator("#board")).to_have_text("hello")
    expect(live.page.locator("#sheets > li")).to_have_text(["a note"])


def test_what_its_reader_tapped_stays_tapped_in_a_part_for_all(live, drawn):
    """The answer to a tap knows who tapped; the part that comes to everybody right after it does not."""
    drawn["sheet-a"] = '<li id="sheet-a" data-list="sheets">a note <button id="yes">yes</button></li>'
    live.open()
    change("sheet-a")
    expect(live.page.locator("#yes")).to_have_text("yes")  # nobody taps what has not come yet
    live.answer = {"status": 200, "body": '<li id="sheet-a"><button id="yes" aria-pressed="true">yes!</button></li>'}
    live.write("yes")
    expect(live.page.locator("#yes")).to_have_text("yes!")
    drawn["sheet-a"] = '<li id="sheet-a" data-list="sheets">a note +1 <button id="yes">yes</button></li>'
    change("sheet-a")

    expect(live.page.locator("#sheet-a")).to_have_text("a note +1 yes!")
    expect(live.page.locator("#yes")).to_have_attribute("aria-pressed", "true")
    live.answer = {"status": 200, "body": '<li id="sheet-a"><button id="yes" aria-pressed="false">yes</button></li>'}
    live.write("no")
    expect(live.page.locator("#yes")).to_have_attribute("aria-pressed", "false")


def test_a_part_that_is_gone_disappears(live, drawn):
    live.open()
    change("sheet-a")
    expect(live.page.locator("#sheets > li")).to_have_count(1)

    drawn["sheet-a"] = ""
    change("sheet-a")

    expect(live.page.locator("#sheets > li")).to_have_count(0)


def test_a_personal_part_is_fetched(live):
    live.open()

    change("seat")

    expect(live.page.locator("#seat")).to_have_text("a seat at table 2")


def test_nobody_who_types_is_torn_away(live, drawn):
    drawn["board"] = '<div id="board"><textarea id="mine"></textarea></div>'
    live.open()
    change("board")
    live.page.locator("#mine").fill("half a sentence")
    drawn["board"] = '<div id="board">the next step</div>'

    change("board", "sheet-a")
    bar = live.page.locator("[data-waiting]")
    expect(bar).to_be_visible()
    expect(live.page.locator("#mine")).to_have_value("half a sentence")
    expect(live.page.locator("#sheets > li")).to_have_count(1)
    bar.get_by_role("button").click()

    expect(live.page.locator("#board")).to_have_text("the next step")
    expect(bar).to_be_hidden()


def test_news_that_waited_is_asked_for_again(live, drawn):
    """What was true when somebody began to type may be old when they are done."""
    drawn["sheet-a"] = '<li id="sheet-a" data-list="papers">a note</li>'
    live.sit("The first round")
    live.page.locator("#mine").fill("half a sentence")

    live.seat("The second round")
    change("seat")
    bar = live.page.locator("[data-waiting]")
    expect(bar).to_be_visible()
    live.seat("The third round", '<li id="sheet-a" data-list="papers">a note</li>')
    change("sheet-a")
    expect(live.page.locator("#papers > li")).to_have_count(1)
    bar.get_by_role("button").click()

    expect(live.page.locator("#seat > p")).to_have_text("The third round")
    expect(live.page.locator("#papers > li")).to_have_text(["a note"])
    expect(bar).to_be_hidden()


def test_what_is_pushed_while_a_part_is_fetched_stays(live, drawn):
    """The answer was drawn before the note and arrives after it."""
    drawn["sheet-a"] = '<li id="sheet-a" data-list="papers">a note</li>'
    live.sit("The first round")

    answer = live.hold("seat")

    change("sheet-a")
    live.page.locator("#sheet-a").wait_for()
    answer(DESK.format("The second round"))

    expect(live.page.locator("#seat > p")).to_have_text("The second round")
    expect(live.page.locator("#papers > li")).to_have_text(["a note"])


def test_of_two_parts_on_their_way_each_stays_as_new_as_it_came(live):
    live.sit("The first round")
    open_door = live.hold("door")
    live.seat("The second round")
    change("seat")
    expect(live.page.locator("#seat > p")).to_have_text("The second round")
    sit = live.hold("seat")

    open_door('<section id="door" data-src="/door">open</section>')
    expect(live.page.locator("#door")).to_have_text("open")
    sit(DESK.format("The third round"))

    expect(live.page.locator("#seat > p")).to_have_text("The third round")


def test_a_note_is_sent_with_an_id_of_its_own(live):
    live.open()

    live.write("one")
    live.write("two")

    expect(live.page.locator("textarea")).to_have_value("")
    live.page.wait_for_function("() => localStorage.getItem('outbox:7') === '[]'")
    assert [note["text"] for note in live.posted] == ["one", "two"]
    assert len({note["id"] for note in live.posted}) == 2


def test_notes_wait_while_the_network_is_away_and_survive_a_reload(live):
    live.open()
    live.page.unroute("**/notes")
    live.page.route("**/notes", lambda route: route.abort())
    live.write("one")
    live.write("two")
    state = live.page.locator("[data-outbox-state]")
    expect(state).to_have_text("Saved here, sent when the network is back.")

    live.page.unroute("**/notes")
    live.page.route("**/notes", live.take)
    live.page.reload()

    live.page.wait_for_function("() => localStorage.getItem('outbox:7') === '[]'")
    assert [note["text"] for note in live.posted] == ["one", "two"]
    expect(state).to_have_text("")


def test_when_the_server_cannot_save_the_note_waits_and_the_reason_is_read(live):
    live.open()
    live.answer = {
        "status": 503,
        "headers": {"Retry-After": "5"},
        "body": "<p role='alert'>Still on this phone.</p>",
    }

    live.write("one")

    state = live.page.locator("[data-outbox-state]")
    expect(state).to_have_text("Still on this phone.")
    live.answer = {"status": 200, "body": ""}
    live.page.wait_for_function("() => localStorage.getItem('outbox:7') === '[]'")
    assert {note["text"] for note in live.posted} == {"one"}
    expect(state).to_have_text("")


def test_a_refused_note_returns_with_the_reason(live):
    live.open()
    live.answer = {"status": 409, "body": "<p role='alert'>The meeting is over.</p>"}

    live.write("too late")

    expect(live.page.locator("[data-outbox-state]")).to_have_text("The meeting is over.")
    expect(live.page.locator("textarea")).to_have_value("too late")
    expect(live.page.locator("textarea")).to_be_focused()


def test_what_is_wrong_in_a_field_is_told_and_not_the_page_around_it(live):
    live.open()
    page = "<main><h1>Visit</h1><form><ul class='errorlist'><li>This day lies ahead.</li></ul><p>Help</p></form></main>"
    live.answer = {"status": 422, "body": page}

    live.write("too early")

    expect(live.page.locator("[data-outbox-state]")).to_have_text("This day lies ahead.")


def test_the_reason_stays_when_the_line_comes_back_a_moment_later(live):
    live.open()
    live.answer = {"status": 409, "body": "<p role='alert'>The meeting is over.</p>"}
    live.write("too late")
    expect(live.page.locator("[data-outbox-state]")).to_have_text("The meeting is over.")

    live.page.evaluate("document.dispatchEvent(new Event('live:up'))")
    live.page.evaluate("dispatchEvent(new Event('online'))")

    expect(live.page.locator("[data-outbox-state]")).to_have_text("The meeting is over.")


def test_a_refused_note_whose_form_is_gone_is_read_beside_the_reason(live):
    """The form goes while the note is on its way. A list of which nothing was chosen is no part of it."""
    live.open()
    live.page.evaluate("document.querySelector('form').insertAdjacentHTML('afterbegin', '<input name=level>')")
    live.answer = {"status": 409, "body": "<p role='alert'>The meeting is over.</p>"}

    def take_late(route):
        live.page.evaluate("document.querySelector('form').remove()")
        live.take(route)

    live.page.route("**/notes", take_late)
    live.write("too late")

    expect(live.page.locator("[data-outbox-state]")).to_have_text("The meeting is over. “too late”")


def test_a_half_written_note_survives_a_reload_and_is_forgotten_when_sent(live):
    live.open()
    live.page.locator("textarea").fill("half a sent")

    live.page.reload()
    expect(live.page.locator("textarea")).to_have_value("half a sent")
    live.page.get_by_role("button", name="Send").click()
    live.page.wait_for_function("() => localStorage.getItem('outbox:7') === '[]'")
    live.page.reload()

    expect(live.page.locator("textarea")).to_have_value("")


def test_an_expired_ticket_is_replaced_and_nothing_is_missed(live):
    live.ticket = fresh_ticket(now=timezone.now() - timedelta(days=2))
    live.open()

    change("board")

    expect(live.page.locator("#board")).to_have_text("hello")
    assert live.asked.is_set()


def test_somebody_shown_out_asks_whether_they_may_come_back(live):
    live.open()
    change("board")
    expect(live.page.locator("#board")).to_have_text("hello")

    with live.page.expect_request("**/fresh"), transaction.atomic():
        show_out("topic-1", "attendance:7")


def test_a_phone_that_was_cut_off_shows_it_and_catches_up(live):
    live.open()
    change("sheet-a")
    expect(live.page.locator("#sheets > li")).to_have_count(1)
    live.page.context.set_offline(True)
    expect(live.page.locator("html.is-offline")).to_have_count(1)
    change("board")

    live.page.context.set_offline(False)

    expect(live.page.locator("#board")).to_have_text("hello")
    expect(live.page.locator("html.is-offline")).to_have_count(0)
