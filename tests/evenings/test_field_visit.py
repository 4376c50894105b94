"""A day of visits on a phone: planned at home, noted in a school without a network, sent once when there is one."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from peercircle.groups.models import Group
from peercircle.needs.models import Need
from peercircle.programme.models import FieldVisit, NoteBefore
from tests.browser import FLAGS
from tests.cable import Cable
from tests.cast import client_of
from tests.evenings.people import Phone

AGREED = "Vesna sjell një metodë për grupe të heshtura, Šđčćž"
NEED = "Eine Fortbildung über Konflikte"
HARD = "Two of nine never speak"
KEPT = (
    "async (path) => { while (!(await caches.match(path))) await new Promise((go) => setTimeout(go, 50)); return true }"
)


class Owned:
    """A phone whose memory outlives its being switched off, at the end of a cable."""

    def __init__(self, browser, cable: Cable, memory) -> None:
        self.browser, self.cable, self.memory = browser, cable, memory

    def switch_on(self) -> Phone:
        look = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "base_url": self.cable.url}
        self.context = self.browser.browser_type.launch_persistent_context(
            self.memory, executable_path="/usr/bin/chromium", args=FLAGS, **look
        )
        self.context.set_default_timeout(15_000)
        return Phone(self.context.pages[0], "expert")

    def sign_in(self, person) -> None:
        cookie = client_of(person).cookies[settings.SESSION_COOKIE_NAME]
        a_month = int(time.time()) + 30 * 86_400
        self.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": self.cable.url, "expires": a_month, "httpOnly": True}]
        )


@pytest.fixture
def owned(browser, server, tmp_path):
    with Cable(server) as cable:
        owned = Owned(browser, cable, tmp_path)
        yield owned
        owned.context.close()
        cable.shutdown()


def test_a_field_visit(owned, expert, nine, group, site, phone_of, album, server):
    Group.objects.create(name="Ura", founded_on=dt.date(2026, 9, 1), usual_time=dt.time(14)).sites.add(site)
    phone = owned.switch_on()
    owned.sign_in(expert)
    visit = _a_day_is_planned(owned, phone, album)
    address = reverse("programme:visit", args=[visit.pk])

    _the_note_is_written_without_a_network(owned, phone, album)
    owned.context.close()
    phone = owned.switch_on()
    phone.page.goto("/")
    phone.sees("There is no network at the moment.")
    album.take(phone.page, "no-network")
    phone.page.get_by_role("link", name="I'm here").click()
    expect(phone.page.get_by_label("What is hard?")).to_have_value(HARD)
    expect(phone.page.get_by_label("In 8 weeks")).to_be_checked()
    phone.sees("Saved here, sent when the network is back.")
    album.take(phone.page, "offline-after-a-restart")
    assert not Need.objects.exists()

    owned.cable.is_cut = False
    phone.sees("The note of the visit to I'm here has been saved.", timeout=30_000)
    phone.sees("the group reads this")
    album.take(phone.page, "sent")
    phone.page.reload()
    _it_arrived_once(visit)

    member = phone_of(nine[0], "member")
    member.page.goto(reverse("groups:group", args=[group.pk]))
    member.sees(AGREED)
    member.sees(NEED)
    member.does_not_see(HARD)
    album.take(member.page, "what-the-group-reads")

    phone.tap("Sign out")
    phone.page.wait_for_function("async () => !(await caches.has('kept'))")
    owned.cable.is_cut = True
    phone.page.goto(address)
    phone.sees("There is no network at the moment.")
    phone.does_not_see(HARD)
    assert album.faults == []


def _a_day_is_planned(owned, phone: Phone, album) -> FieldVisit:
    phone.page.goto("/")
    phone.page.evaluate("async () => { await navigator.serviceWorker.ready }")
    phone.tap("Visits")
    album.take(phone.page, "no-visit-yet")
    phone.page.goto(reverse("programme:visit-day", args=[timezone.localdate().isoformat()]))
    phone.sees("Nobody stands on this route yet.")
    _two_groups_are_added_without_a_network(owned, phone, album)
    expect(phone.find("ol.rows > li").first).to_contain_text("Ura")
    owned.cable.is_cut = True
    phone.page.get_by_role("button", name="Earlier").click()
    phone.sees("Saved here, sent when the network is back.")
    album.take(phone.page, "route-without-a-network")
    owned.cable.is_cut = False
    expect(phone.find("ol.rows > li").first).to_contain_text("I'm here", timeout=30_000)
    album.take(phone.page, "route")
    phone.tap("I'm here", within="ol.rows")
    phone.sees("What works?")
    visit = FieldVisit.objects.get(position=1)
    phone.page.evaluate(KEPT, reverse("programme:visit", args=[visit.pk]))
    return visit


def _two_groups_are_added_without_a_network(owned, phone: Phone, album) -> None:
    """Each waits for itself, also while the page is loaded again; nobody is added twice."""
    route = phone.page.url.removeprefix(owned.cable.url)
    phone.page.reload()
    phone.page.evaluate(KEPT, route)
    owned.cable.is_cut = True
    waits = phone.find("main").get_by_text("Saved on this phone").locator("visible=true")
    for number, name in enumerate(["Ura", "I'm here"], start=1):
        phone.page.get_by_role("button", name=name).click()
        expect(waits).to_have_count(number)
    phone.sees("Saved here, sent when the network is back.")
    album.take(phone.page, "added-without-a-network")
    phone.page.reload()
    expect(waits).to_have_count(2)
    assert not FieldVisit.objects.exists()
    owned.cable.is_cut = False
    expect(phone.find("ol.rows > li")).to_have_count(2, timeout=30_000)
    expect(phone.find("ol.rows")).to_contain_text("I'm here")
    expect(waits).to_have_count(0)
    assert FieldVisit.objects.count() == 2


def _the_note_is_written_without_a_network(owned, phone: Phone, album) -> None:
    owned.cable.is_cut = True
    phone.page.reload()
    phone.write("What works?", "They meet each month")
    phone.write("What is hard?", HARD)
    phone.page.reload()
    expect(phone.page.get_by_label("What is hard?")).to_have_value(HARD)
    phone.write("What does the group need?", NEED)
    phone.write("Which support did you agree on?", AGREED)  # the name of the expert who helps may stay
    phone.find(".marks").locator("visible=true").get_by_label("Keep it as it is").check()
    phone.page.get_by_label("In 8 weeks").check()
    album.take(phone.page, "offline-note")
    phone.tap("Save the note")
    phone.sees("Saved here, sent when the network is back.")
    phone.page.get_by_role("button", name="Save the note").click()  # a second tap
    expect(phone.page.get_by_label("What is hard?")).to_have_value(HARD)


def _it_arrived_once(visit: FieldVisit) -> None:
    visit.refresh_from_db()
    assert (visit.is_held, visit.agreed, visit.is_hard) == (True, AGREED, HARD)
    assert [(need.text, need.origin) for need in Need.objects.all()] == [(NEED, "visit")]
    following = FieldVisit.objects.planned().get(group=visit.group)
    assert following.visited_on == visit.next_visit_on >= visit.visited_on + dt.timedelta(weeks=8)
    assert not NoteBefore.objects.exists()
