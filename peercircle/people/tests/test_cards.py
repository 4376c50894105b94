"""An access card from the sheet to the lock."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from peercircle.kit.refusals import Refused
from peercircle.people import actions, cards
from peercircle.people.models import AccessCard, Person


@pytest.fixture
def owner(member):
    Person.objects.filter(pk=member.person_id).update(email=None)
    member.person.refresh_from_db()
    return member.person


@pytest.fixture
def fresh(owner, contact, now):
    return actions.make_card(owner, by=contact.person, now=now)


def address(fresh):
    return fresh.address.removeprefix("http://127.0.0.1:8000")


def wrong(pin):
    return "111111" if pin != "111111" else "222222"


def test_two_pages_and_one_field_let_in(fresh):
    client = Client()

    first = client.get(address(fresh))
    asked = [field.name for field in first.context["form"]]
    second = client.post(address(fresh), {"pin": fresh.pin}, follow=True)

    assert asked == ["pin"]
    assert second.redirect_chain == [(reverse("home"), 302)]
    assert client.get(reverse("people:profile")).context["person"] == fresh.card.person


def test_a_pin_may_be_typed_as_it_is_printed(fresh):
    assert Client().post(address(fresh), {"pin": fresh.spoken_pin}).status_code == 302


def test_neither_secret_nor_pin_is_stored(fresh):
    stored = AccessCard.objects.filter(pk=fresh.card.pk).values_list().get()

    assert fresh.secret not in map(str, stored)
    assert fresh.pin not in map(str, stored)


def test_a_wrong_pin_says_how_many_tries_are_left(fresh):
    answer = Client().post(address(fresh), {"pin": wrong(fresh.pin)})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"pin": ["This PIN is not right. You have 4 more tries."]}


def test_the_fifth_wrong_pin_locks_for_a_quarter_of_an_hour(fresh, now):
    card = fresh.card

    for _ in range(5):
        assert not actions.try_pin(card, fresh.secret, wrong(fresh.pin), now=now)

    assert not actions.try_pin(card, fresh.secret, fresh.pin, now=now + dt.timedelta(minutes=14, seconds=59))
    assert actions.try_pin(card, fresh.secret, fresh.pin, now=now + dt.timedelta(minutes=15))


def test_a_locked_card_says_until_when_and_what_to_do(fresh):
    client = Client()
    for _ in range(5):
        client.post(address(fresh), {"pin": wrong(fresh.pin)})

    page = client.get(address(fresh)).content.decode()

    assert "this card is locked until" in page
    assert "ask your group" in page
    assert 'name="pin"' not in page


def test_a_right_pin_forgets_the_wrong_ones(fresh, now):
    for pin in [wrong(fresh.pin)] * 4 + [fresh.pin] + [wrong(fresh.pin)] * 4:
        actions.try_pin(fresh.card, fresh.secret, pin, now=now)

    assert actions.try_pin(fresh.card, fresh.secret, fresh.pin, now=now)


def test_a_new_card_ends_the_old_one(fresh, owner, contact, now):
    newer = actions.make_card(owner, by=contact.person, now=now)

    assert Client().get(address(fresh)).status_code == 409
    assert Client().get(address(newer)).status_code == 200


@pytest.mark.parametrize("name", ["nothing", "0123456789-secret", "-", "x" * 200])
def test_a_card_that_never_was_opens_nothing(db, name):
    answer = Client().get(reverse("people:card", args=[name]))

    assert answer.status_code == 409
    assert "does not open PeerCircle any more" in answer.content.decode()


def test_the_right_card_with_a_wrong_secret_opens_nothing_and_counts_no_try(fresh):
    name = f"{fresh.card.public_id}-{cards.new_secret()}"

    answer = Client().post(reverse("people:card", args=[name]), {"pin": fresh.pin})

    fresh.card.refresh_from_db()
    assert (answer.status_code, fresh.card.wrong_tries) == (409, 0)


def test_a_revoked_card_opens_nothing(fresh, owner, now):
    actions.revoke_card(owner, now=now)

    assert Client().post(address(fresh), {"pin": fresh.pin}).status_code == 409
    assert not actions.try_pin(fresh.card, fresh.secret, fresh.pin, now=now)


def test_who_has_an_address_gets_no_card(member, contact, now):
    with pytest.raises(Refused):
        actions.make_card(member.person, by=contact.person, now=now)


def test_nobody_comes_in_as_the_programme_by_a_card(owner, contact, now):
    Person.objects.filter(pk=owner.pk).update(programme_role=Person.ProgrammeRole.MANAGER)

    with pytest.raises(Refused):
        actions.make_card(owner, by=contact.person, now=now)


def test_no_log_line_holds_the_secret(fresh, owner, now, caplog):
    actions.revoke_card(owner, now=now)

    Client().get(address(fresh))

    assert [record.getMessage() for record in caplog.records] == ["Conflict: /card/***/"]


def test_a_fresh_card_does_not_print_its_secrets(fresh):
    assert fresh.secret not in repr(fresh)
    assert fresh.pin not in repr(fresh)
