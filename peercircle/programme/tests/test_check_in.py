"""Checking in to a session with the own phone."""

import datetime as dt

import pytest
from django.urls import reverse

from peercircle.programme.models import Session


def wall(session):
    return reverse("programme:check-in-code", args=[session.pk])


def phone(session):
    return reverse("programme:check-in", args=[session.check_in_code])


def test_the_code_is_for_the_team_alone(visit, session, other_team, request):
    statuses = {
        who: visit(request.getfixturevalue(who), wall(session)).status_code
        for who in ("expert", "manager", "colleague_of_another_team", "stranger")
    }

    assert statuses == {"expert": 200, "manager": 200, "colleague_of_another_team": 404, "stranger": 404}


@pytest.mark.parametrize("who", ["colleague_of_another_team", "stranger"])
def test_nobody_else_opens_check_in(visit, session, other_team, request, who):
    assert visit(request.getfixturevalue(who), wall(session), post={}).status_code == 404
    session.refresh_from_db()
    assert session.check_in_code is None


def test_the_code_stays_on_a_second_tap_and_ends_an_hour_after_the_session(visit, expert, opened, now):
    visit(expert, wall(opened), post={})

    again = Session.objects.get(pk=opened.pk)
    assert again.check_in_code == opened.check_in_code
    assert again.check_in_until == now + dt.timedelta(minutes=90 + 60)
    assert 'class="qr"' in visit(expert, wall(opened)).content.decode()


def test_whoever_scans_it_is_on_the_list_once(visit, opened, member):
    for _tap in range(2):
        assert visit(member, phone(opened), post={}).url == phone(opened)

    attendance = opened.attendances.get()
    assert (attendance.person, attendance.method, attendance.recorded_by) == (member.person, "code", None)
    assert "You are on the list" in visit(member, phone(opened)).content.decode()
    opened.refresh_from_db()
    assert opened.is_held


def test_who_has_an_account_may_sign_in_first(visit, opened):
    sign_in = f"{reverse('account_login')}?next={phone(opened)}"

    assert sign_in in visit(None, phone(opened)).content.decode()
    assert "write your name: that is enough" in visit(None, sign_in).content.decode()
    assert "write your name: that is enough" not in visit(None, reverse("account_login")).content.decode()


def test_a_code_that_never_was_leads_nowhere(visit, member, opened):
    for who in (member, None):
        assert visit(who, reverse("programme:check-in", args=["nothing"])).status_code == 404


@pytest.mark.parametrize("change", [{"state": "cancelled"}, {"check_in_until": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}])
def test_check_in_is_over(visit, opened, member, change):
    Session.objects.filter(pk=opened.pk).update(**change)

    assert "Check-in is over" in visit(member, phone(opened)).content.decode()
    assert visit(member, phone(opened), post={}).status_code == 409
    assert not opened.attendances.exists()


def test_nobody_checks_in_to_a_session_that_was_moved_to_a_day_ahead(visit, opened, member):
    Session.objects.filter(pk=opened.pk).update(held_on=opened.phase.ends_on)

    assert visit(member, phone(opened), post={}).status_code == 409
    opened.refresh_from_db()
    assert (opened.attendances.count(), opened.is_planned) == (0, True)


def test_check_in_does_not_open_after_the_day(visit, expert, session):
    assert visit(expert, wall(session), post={}).status_code == 409
    session.refresh_from_db()
    assert session.check_in_code is None


def test_check_in_does_not_open_before_the_day(visit, expert, session):
    Session.objects.filter(pk=session.pk).update(held_on=session.phase.ends_on)

    assert visit(expert, wall(session), post={}).status_code == 409
