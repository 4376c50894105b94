"""A new day of visits is planned on a phone without a network: places found by typing, put in order, sent once."""

from __future__ import annotations

import datetime as dt
import re

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, expect

from peercircle.groups.models import Group
from peercircle.programme.models import FieldVisit
from tests.evenings.people import Phone
from tests.evenings.test_field_visit import KEPT, owned

__all__ = ["owned"]

DAY = dt.timedelta(days=1)
SAVED = "It is sent when the network is back."


def test_a_day_is_planned_without_a_network(owned, expert, group, site, album):
    Group.objects.create(name="Ura", founded_on=dt.date(2026, 9, 1), usual_time=dt.time(14)).sites.add(site)
    tomorrow = timezone.localdate() + DAY
    phone = owned.switch_on()
    owned.sign_in(expert)
    _the_phone_fetches_the_page_beforehand(phone)

    owned.cable.is_cut = True
    phone.page.goto("/")
    phone.sees("There is no network at the moment.")
    phone.page.get_by_role("link", name="Visits").click()
    _three_stops_are_found_and_put_in_order(phone, tomorrow, album)
    phone.page.reload()
    phone.sees(SAVED)
    assert _typed(_forms(phone).first) == ["Ura", "I'm here", "Xheladin Rekaliu"]
    _another_day_waits_beside_it(phone, tomorrow + DAY, album)
    assert not FieldVisit.objects.exists()

    owned.cable.is_cut = False
    phone.sees("is planned: Ura, I'm here, Xheladin Rekaliu", timeout=30_000)
    expect(phone.find("[data-waits]")).to_have_count(0, timeout=30_000)
    expect(phone.find("#ahead ~ ul")).to_have_count(2)
    album.take(phone.page, "planned")
    assert _typed(_forms(phone).first) == []
    phone.page.reload()
    assert _route(tomorrow) == ["Ura", "I'm here", "Xheladin Rekaliu"]
    assert _route(tomorrow + DAY) == ["I'm here"]

    _the_route_brings_its_visits_along(owned, phone)
    _what_was_wrong_comes_back(owned, phone, tomorrow, album)
    assert album.faults == []


def _the_phone_fetches_the_page_beforehand(phone: Phone) -> None:
    """The expert has never opened the page."""
    phone.page.goto("/")
    phone.page.evaluate("async () => { await navigator.serviceWorker.ready }")
    phone.page.goto("/")
    phone.page.evaluate(KEPT, reverse("programme:visits"))


def _three_stops_are_found_and_put_in_order(phone: Phone, on: dt.date, album) -> None:
    form = _forms(phone).first
    expect(_stops(form)).to_have_count(1)
    form.get_by_label("Which day?").fill(on.isoformat())
    for number, (typed, whole) in enumerate([("here", "I'm here"), ("podujev", "Xhel"), ("ura", "Ura")], start=1):
        _choose(form, number, typed, whole)
        expect(_stops(form)).to_have_count(number + 1)
    album.take(phone.page, "three-stops")
    for stop in (3, 2, 3, 3):  # the last two: there and back
        form.get_by_role("button", name="Earlier").nth(stop - 2).click()
    assert _typed(form) == ["Ura", "I'm here", "Xheladin Rekaliu"]
    form.get_by_role("button", name="Plan this day").click()
    phone.sees(SAVED)
    phone.sees("Saved here, sent when the network is back.")
    album.take(phone.page, "one-day-waits")


def _another_day_waits_beside_it(phone: Phone, on: dt.date, album) -> None:
    form = _forms(phone).nth(1)
    form.get_by_label("Which day?").fill(on.isoformat())
    form.get_by_label("Stop 1").fill("i'm here")
    for _tap in range(2):
        form.get_by_role("button", name="Plan this day").click()
    expect(phone.find("[data-waits]")).to_have_count(2)
    expect(_forms(phone)).to_have_count(3)
    album.take(phone.page, "two-days-wait")


def _the_route_brings_its_visits_along(owned, phone: Phone) -> None:
    """Whoever has seen the route finds each of its visits without a network."""
    phone.tap(re.compile("The route"))
    for visit in FieldVisit.objects.filter(visited_on=FieldVisit.objects.earliest("visited_on").visited_on):
        phone.page.evaluate(KEPT, reverse("programme:visit", args=[visit.pk]))
    owned.cable.is_cut = True
    phone.tap("Ura", within="ol.rows")
    phone.sees("What works?")
    owned.cable.is_cut = False
    phone.page.goto(reverse("programme:visits"))


def _what_was_wrong_comes_back(owned, phone: Phone, on: dt.date, album) -> None:
    phone.page.evaluate(KEPT, reverse("programme:visits"))
    owned.cable.is_cut = True
    phone.page.reload()
    form = _forms(phone).first
    form.get_by_label("Which day?").fill(on.isoformat())
    form.get_by_label("Stop 1").fill("Dardania")
    form.get_by_role("button", name="Plan this day").click()
    phone.sees(SAVED)
    owned.cable.is_cut = False
    phone.sees("“Dardania” was not found in your municipalities.", timeout=30_000)
    expect(form.get_by_label("Stop 1")).to_have_value("Dardania")
    expect(form.get_by_label("Which day?")).to_have_value(on.isoformat())
    phone.does_not_see(SAVED)
    album.take(phone.page, "not-found")
    form.get_by_label("Stop 1").fill("xheladin rekaliu")
    form.get_by_role("button", name="Plan this day").click()
    phone.sees("had a route already")
    assert _route(on) == ["Ura", "I'm here", "Xheladin Rekaliu"]


def _choose(form: Locator, number: int, typed: str, whole: str) -> None:
    """As the browser offers it: what contains the letters that were typed."""
    offered = form.page.locator("#places option").evaluate_all("(all) => all.map(({ value }) => value)")
    (text,) = [each for each in offered if typed in each.lower() and each.startswith(whole)]
    form.get_by_label(f"Stop {number}", exact=True).fill(text)


def _forms(phone: Phone) -> Locator:
    return phone.find("form.plan").locator("visible=true")


def _stops(form: Locator) -> Locator:
    return form.locator("[list]").locator("visible=true")


def _typed(form: Locator) -> list[str]:
    """The names alone."""
    values = form.locator("[list]").evaluate_all("(all) => all.map(({ value }) => value)")
    return [value.split(",")[0].split("/")[0] for value in values if value]


def _route(on: dt.date) -> list[str]:
    return [str(each.group or each.site) for each in FieldVisit.objects.filter(visited_on=on)]
