"""A phone without a network, in a real browser: it reads why, in its language, and what it wanted comes by itself."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.cast import client_of

KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const shelf = await caches.open("offline");
  return (await shelf.keys()).map((request) => new URL(request.url).pathname);
}"""

TEXT = "async () => (await caches.match('/offline/')).text()"


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
    while "Gerade" not in page.evaluate(TEXT):
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

    assert [path for path in kept if not path.startswith("/static/")] == ["/offline/"]
    text = page.evaluate(TEXT)
    assert member.person.given_name not in text
    assert member.group.name not in text
