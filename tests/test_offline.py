"""A phone without a network, in a real browser: it reads why, in its language, and what it wanted comes by itself."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from peercircle.people.models import Person
from tests.cast import client_of

KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const shelf = await caches.open("offline");
  return (await shelf.keys()).map((request) => new URL(request.url).pathname);
}"""

TEXT = "async (address) => (await caches.match(address)).text()"


@pytest.fixture
def page(phone):
    page = phone(locale="sq")
    page.goto(reverse("account_login"))
    page.evaluate(KEPT)
    return page


def test_a_page_that_is_asked_for_without_a_network_comes_when_it_is_back(page):
    page.context.set_offline(True)
    page.goto(reverse("meetings:enter-code"))
    expect(page.get_by_role("heading")).to_have_text("Për momentin nuk ka rrjet.")
    assert page.evaluate("getComputedStyle(document.querySelector('.button')).borderRadius") != "0px"

    page.context.set_offline(False)

    expect(page.locator("input[name=code]")).to_be_visible(timeout=10_000)
    assert page.url.endswith(reverse("meetings:enter-code"))


def test_the_page_follows_the_language(page):
    page.get_by_role("button", name="Deutsch").click()
    while "Gerade" not in page.evaluate(TEXT, "/offline/"):
        page.wait_for_timeout(50)

    page.context.set_offline(True)
    page.reload()

    expect(page.get_by_role("heading")).to_have_text("Gerade gibt es kein Netz.")


def test_nothing_of_a_person_is_kept(phone, server, member):
    page = phone()
    cookie = client_of(member).cookies["sessionid"]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
    page.goto(reverse("groups:group", args=[member.group_id]))

    kept = page.evaluate(KEPT)

    assert sorted(path for path in kept if not path.startswith("/static/")) == ["/child-in-danger/", "/offline/"]
    for address in ("/offline/", "/child-in-danger/"):
        text = page.evaluate(TEXT, address)
        assert member.person.given_name not in text
        assert member.group.name not in text


def test_whom_to_call_for_a_child_in_danger_can_be_read_without_a_network(page, site):
    page.goto(reverse("safeguarding:card", args=[site.municipality.code]))
    page.context.set_offline(True)

    page.goto(reverse("safeguarding:card", args=[site.municipality.code]))
    expect(page.get_by_text("Podujevë/Podujevo").first).to_be_visible()
    expect(page.get_by_role("link", name="192")).to_have_attribute("href", "tel:192")

    page.goto(reverse("safeguarding:card", args=["XK-01"]))  # never opened before: the one for all of Kosovo
    expect(page.get_by_role("link", name="192")).to_be_visible()


def test_a_phone_that_came_for_the_card_alone_can_open_it_again_without_a_network(phone, site):
    page = phone(locale="sq")
    page.goto(reverse("safeguarding:card", args=[site.municipality.code]))
    page.evaluate(KEPT_PAGE, reverse("safeguarding:card", args=[site.municipality.code]))
    page.context.set_offline(True)

    page.reload()

    expect(page.get_by_text("Podujevë/Podujevo").first).to_be_visible()
    expect(page.get_by_role("link", name="192")).to_be_visible()


def test_in_a_case_the_card_of_the_own_municipality_is_on_the_phone_before_anybody_opens_it(
    phone, server, site, present_member, put_on_agenda, meeting
):
    put_on_agenda("case_consultation", minutes=50)
    card = reverse("safeguarding:card", args=[site.municipality.code])
    page = phone()
    page.goto(reverse("account_login"))
    page.evaluate(KEPT)
    signed_in(page, present_member, server)
    page.goto(reverse("meetings:live", args=[meeting.pk]))
    page.evaluate(KEPT_PAGE, card)

    page.context.set_offline(True)
    page.get_by_text("This is not a case for the group").click()
    page.get_by_role("link", name="A child is in danger now, or may be").click()

    expect(page.get_by_text("Podujevë/Podujevo").first).to_be_visible()
    assert page.url.endswith(f"{card}#danger")


def signed_in(page, who, server):
    cookie = client_of(who).cookies["sessionid"]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])


KEPT_PAGE = "async (path) => { while (!(await caches.match(path))) await new Promise((go) => setTimeout(go, 50)) }"
FORGOTTEN = "async (path) => { while (await caches.match(path)) await new Promise((go) => setTimeout(go, 50)) }"


def test_the_route_of_a_day_is_kept_for_whoever_opened_it_alone(phone, server, member):
    expert = Person.objects.create_person("Vesna", "Marković", programme_role="expert")
    page, address = phone(), reverse("programme:visit-day", args=[timezone.localdate().isoformat()])
    signed_in(page, expert, server)
    page.goto(reverse("programme:home"))
    page.evaluate(KEPT)
    page.goto(reverse("programme:visits"))
    page.goto(address)
    page.evaluate(KEPT_PAGE, address)
    kept = page.evaluate(KEPT.replace("offline", "kept"))
    assert {path for path in kept if not path.startswith("/static/")} == {address, reverse("programme:visits")}
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Whom else do you visit?")).to_be_visible()

    page.context.set_offline(False)
    page.context.clear_cookies()
    signed_in(page, member, server)
    page.goto(reverse("groups:group", args=[member.group_id]))
    page.evaluate(FORGOTTEN, address)
    page.context.set_offline(True)
    page.goto(address)

    expect(page.get_by_role("heading")).to_have_text("There is no network at the moment.")
