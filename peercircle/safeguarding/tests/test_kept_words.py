"""Coordinators read how often marked words were kept: numbers only, small ones hidden."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from peercircle.identifiers import actions
from peercircle.identifiers.saying import KINDS, WHY
from tests.cast import client_of

PLACES = "safeguarding:places"


@pytest.fixture
def keep(db):
    """`keep(name=7)`: so many marked words of a kind were kept, some days ago."""

    def keep(days_ago=3, **times):
        on = timezone.localdate() - dt.timedelta(days=days_ago)
        actions.count_kept({("sq", kind): number for kind, number in times.items()}, room="needs", on=on)

    return keep


@pytest.fixture
def seen(stranger):
    """The page, as somebody with this role reads it."""

    def seen(role):
        stranger.programme_role = role
        stranger.save(update_fields=["programme_role"])
        return client_of(stranger).get(reverse(PLACES))

    return seen


@pytest.mark.parametrize("role", ["expert", "manager"])
def test_a_coordinator_reads_what_is_kept_most_and_for_what_it_is_good(keep, seen, role):
    keep(name=7, diagnosis=12)

    page = seen(role).content.decode()

    assert "so that you know what to speak about with your groups" in page
    assert page.index("<strong>12</strong>") < page.index("<strong>7</strong>")
    assert "Health" in page


@pytest.mark.parametrize("role", ["", "monitor", "director", "office"])
def test_nobody_else_does(keep, seen, role):
    keep(name=7)

    answer = seen(role)

    assert answer.status_code == 403
    assert "<strong>7</strong>" not in answer.content.decode()


@pytest.mark.parametrize("who", ["member", "contact"])
def test_a_member_does_not(request, keep, visit, who):
    keep(name=7)

    answer = visit(request.getfixturevalue(who), reverse(PLACES))

    assert (answer.status_code, b"<strong>7</strong>" in answer.content) == (403, False)


def test_a_small_number_is_hidden_and_a_second_one_with_it(keep, seen):
    keep(name=9, diagnosis=6, phone=1)

    page = seen("manager").content.decode()

    assert "<strong>9</strong>" in page
    assert "<strong>6</strong>" not in page
    assert page.count('<span class="soft">hidden</span>') == 2


def test_after_a_year_it_is_forgotten(keep, seen):
    keep(days_ago=366, name=50)

    assert "In the last twelve months none was kept." in seen("manager").content.decode()


def test_each_kind_has_a_name():
    assert KINDS.keys() == WHY.keys()
