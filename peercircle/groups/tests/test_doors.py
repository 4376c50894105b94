"""What its doors let through, beyond who may enter (tests/who_may_enter.txt)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peercircle.groups.actions import charter
from peercircle.people.models import Person
from tests.cast import client_of


@pytest.fixture
def manager(db):
    return Person.objects.create_person(
        "Elira", "Hoxha", email="elira@programme.example", programme_role=Person.ProgrammeRole.MANAGER
    )


def test_the_programme_does_not_enter_a_group(visit, manager, group):
    assert visit(manager, reverse("groups:group", args=[group.pk])).status_code == 404


def test_the_programme_invites_a_contact_only_where_there_is_none(visit, manager, contact, group):
    url = reverse("groups:founded", args=[group.pk])

    before = visit(manager, url).status_code
    contact.is_contact = False
    contact.save()

    assert (before, visit(manager, url).status_code) == (404, 200)


def test_a_member_may_leave_but_end_nobody_else(visit, member, facilitator, contact):
    own = visit(member, reverse("groups:end", args=[member.group_id, member.pk]), post={})
    other = visit(facilitator, reverse("groups:end", args=[member.group_id, contact.pk]), post={})

    assert (own.url, other.status_code) == (reverse("home"), 403)
    member.refresh_from_db()
    contact.refresh_from_db()
    assert (member.ended_on is None, contact.ended_on) == (False, None)


def test_a_former_member_is_a_stranger(visit, member, now):
    member.ended_on = now.date()
    member.save()

    assert visit(member, reverse("groups:group", args=[member.group_id])).status_code == 404


@pytest.mark.parametrize("name", ["groups:group", "groups:members", "groups:charter"])
def test_pages_ask_as_much_for_one_member_as_for_three(contact, request, now, name):
    charter.write_charter(contact.group, "We listen.", seen=0, now=now)
    client, url = client_of(contact), reverse(name, args=[contact.group_id])
    client.get(url)

    with CaptureQueriesContext(connection) as for_one:
        client.get(url)
    for role in ("member", "facilitator"):
        request.getfixturevalue(role)
    with CaptureQueriesContext(connection) as for_three:
        client.get(url)

    assert len(for_one) == len(for_three) <= 9


def test_the_page_of_a_group_without_a_charter_needs_few_queries(contact, django_assert_max_num_queries):
    client = client_of(contact)
    door = reverse("groups:group", args=[contact.group_id])
    client.get(door)

    with django_assert_max_num_queries(8):
        client.get(door)


@pytest.mark.parametrize("number", [0, 1, 3])
def test_the_page_names_each_school_and_each_member_once(
    contact, member, facilitator, visit, number, django_assert_max_num_queries
):
    home = contact.group.sites.get().municipality
    contact.group.sites.clear()
    for name in ["Vllaznimi", "Agimi", "Drita"][:number]:
        contact.group.sites.create(kind="school", municipality=home, name_sq=name, name_sr=name, search_text="")

    page = visit(contact, reverse("groups:group", args=[contact.group_id]))

    assert [site.name_sq for site in page.context["sites"]] == sorted(["Vllaznimi", "Agimi", "Drita"][:number])
    assert page.context["seats"] == 3
