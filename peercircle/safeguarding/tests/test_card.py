"""The card: read by everybody, kept by coordinators, and nothing is written when it is opened."""

import datetime as dt
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from pypdf import PdfReader

from peercircle.places.models import Municipality
from peercircle.safeguarding import actions, guide
from peercircle.safeguarding.models import Contact
from tests.cast import client_of

HOUSE = Path(__file__).resolve().parents[2]
Office = Contact.Office
TODAY = dt.date(2026, 12, 1)
CALLED = {"phone": "038 200 000", "hours": "weekdays 8–16", "is_right": "on"}


@pytest.fixture
def coordinator(stranger):
    """The manager keeps the numbers of all places; the experts' own are in the programme's room."""
    stranger.programme_role = "manager"
    stranger.save(update_fields=["programme_role"])
    return stranger


@pytest.fixture
def confirmed(site, coordinator):
    actions.confirm_contact(
        site.municipality, Office.SOCIAL_WORK, phone="038 571 100", hours="8–16", by=coordinator, today=TODAY
    )
    return Contact.objects.get()


def card(code=None, **more):
    return reverse("safeguarding:card", args=[code] if code else [], **more)


def door(name, *more):
    return reverse(f"safeguarding:{name}", args=["XK-18", *more])


# --- Reading it -------------------------------------------------------------------------------------


def test_everybody_reads_it_also_without_an_account(db, member, visit):
    for client in (Client(), client_of(member)):
        page = client.get(card())

        assert page.status_code == 200
        for number in ("112", "192", "193", "194", "080011112"):
            assert f'href="tel:{number}"'.encode() in page.content
        assert page.content.count(b'<article class="card">') == len(guide.SITUATIONS)


def test_nobody_learns_that_it_was_opened(member, confirmed, caplog):
    client = client_of(member)

    with CaptureQueriesContext(connection) as asked:
        client.get(card("XK-18"))
        Client().get(card("XK-18"))

    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []
    assert caplog.records == []


def test_it_holds_no_name_of_its_reader(member, confirmed):
    assert member.person.given_name.encode() not in client_of(member).get(card("XK-18")).content


def test_a_number_stands_there_only_when_somebody_called_it(confirmed, coordinator):
    other = Municipality.objects.exclude(pk=confirmed.municipality_id).first()

    there, elsewhere = Client().get(card("XK-18")).content.decode(), Client().get(card(other.code)).content.decode()

    assert 'href="tel:038571100"' in there
    assert (
        f"confirmed by {coordinator.name}, Dec. 1, 2026" in there
        or f"confirmed by {coordinator.name}, 1 December 2026" in there
    )
    assert "038571100" not in elsewhere
    assert "Centre for Social Work" in there
    assert ">Police station" not in there


def test_the_helpline_of_all_kosovo_stands_on_every_card(site, coordinator):
    assert b"Child helpline" not in Client().get(card("XK-18")).content
    actions.confirm_contact(None, Office.HELPLINE, phone="116 000", hours="", by=coordinator, today=TODAY)

    for address in (card(), card("XK-18")):
        assert b"tel:116000" in Client().get(address).content


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "de"])
def test_it_is_read_in_every_language(db, language):
    english = Client().get(card(), headers={"Accept-Language": "en"}).content.decode()
    page = Client().get(card(), headers={"Accept-Language": language}).content.decode()

    with translation.override("en"):
        for situation in guide.SITUATIONS:
            for sentence in (situation.name, situation.now, situation.then):
                assert f"{sentence}" in english
                assert f"{sentence}" not in page


NOT_HERE = "PeerCircle is not the place to report a child in danger."


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "de", "en"])
def test_it_is_printed_on_one_page_with_all_its_numbers(site, coordinator, language):
    for office in Office:
        municipality = None if office == Office.HELPLINE else site.municipality
        hours = "e hënë – e premte, 8–16"
        actions.confirm_contact(municipality, office, phone="038 571 100", hours=hours, by=coordinator, today=TODAY)

    answer = Client().get(door("paper"), headers={"Accept-Language": language})

    (page,) = PdfReader(BytesIO(answer.content)).pages
    printed = " ".join(page.extract_text().split())
    assert "112" in printed
    assert printed.count("038 571 100") == len(Office)
    with translation.override(language):
        assert gettext(NOT_HERE) in printed


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "de", "en"])
def test_it_says_that_it_is_not_the_place_to_report(db, language):
    page = Client().get(card(), headers={"Accept-Language": language}).content.decode()

    with translation.override(language):
        assert gettext(NOT_HERE) in page
        assert (gettext(NOT_HERE) == NOT_HERE) == (language == "en")


@pytest.mark.parametrize("code", ["XK-99", "x", "0", "%00", "9" * 300])
def test_a_place_that_is_none_has_no_card(db, code):
    assert Client().get(f"/child-in-danger/{code}/").status_code == 404
    assert Client().get(f"/child-in-danger/{code}/paper.pdf").status_code == 404


# --- Keeping its numbers ----------------------------------------------------------------------------

KEPT = [("places", ()), ("contacts", ("XK-18",)), ("contact", ("XK-18", "police"))]


@pytest.mark.parametrize(("name", "args"), KEPT)
@pytest.mark.parametrize("who", ["member", "contact", "facilitator"])
def test_others_do_not_keep_the_numbers(request, visit, name, args, who):
    answer = visit(request.getfixturevalue(who), reverse(f"safeguarding:{name}", args=args))

    assert answer.status_code == 403
    assert "expert" in answer.content.decode()


@pytest.mark.parametrize(("name", "args"), KEPT)
def test_who_is_not_signed_in_is_asked_to(db, name, args):
    assert Client().get(reverse(f"safeguarding:{name}", args=args)).status_code == 302


@pytest.mark.parametrize("who", ["member", "contact"])
def test_others_change_nothing(request, visit, confirmed, who):
    person = request.getfixturevalue(who)

    for answer in (
        visit(person, door("contact", "social-work"), post=CALLED),
        visit(person, door("take-off", "social-work"), post={}),
    ):
        assert answer.status_code == 403
    assert Contact.objects.get().phone == "038 571 100"


def test_a_coordinator_confirms_a_number_with_name_and_day(site, coordinator):
    client = client_of(coordinator)

    assert client.get(door("contact", "police")).status_code == 200
    answer = client.post(door("contact", "police"), CALLED)

    assert answer.status_code == 302
    contact = Contact.objects.get()
    assert (contact.municipality, contact.office, contact.phone) == (site.municipality, "police", "038 200 000")
    assert (contact.confirmed_by, contact.confirmed_on) == (coordinator, timezone.localdate())
    assert client.post(door("contact", "police"), {**CALLED, "phone": "192"}).status_code == 302
    assert Contact.objects.get().phone == "192"


@pytest.mark.parametrize(
    "wrong",
    [{"is_right": ""}, {"phone": ""}, {"phone": "ask Ana"}, {"phone": "--"}, {"phone": "0" * 25}, {"hours": "x" * 81}],
)
def test_what_is_not_a_number_that_was_called_is_not_taken(site, coordinator, wrong):
    answer = client_of(coordinator).post(door("contact", "police"), CALLED | wrong)

    assert answer.status_code == 422
    assert not Contact.objects.exists()


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (364, False), (365, True), (900, True)])
def test_a_number_that_was_called_a_year_ago_is_called_again(confirmed, coordinator, visit, days, is_old):
    """It stays on the card, with its day, until a coordinator has called."""
    Contact.objects.update(confirmed_on=timezone.localdate() - dt.timedelta(days=days))
    pages = [reverse("safeguarding:places"), reverse("safeguarding:contacts", args=["XK-18"])]

    said = ["call again" in visit(coordinator, page).content.decode() for page in pages]

    assert said == [is_old, is_old]
    assert "038 571 100" in visit(None, reverse("safeguarding:card", args=["XK-18"])).content.decode()

    visit(coordinator, reverse("safeguarding:contact", args=["XK-18", Office.SOCIAL_WORK]), post=CALLED)
    assert not any("call again" in visit(coordinator, page).content.decode() for page in pages)


def test_a_number_is_taken_off_twice_without_harm(confirmed, coordinator):
    client = client_of(coordinator)

    for _tap in range(2):
        assert client.post(door("take-off", "social-work")).status_code == 302
    assert not Contact.objects.exists()


@pytest.mark.parametrize(("code", "office"), [("XK", "police"), ("XK-18", "helpline"), ("XK-18", "astrology")])
def test_an_office_that_is_not_there_cannot_be_confirmed(site, coordinator, code, office):
    address = reverse("safeguarding:contact", args=[code, office])

    assert client_of(coordinator).get(address).status_code == 404
    assert client_of(coordinator).post(address, CALLED).status_code == 404


def test_the_database_keeps_one_number_of_an_office(confirmed, coordinator):
    for more in ({"municipality": confirmed.municipality}, {"municipality": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contact.objects.create(
                office="social-work", phone="1", confirmed_by=coordinator, confirmed_on=TODAY, **more
            )


@pytest.mark.parametrize("many", [1, 3])
def test_the_pages_ask_little_of_the_database(site, coordinator, django_assert_num_queries, many):
    for office in [Office.POLICE, Office.DOCTOR, Office.SOCIAL_WORK][:many]:
        actions.confirm_contact(site.municipality, office, phone="112", hours="", by=coordinator, today=TODAY)
    client = client_of(coordinator)
    for address, queries in [(card("XK-18"), 5), (reverse("safeguarding:places"), 5), (door("contacts"), 5)]:
        with django_assert_num_queries(queries):
            client.get(address)


# --- From which page somebody came ------------------------------------------------------------------
LEADS_THERE = re.compile(r"<[^>]*href=[^>]*(?:safeguarding:(?:card|paper)|\{\{ card \}\})[^>]*>")


def test_no_log_of_a_web_server_reads_from_which_page_somebody_came(visit, member):
    said = visit(member, reverse("home"), follow=True).content.decode()

    assert f'href="{reverse("safeguarding:card")}" rel="noreferrer"' in said


def test_whatever_page_leads_to_the_card_does_not_tell_it_its_address():
    pages = {page.name: page.read_text() for page in HOUSE.rglob("templates/**/*.html")}
    tags = [(name, tag) for name, text in pages.items() for tag in LEADS_THERE.findall(text)]

    assert {"_foot.html", "_in_danger.html", "_choose_not_here.html", "_trio.html"} <= {name for name, _tag in tags}
    assert [one for one in tags if not re.search(r'rel="noreferrer"|referrerpolicy="no-referrer"', one[1])] == []


# --- At the foot of the group's own pages -----------------------------------------------------------
@pytest.mark.parametrize("code", ["XK-18", None])
def test_a_groups_pages_lead_to_the_card_of_its_municipality(visit, member, meeting, group, site, code):
    """Of all Kosovo, when its sites lie in several."""
    if code is None:
        other = Municipality.objects.exclude(pk=site.municipality_id).first()
        group.sites.create(kind=site.kind, name_sq="Tjetra", municipality=other)
    for door, pk in (("groups:group", group.pk), ("groups:charter", group.pk), ("meetings:meeting", meeting.pk)):
        page = visit(member, reverse(door, args=[pk])).content.decode()

        assert re.findall(r'<footer.*?href="([^"]+)"', page, re.DOTALL) == [card(code)]
