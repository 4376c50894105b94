"""An invitation for somebody who is known already: nobody is entered twice, and no link opens what is theirs."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from peercircle.groups.actions import inviting
from peercircle.groups.models import Invitation
from peercircle.people.actions import make_card
from peercircle.people.models import Person

ORIGIN = "http://127.0.0.1:8000"


@pytest.fixture
def besa(site):
    """She came to a coaching, and wrote her name on the sheet."""
    besa = Person.objects.create_person("Besa", "Hoxha", profession="teacher")
    besa.workplaces.add(site)
    return besa


@pytest.fixture
def expert(db):
    return Person.objects.create_person("Vesna", "Marković", programme_role="expert")


@pytest.fixture
def invited(group, expert, now):
    def invited(person, **more):
        return inviting.invite_person(group, person, by=expert, now=now, **more).removeprefix(ORIGIN)

    return invited


def test_she_takes_her_seat_with_one_tap_and_is_not_entered_twice(invited, besa, group):
    phone, people = Client(), Person.objects.count()

    page = phone.get(address := invited(besa)).content.decode()
    answer = phone.post(address, {})

    assert "Take the seat as Besa" in page
    assert answer.url == reverse("groups:group", args=[group.pk])
    assert phone.get(answer.url).status_code == 200
    assert [membership.person for membership in group.memberships.all()] == [besa]
    assert Person.objects.count() == people


def test_a_typed_address_is_asked_for_a_code_first(invited, besa):
    answer = Client().post(invited(besa), {"email": "besa@school.example"})

    assert answer.url == reverse("account_email")
    assert Person.objects.get(pk=besa.pk).email is None


def test_a_wrong_address_brings_the_page_back(invited, besa, group):
    answer = Client().post(invited(besa), {"email": "besa"})

    assert (answer.status_code, group.memberships.count()) == (422, 0)


@pytest.mark.parametrize("has", ["an address", "a card", "a group", "a role in the programme", "no access any more"])
def test_a_link_does_not_open_what_is_somebody_else_s(invited, besa, expert, group, site, now, has):
    address = invited(besa)
    if has == "an address":
        Person.objects.filter(pk=besa.pk).update(email="besa@school.example")
    elif has == "a card":
        make_card(besa, by=expert, now=now)
    elif has == "a group":
        group.memberships.create(person=besa, joined_on=now.date(), ended_on=now.date())
    elif has == "a role in the programme":
        Person.objects.filter(pk=besa.pk).update(programme_role="manager")
    else:
        Person.objects.filter(pk=besa.pk).update(is_active=False)
    phone = Client()

    page, answer = phone.get(address).content.decode(), phone.post(address, {})

    assert "Take the seat" not in page
    assert f"{reverse('account_login')}?next={address}" in page
    assert (answer.status_code, "_auth_user_id" in phone.session) == (409, False)
    assert not group.memberships.filter(ended_on=None).exists()


def test_nor_when_another_entry_of_hers_has_a_way_in(invited, besa, group):
    Person.objects.create_person("B.", "Hoxha", email="besa@school.example", same_as=besa)

    assert Client().post(invited(besa), {}).status_code == 409


def test_signed_in_she_takes_it_also_as_her_other_entry(invited, visit, besa, group):
    entry = Person.objects.create_person("B.", "Hoxha", email="besa@school.example", same_as=besa)

    assert visit(entry, invited(besa), post={}).url == reverse("groups:group", args=[group.pk])
    assert group.memberships.get().person == entry


def test_nobody_else_takes_her_seat(invited, visit, besa, stranger, group):
    address = invited(besa)

    answers = [visit(stranger, address), visit(stranger, address, post={})]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "This invitation is for Besa Hoxha." in answers[1].content.decode()
    assert not group.memberships.exists()


def test_who_has_an_address_gets_a_letter_in_their_language(invited, besa, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    besa.email, besa.language = "besa@school.example", "de"
    besa.save(update_fields=["email", "language"])

    address = invited(besa)

    [letter] = mail.outbox
    assert letter.to == ["besa@school.example"]
    assert ORIGIN + address in letter.body
    assert "Guten Tag" in letter.body


def test_the_link_that_was_made_last_is_the_one_that_holds(invited, besa):
    first, second = invited(besa, as_contact=True), invited(besa, as_contact=True)

    assert [Client().get(address).status_code for address in (first, second)] == [409, 200]
    assert Invitation.objects.get(person=besa).as_contact


def test_after_14_days_it_can_be_made_anew(invited, besa, group, expert, now):
    invited(besa)
    later = now + dt.timedelta(days=20)

    inviting.invite_person(group, besa, by=expert, now=later)

    assert Invitation.objects.get().is_open(later)


def test_the_contact_sees_for_whom_a_seat_is_kept(invited, visit, besa, contact):
    invited(besa)

    assert "Besa Hoxha" in visit(contact, reverse("groups:members", args=[contact.group_id])).content.decode()
