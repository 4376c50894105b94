"""What was typed in confidence in a meeting and never sent does not stay on a phone for whoever holds it next."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from peercircle.meetings.actions import leading
from tests.cast import client_of

HOUR = 3_600_000
STORY, NOTE = "somebody in the last row says nothing", "A note of a café"
LETTERS = [
    {"id": "1", "url": "/live/1/case/", "form": "/live/1/case/", "fields": [["text", STORY]], "isPrivate": True},
    {"id": "2", "url": "/live/1/cafe/", "form": "/live/1/cafe/", "fields": [["text", NOTE]], "isPrivate": False},
]
KEPT = {
    "draft:private-1-2-3-tell-text": STORY,
    "draft:cafe-pattern-4": NOTE,
    "outbox:7": json.dumps(LETTERS),
    "outbox:person-5": json.dumps([{**LETTERS[1], "isPrivate": False}]),
    "bell": "off",
}


@pytest.fixture
def sign_in(server, settings):
    """`sign_in(page, member)`: the browser holds the cookie of their session."""

    def sign_in(page, who):
        cookie = client_of(who).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server}])

    return sign_in


@pytest.fixture
def shared_phone(phone, sign_in, member):
    """On which `member` was in a meeting a moment ago, and typed what was not sent."""
    page = phone()
    sign_in(page, member)
    page.goto(reverse("home"))
    page.evaluate("kept => Object.assign(localStorage, kept, { met: Date.now() })", KEPT)
    return page


def kept(page):
    return page.evaluate("Object.values({ ...localStorage }).join()")


def test_as_long_as_the_meeting_may_go_on_it_stays(shared_phone):
    shared_phone.evaluate("hours => (localStorage.met = Date.now() - hours)", 23 * HOUR)

    shared_phone.goto(reverse("home"))

    assert kept(shared_phone).count(STORY) == 2


@pytest.mark.parametrize("hours", [25, -25])
def test_a_day_after_the_meeting_it_goes_from_whatever_page_is_opened(shared_phone, hours):
    """Also when the phone's clock was set back by days meanwhile. What others may read stays until it is sent."""
    shared_phone.evaluate("hours => (localStorage.met = Date.now() - hours)", hours * HOUR)

    shared_phone.goto(reverse("home"))

    assert STORY not in kept(shared_phone)
    assert kept(shared_phone).count(NOTE) == 3


def test_it_goes_when_its_writer_signs_out(shared_phone):
    shared_phone.context.clear_cookies()

    shared_phone.goto(reverse("home"))

    assert STORY not in kept(shared_phone)
    assert kept(shared_phone).count(NOTE) == 3


def test_it_goes_when_somebody_else_signs_in(shared_phone, sign_in, contact):
    sign_in(shared_phone, contact)

    shared_phone.goto(reverse("home"))

    assert STORY not in kept(shared_phone)


def test_in_a_meeting_what_is_typed_and_sent_in_confidence_is_known_as_such(
    phone, sign_in, put_on_agenda, leader, present_member, member, meeting, now
):
    """The page of the meeting says when the phone was there; the form of a case says that its words are private."""
    item = put_on_agenda("case_consultation", minutes=50)
    item.consultation.case_giver = member
    item.consultation.save()
    while meeting.stage != "tell":
        leading.go_next(leader, seen=meeting.move_count, now=now)
        meeting.refresh_from_db()
    page = phone()
    sign_in(page, member)
    page.goto(reverse("meetings:live", args=[meeting.pk]))
    page.get_by_text("Fill in a story sheet too").click()
    page.route("**/story/", lambda route: route.abort())
    page.locator("textarea").fill(STORY)
    page.get_by_role("button", name="Show it to the group").click()
    expect(page.locator("[data-outbox-state]")).to_contain_text("Saved here")

    letters = json.loads(page.evaluate(f"localStorage['outbox:{present_member.pk}']"))
    assert [letter["isPrivate"] for letter in letters] == [True]
    assert abs(page.evaluate("Date.now() - localStorage.met")) < HOUR
    told = [page.locator("textarea").get_attribute(name) for name in ("autocomplete", "spellcheck")]
    assert told == ["off", "false"]
    page.evaluate("hours => (localStorage.met = Date.now() - hours)", 25 * HOUR)
    page.goto(reverse("home"))

    assert STORY not in kept(page)
