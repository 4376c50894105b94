"""One's own page."""

import pytest
from django.test import Client
from django.urls import reverse

from peercircle.people.codes import code_of
from peercircle.people.sign_in import FRESH_SECONDS
from tests.cast import client_of

OWN = ["people:profile", "people:workplaces", "mfa_list_webauthn", "mfa_add_webauthn", "account_email"]


@pytest.mark.parametrize("name", OWN)
def test_ones_own_pages_need_a_sign_in(visit, stranger, name):
    assert visit(stranger, reverse(name)).status_code == 200
    assert visit(None, reverse(name)).url.startswith("/sign-in/")


def test_one_describes_oneself(visit, member):
    words = {"given_name": "Жана", "family_name": "Ćosić", "profession": "pedagogue", "language": "sr-latn"}

    visit(member, reverse("people:profile"), post=words)

    member.person.refresh_from_db()
    assert {name: getattr(member.person, name) for name in words} == words
    assert member.person.search_text == "zana cosic"


def test_the_own_page_tells_ones_code(visit, member, contact):
    page = visit(member, reverse("people:profile")).content.decode()

    assert f"<strong>{code_of(member.person_id)}</strong>" in page
    assert code_of(contact.person_id) not in page


def test_who_was_entered_twice_has_one_code(visit, member, stranger):
    stranger.same_as = member.person
    stranger.save(update_fields=["same_as"])

    assert code_of(member.person_id) in visit(stranger, reverse("people:profile")).content.decode()


def test_a_person_may_work_at_several_sites(visit, stranger, site):
    found = visit(stranger, reverse("people:workplaces") + "?q=xheladin").context["found"]
    visit(stranger, reverse("people:work-at", args=[site.pk]), post={})
    visit(stranger, reverse("people:work-at", args=[site.pk]), post={})

    assert list(found) == [site]
    assert list(stranger.workplaces.all()) == [site]

    visit(stranger, reverse("people:stop-working-at", args=[site.pk]), post={})
    assert list(stranger.workplaces.all()) == []


def test_signing_out_everywhere_ends_every_phone(member):
    phones = [client_of(member), client_of(member)]

    phones[0].post(reverse("people:sign-out-everywhere"))

    assert [phone.get(reverse("people:profile")).status_code for phone in phones] == [302, 302]


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "account_email"])
def test_a_phone_left_on_a_table_changes_no_way_in(member, name):
    client = client_of(member)
    session = client.session
    session["signed_in_at"] -= FRESH_SECONDS
    session.save()

    answer = client.get(reverse(name))

    assert answer.url == f"/sign-in/once-more/?next={reverse(name).replace('/', '%2F')}"
    assert client.get(answer.url).status_code == 200


def test_once_more_leads_back_but_not_to_strangers(member):
    away = client_of(member).post("/sign-in/once-more/", {"next": "https://elsewhere.example/"})
    back = client_of(member).post("/sign-in/once-more/", {"next": "/profile/email/"})

    assert (away.url, back.url) == ("/sign-in/?next=/", "/sign-in/?next=/profile/email/")


def test_a_session_lasts_ninety_days(member):
    client = client_of(member)

    client.get("/")

    assert client.cookies["sessionid"]["max-age"] == 60 * 60 * 24 * 90


def test_nonsense_from_a_passkey_is_answered(db, member):
    for body in ({}, {"credential": "{"}, {"credential": "{}"}, {"credential": "[1]"}, {"credential": '"x"'}):
        assert Client().post(reverse("mfa_login_webauthn"), body).status_code == 302
        assert client_of(member).post(reverse("mfa_add_webauthn"), body).status_code == 200
