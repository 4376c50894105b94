"""Checking in with an access card: for those who have no phone, on the phone of one of the team."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from peercircle.people.actions import make_card
from peercircle.people.models import Person
from peercircle.programme.actions.attendance import open_check_in
from peercircle.programme.models import Session


@pytest.fixture
def opened(session, now):
    session.held_on = timezone.localdate(now)
    session.save(update_fields=["held_on"])
    open_check_in(session, now=now)
    return session


@pytest.fixture
def besa(db):
    return Person.objects.create_person("Besa", "Hoxha")


@pytest.fixture
def card(besa, contact, now):
    """The address that its code says."""
    return make_card(besa, by=contact.person, now=now).address


def door(session):
    return reverse("programme:check-in-card", args=[session.pk])


def test_who_of_the_team_scans_a_card_checks_its_owner_in(visit, expert, opened, besa, card):
    page = visit(expert, card).content.decode()
    assert "Check in Besa Hoxha" in page

    name = card.rstrip("/").rpartition("/")[2]
    for _tap in range(2):
        assert visit(expert, door(opened), post={"card": name}).url == reverse(
            "programme:check-in-code", args=[opened.pk]
        )

    attendance = opened.attendances.get()
    assert (attendance.person, attendance.method, attendance.recorded_by) == (besa, "card", expert)
    opened.refresh_from_db()
    assert opened.is_held
    assert (
        "checked in with an access card"
        in visit(expert, reverse("programme:session", args=[opened.pk])).content.decode()
    )


def test_a_scanner_types_the_whole_address(visit, expert, opened, besa, card):
    visit(expert, door(opened), post={"card": f" {card} "})

    assert opened.attendances.get().person == besa


def test_the_scan_signs_nobody_in(visit, expert, opened, card):
    answer = visit(expert, door(opened), post={"card": card})

    assert answer.wsgi_request.user == expert


@pytest.mark.parametrize("who", [None, "member", "stranger", "colleague_of_another_team"])
def test_for_others_the_card_is_what_it_was(visit, opened, other_team, card, request, who):
    person = request.getfixturevalue(who) if who else None

    assert "Check in Besa" not in visit(person, card).content.decode()
    assert visit(person, door(opened), post={"card": card}).status_code == (404 if who else 302)
    assert not opened.attendances.exists()


@pytest.mark.parametrize("typed", ["", "x", "a-b", "/", "\0", "é" * 5000])
def test_a_card_that_is_none_is_refused(visit, expert, opened, typed):
    assert visit(expert, door(opened), post={"card": typed}).status_code == 409
    assert not opened.attendances.exists()


def test_a_replaced_card_checks_nobody_in(visit, expert, opened, besa, card, contact, now):
    make_card(besa, by=contact.person, now=now)

    assert visit(expert, door(opened), post={"card": card}).status_code == 409


@pytest.mark.parametrize(
    "change",
    [
        {"state": "cancelled"},
        {"check_in_until": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
        {"held_on": dt.date(2099, 1, 1)},
    ],
)
def test_not_after_it_is_over_and_not_before_its_day(visit, expert, opened, card, change):
    Session.objects.filter(pk=opened.pk).update(**change)

    assert "Check in Besa" not in visit(expert, card).content.decode()
    assert visit(expert, door(opened), post={"card": card}).status_code == 409
    assert not opened.attendances.exists()


def test_whoever_guesses_cards_has_to_wait(visit, expert, opened, card):
    for _try in range(60):
        visit(expert, door(opened), post={"card": "x"})

    assert visit(expert, door(opened), post={"card": card}).status_code == 409
    assert not opened.attendances.exists()
