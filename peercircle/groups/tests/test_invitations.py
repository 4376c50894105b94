"""The life of an invitation."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from peercircle.groups.actions import inviting
from peercircle.groups.models import Invitation
from peercircle.people.models import Person

NEW = {"given_name": "Luan", "family_name": "Gashi", "profession": "teacher"}


@pytest.fixture(autouse=True)
def letters_leave_at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def address(contact, now):
    return inviting.invite(contact.group, by=contact.person, now=now).removeprefix("http://127.0.0.1:8000")


def test_a_new_colleague_comes_in_with_one_tap(address, group, site):
    client = Client()

    answer = client.post(address, NEW)

    membership = group.memberships.get(person__given_name="Luan")
    assert answer.url == reverse("groups:group", args=[group.pk])
    assert client.get(answer.url).status_code == 200
    assert list(membership.person.workplaces.all()) == [site]
    assert Invitation.objects.get().used_by == membership


def test_looking_uses_nothing_up(address):
    Client().get(address)
    Client().head(address)

    assert Client().get(address).status_code == 200


def test_somebody_signed_in_takes_the_seat_as_themselves(visit, address, group, stranger):
    visit(stranger, address, post={})
    again = visit(stranger, address, post={})

    assert again.url == reverse("groups:group", args=[group.pk])
    assert group.memberships.filter(person=stranger).count() == 1


def test_a_used_invitation_says_so(address):
    Client().post(address, NEW)

    answer = Client().post(address, {**NEW, "given_name": "Second"})

    assert answer.status_code == 409
    assert "has been used" in answer.content.decode()
    assert not Person.objects.filter(given_name="Second").exists()


def test_an_expired_invitation_says_so(address, now):
    Invitation.objects.update(expires_at=now - dt.timedelta(seconds=1))

    assert "held for 14 days" in Client().get(address).content.decode()


def test_a_revoked_invitation_says_so(address, now):
    inviting.revoke_invitation(Invitation.objects.get(), now=now)

    assert "taken back" in Client().get(address).content.decode()


def test_an_invitation_that_never_was_says_so(db):
    answer = Client().get(reverse("groups:invitation", args=["nothing"]))

    assert (answer.status_code, "does not exist" in answer.content.decode()) == (409, True)


def test_it_holds_to_the_last_second(address, now):
    invitation = Invitation.objects.get()

    assert invitation.is_open(now + dt.timedelta(days=14) - dt.timedelta(seconds=1))
    assert not invitation.is_open(now + dt.timedelta(days=14))


def test_the_token_is_not_stored(address):
    token = address.split("/")[2]

    assert token not in map(str, Invitation.objects.values_list().get())


def test_an_address_it_was_sent_to_needs_no_second_proof(visit, contact):
    visit(contact, reverse("groups:invite", args=[contact.group_id]), post={"email": "Luan@School.example"})
    [letter] = mail.outbox
    address = next(line for line in letter.body.splitlines() if line.startswith("http"))

    Client().post(address.removeprefix("http://127.0.0.1:8000"), NEW)

    assert letter.to == ["Luan@School.example"]
    assert Person.objects.get(given_name="Luan").email == "luan@school.example"


def test_a_typed_address_is_asked_for_a_code_first(address):
    client = Client()

    answer = client.post(address, {**NEW, "email": "luan@school.example"})

    assert answer.url == reverse("account_email")
    assert "luan@school.example" in client.get(answer.url).content.decode()
    assert Person.objects.get(given_name="Luan").email is None


def test_who_is_known_by_the_address_signs_in_first(contact, stranger, now):
    address = inviting.invite(contact.group, email=stranger.email, by=contact.person, now=now)

    answer = Client().post(address.removeprefix("http://127.0.0.1:8000"), NEW)

    assert (answer.status_code, "Sign in with your e-mail" in answer.content.decode()) == (409, True)
    assert not Person.objects.filter(given_name="Luan").exists()


def test_the_first_contact_comes_by_invitation(group, now):
    expert = Person.objects.create_person("Elira", programme_role=Person.ProgrammeRole.EXPERT)
    address = inviting.invite(group, as_contact=True, by=expert, now=now)

    Client().post(address.removeprefix("http://127.0.0.1:8000"), NEW)

    assert group.memberships.get().is_contact


def test_the_link_stays_out_of_the_log(address, caplog, now):
    inviting.revoke_invitation(Invitation.objects.get(), now=now)

    Client().get(address)

    assert [record.getMessage() for record in caplog.records] == ["Conflict: /invitation/***/"]
