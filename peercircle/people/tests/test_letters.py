"""Signing in with the code of a letter, from the address to the first page."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

SIGN_IN = "/sign-in/"
CODE = "/sign-in/code/"


@pytest.fixture(autouse=True)
def letters_leave_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def code_in(letter):
    return re.search(r"^ {4}(\d{6})$", letter.body, re.MULTILINE)[1]


def ask(client, email):
    return client.post(SIGN_IN, {"email": email})


def test_a_code_lets_in(member):
    client = Client()

    asked = ask(client, member.person.email)
    answer = client.post(CODE, {"code": code_in(mail.outbox[0])})

    assert (asked.status_code, asked.url) == (302, CODE)
    assert (answer.status_code, answer.url) == (302, reverse("home"))
    assert client.get(reverse("people:profile")).status_code == 200


def test_the_address_may_be_written_in_capitals(member):
    ask(Client(), member.person.email.upper())

    assert len(mail.outbox) == 1


def test_the_letter_is_plain_and_in_the_readers_language(member):
    member.person.language = "de"
    member.person.save()

    ask(Client(headers={"accept-language": "en"}), member.person.email)

    letter = mail.outbox[0]
    assert letter.to == [member.person.email]
    assert not getattr(letter, "alternatives", [])
    assert code_in(letter) in letter.subject
    assert "http" not in letter.body


def test_an_unknown_address_gets_the_same_pages_and_no_letter(member):
    known, unknown = Client(), Client()

    pages = []
    for client, email in [(known, member.person.email), (unknown, "nobody.here@school.example")]:
        asked = ask(client, email)
        page = client.get(CODE)
        wrong = client.post(CODE, {"code": "000000"})
        text = [answer.content.decode().replace(email, "…") for answer in (page, wrong)]
        pages.append([asked.status_code, asked.url, *(without_tokens(part) for part in text)])

    assert pages[0] == pages[1]
    assert len(mail.outbox) == 1


def without_tokens(page):
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page)


def test_a_person_who_may_not_sign_in_gets_no_letter(member):
    member.person.is_active = False
    member.person.save()

    ask(Client(), member.person.email)

    assert mail.outbox == []


def test_the_third_wrong_code_ends_the_try(member):
    client = Client()
    ask(client, member.person.email)
    right = code_in(mail.outbox[0])
    wrong = "111111" if right != "111111" else "222222"

    for _ in range(3):
        client.post(CODE, {"code": wrong})

    assert client.post(CODE, {"code": right}).url == SIGN_IN
    assert client.get(reverse("people:profile")).status_code == 302


def test_who_asks_too_often_reads_what_to_do(member):
    answers = [ask(Client(), member.person.email) for _ in range(11)]

    assert [answer.status_code for answer in answers[:10]] == [302] * 10
    assert "tried too often" in answers[10].content.decode()
    assert len(mail.outbox) == 10


@pytest.mark.parametrize("path", ["/signup/", "/accounts/signup/", "/accounts/login/", "/password/reset/", "/2fa/"])
def test_there_is_no_sign_up_and_no_password(db, path):
    assert Client().get(path).status_code == 404


def test_a_new_address_holds_after_its_code(member):
    client = Client()
    client.force_login(member.person)

    client.post(reverse("account_email"), {"action_add": "1", "email": "new@school.example"})
    member.person.refresh_from_db()
    before = member.person.email
    client.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[0])})
    member.person.refresh_from_db()

    assert before != "new@school.example"
    assert member.person.email == "new@school.example"


def test_ones_own_address_again_is_answered_in_ones_language(member):
    """allauth does not speak Albanian, so a sentence of its own would be English."""
    member.person.language = "sq"
    member.person.save()
    client = Client()
    ask(client, member.person.email)
    client.post(CODE, {"code": code_in(mail.outbox[0])})

    page = client.post(reverse("account_email"), {"action_add": "1", "email": member.person.email})

    assert "Kjo tashmë është adresa juaj." in page.content.decode()
