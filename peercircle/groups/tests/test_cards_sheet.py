"""The sheet of access cards."""

import re
import subprocess

import pytest
from django.test import Client
from django.urls import reverse

from peercircle.groups.actions import members
from peercircle.groups.views import cards
from peercircle.kit.refusals import Refused
from peercircle.people.models import AccessCard, Person


@pytest.fixture
def without_email(group, now):
    people = [Person.objects.create_person(name, "Šarić-Krasniqi") for name in ("Đorđe", "Çelë", "Žana")]
    return [members.take_in(group, person, today=now.date()) for person in people]


def words(sheet):
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=sheet, capture_output=True, check=True)
    return done.stdout.decode()


def test_the_sheet_opens_the_door(visit, contact, without_email):
    chosen = [member.pk for member in without_email[:2]]

    answer = visit(contact, reverse("groups:cards", args=[contact.group_id]), post={"member": chosen})

    text = words(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert re.findall(r"(?:Đorđe|Çelë|Žana) Šarić-Krasniqi", text) == [
        "Çelë Šarić-Krasniqi",
        "Đorđe Šarić-Krasniqi",
    ]
    assert len(re.findall(r"PIN \d{3} \d{3}", text)) == 2
    assert AccessCard.objects.count() == 2


def test_who_reads_mail_gets_no_card(visit, contact, member, without_email):
    url = reverse("groups:cards", args=[contact.group_id])

    page = visit(contact, url)
    answer = visit(contact, url, post={"member": [member.pk]})

    assert {shown.pk for shown in page.context["members"]} == {one.pk for one in without_email}
    assert answer.status_code == 422
    assert not AccessCard.objects.exists()


def test_a_second_print_says_before_that_old_cards_stop(visit, contact, without_email, now):
    members.print_cards(without_email[:1], draw=lambda fresh: b"", by=contact.person, now=now)

    page = visit(contact, reverse("groups:cards", args=[contact.group_id]))

    assert page.context["have_one"] == {without_email[0].pk}
    assert "the old one stops working" in page.content.decode()


def test_a_sheet_that_cannot_be_drawn_ends_no_card(contact, without_email, now):
    def no_paper(_fresh):
        raise Refused("no paper")

    made = []
    members.print_cards(without_email[:1], draw=lambda fresh: made.extend(fresh) or b"", by=contact.person, now=now)
    with pytest.raises(Refused):
        members.print_cards(without_email, draw=no_paper, by=contact.person, now=now)

    assert Client().get(reverse("people:card", args=[f"{made[0].card.public_id}-{made[0].secret}"])).status_code == 200
    assert AccessCard.objects.count() == 1


def test_nine_cards_take_two_pages(group, contact, now):
    people = [Person.objects.create_person(f"Person {number}", "Berisha") for number in range(9)]
    seats = [members.take_in(group, person, today=now.date()) for person in people]

    sheet = members.print_cards(seats, draw=lambda fresh: cards._sheet(group, fresh), by=contact.person, now=now)

    assert words(sheet).count("\f") == 2
