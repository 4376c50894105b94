"""Tokens of other programs: the manager makes them, reads each once, and takes them back."""

from uuid import uuid4

import pytest
from django.urls import reverse

from peercircle.kit.refusals import Refused
from peercircle.reports.actions import make_integration
from peercircle.reports.models import Integration

PAGE = reverse("reports:integrations")


def typed(name="The ministry", id=None):
    return {"name": name, "id": str(id or uuid4())}


def works(client, token):
    return client.get("/api/v1/needs/", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_a_token_is_shown_once_and_not_kept(visit, client, manager):
    answer = visit(manager, PAGE, post=typed())
    token = answer.context["token"]
    again = visit(manager, PAGE).content.decode()

    assert works(client, token)
    assert token in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert ("The ministry" in again, token in again) == (True, False)
    assert token not in str(Integration.objects.values_list().get())


def test_a_second_tap_gets_one_that_holds_and_the_first_is_none(visit, client, manager):
    letter = typed()
    first, second = (visit(manager, PAGE, post=letter).context["token"] for _tap in range(2))

    assert (works(client, first), works(client, second)) == (False, True)
    assert Integration.objects.count() == 1


def test_a_token_in_use_is_not_made_anew(visit, client, manager):
    letter = typed()
    token = visit(manager, PAGE, post=letter).context["token"]
    works(client, token)

    assert visit(manager, PAGE, post=letter).status_code == 422
    assert works(client, token)


def test_a_name_stands_for_one_token(visit, manager, now):
    make_integration(id=uuid4(), name="The ministry", by=manager, now=now)

    with pytest.raises(Refused):
        make_integration(id=uuid4(), name="the MINISTRY", by=manager, now=now)
    answer = visit(manager, PAGE, post=typed("the Ministry"))
    assert answer.status_code == 422
    assert "A program of this name has a token." in answer.content.decode()
    assert 'value="the Ministry"' in answer.content.decode()


def test_what_was_taken_back_is_gone_and_its_name_is_free(visit, client, manager):
    token = visit(manager, PAGE, post=typed()).context["token"]
    revoke = reverse("reports:integration-revoke", args=[Integration.objects.get().pk])

    taps = [visit(manager, revoke, post={}).status_code for _tap in range(2)]

    assert (taps, works(client, token)) == ([302, 302], False)
    assert list(visit(manager, PAGE).context["integrations"]) == []
    assert works(client, visit(manager, PAGE, post=typed()).context["token"])


@pytest.mark.parametrize("broken", [{"name": ""}, {"name": " "}, {"name": "x" * 81}, {"id": "x"}, {"id": ""}])
def test_a_wrong_form_says_so(visit, manager, broken):
    assert visit(manager, PAGE, post=typed() | broken).status_code == 422
    assert not Integration.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("expert", 403), ("monitor", 403), ("member", 404), ("stranger", 404)])
def test_only_the_manager_decides(visit, manager, request, now, who, status):
    make_integration(id=uuid4(), name="The ministry", by=manager, now=now)
    revoke = reverse("reports:integration-revoke", args=[Integration.objects.get().pk])
    person = request.getfixturevalue(who)

    answers = [visit(person, PAGE), visit(person, PAGE, post=typed()), visit(person, revoke, post={})]

    assert [answer.status_code for answer in answers] == [status] * 3
    assert Integration.objects.get().revoked_at is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_same_for_any_number(client, manager, now, number, django_assert_num_queries):
    for each in range(number):
        make_integration(id=uuid4(), name=f"Program {each}", by=manager, now=now)
    client.force_login(manager)

    with django_assert_num_queries(3):
        client.get(PAGE)
