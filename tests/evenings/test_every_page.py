"""Every page of the product: axe finds nothing at 390, nothing scrolls sideways at 390 and at 320.

The list of pages is held against the list of doors, so no page can be forgotten. Each is kept as a
picture under var/pictures/pages.
"""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from playwright.sync_api import Page

from peercircle.kit.refusals import Refused
from peercircle.meetings import kinds
from peercircle.meetings.actions import leading
from peercircle.meetings.models import AgendaItem, Meeting
from tests.cast import client_of
from tests.evenings.pages import NO_PAGE, PAGES
from tests.evenings.people import Album
from tests.evenings.town import Town
from tests.test_house import ALL_DOORS, example

TOO_WIDE = """() => document.documentElement.scrollWidth > innerWidth
  ? [...document.body.querySelectorAll("*")].filter(each => each.getBoundingClientRect().right > innerWidth + 1)
    .slice(-2).map(each => each.outerHTML.slice(0, 120)).join(" ") || "the page" : "" """


@pytest.mark.django_db
def test_no_page_is_forgotten(stranger):
    client = client_of(stranger)
    shown = {name for name, path in ALL_DOORS if client.get(example(path)).status_code != 405}

    assert shown == {door for door, _who, _words in PAGES} | NO_PAGE.keys()


MOST = 9  # questions to the database, whatever the page
LOOKING = [
    ("meetings:live", "facilitator", "live"),
    ("meetings:live", "member", "live"),
    ("meetings:screen", "nobody", "code"),
]


@pytest.mark.django_db
def test_no_page_asks_much_of_the_database():
    town, wrong = Town(timezone.now()), []
    for door, who, words in PAGES:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            town.clients[who].get(town.address(door, words))
        if len(asked) > MOST:
            wrong.append(f"{door} {who} {words}: {len(asked)}")

    assert wrong == []


@pytest.mark.django_db
def test_no_step_of_a_meeting_asks_much_of_the_database():
    """The phone that leads, another one and the wall, at each stage of every activity."""
    town, wrong = Town(timezone.now()), []
    meeting = Meeting.objects.get(pk=town.named["live"])
    for position, kind in enumerate(kinds.installed(), start=200):
        kind.prepare(AgendaItem.objects.create(meeting=meeting, position=position, kind=kind.key, minutes=20))
    leader, seen = meeting.leader, set()
    while (here := (meeting.item_id, meeting.stage)) not in seen:
        seen.add(here)
        for door, who, words in LOOKING:
            with CaptureQueriesContext(connection) as asked:
                town.clients[who].get(town.address(door, words))
            if len(asked) > MOST:
                wrong.append(f"{meeting.item.kind} {meeting.stage}, {who}: {len(asked)}")
        with suppress(Refused):  # at the end
            leading.go_next(leader, seen=meeting.move_count, now=town.now)
        meeting = Meeting.objects.get(pk=meeting.pk)

    assert ({AgendaItem.objects.get(pk=item).kind for item, _stage in seen}, wrong) == (
        {kind.key for kind in kinds.installed()},
        [],
    )


@pytest.fixture
def town(server):
    return Town(timezone.now())


@pytest.fixture
def page_of(town, phone, server):
    """The phone of each of those who walk through the town."""
    pages: dict[str, Page] = {}

    def page_of(who: str) -> Page:
        if who not in pages:
            pages[who] = phone()
            pages[who].context.add_cookies(
                [{"name": key, "value": each.value, "url": server} for key, each in town.clients[who].cookies.items()]
            )
        return pages[who]

    return page_of


def test_every_page(town, page_of):
    album, faults = Album("pages"), []
    for door, who, words in PAGES:
        page, address = page_of(who), town.address(door, words)
        title = f"{door} {who} {words}".strip()
        answer = page.goto(address)
        if answer.status != 200 or not page.url.endswith(address):
            faults.append(f"{title}: {answer.status} at {page.url}")
            continue
        album.take(page, title.replace(":", "-").replace(" ", "-").replace("?", ""))
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 844})
            faults += [f"{title}: {wide}" for wide in [page.evaluate(TOO_WIDE)] if wide]

    assert "\n".join(faults + album.faults) == ""
