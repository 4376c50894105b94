"""Every door of a group, tried by its contact, a member, a stranger and somebody who is not signed in."""

import pytest
from django.urls import reverse

from peercircle.groups.actions import charter, inviting
from peercircle.groups.models import Invitation
from peercircle.people.models import Person

# contact, member, stranger; anonymous visitors are sent to the sign-in everywhere.
PAGES = {
    "groups:group": (200, 200, 404),
    "groups:members": (200, 200, 404),
    "groups:charter": (200, 200, 404),
    "groups:edit": (200, 403, 404),
    "groups:sites": (200, 403, 404),
    "groups:add-person": (200, 403, 404),
    "groups:invite": (200, 403, 404),
    "groups:cards": (200, 403, 404),
    "groups:edit-charter": (200, 403, 404),
    "groups:founded": (403, 403, 403),
}


@pytest.fixture
def manager(db):
    return Person.objects.create_person(
        "Elira", "Hoxha", email="elira@programme.example", programme_role=Person.ProgrammeRole.MANAGER
    )


@pytest.mark.parametrize("name", PAGES)
def test_who_may_open_a_page(visit, contact, member, stranger, name):
    url = reverse(name, args=[contact.group_id])

    assert tuple(visit(who, url).status_code for who in (contact, member, stranger)) == PAGES[name]
    assert visit(None, url).url.startswith("/sign-in/")


TAPS = {
    "groups:end": (302, 403, 404),
    "groups:hand-over": (302, 403, 404),
    "groups:welcome-back": (302, 403, 404),
    "groups:revoke": (302, 403, 404),
    "groups:add-site": (302, 403, 404),
    "groups:remove-site": (409, 403, 404),
    "groups:accept-charter": (302, 302, 404),
}


@pytest.mark.parametrize("name", TAPS)
def test_who_may_tap(visit, contact, member, facilitator, stranger, site, now, name):
    inviting.invite(contact.group, by=contact.person, now=now)
    charter.write_charter(contact.group, "We listen.", seen=0, now=now)
    last = {
        "groups:revoke": Invitation.objects.get().pk,
        "groups:add-site": site.pk,
        "groups:remove-site": site.pk,
        "groups:accept-charter": 1,
    }.get(name, facilitator.pk)
    url = reverse(name, args=[contact.group_id, last])

    assert tuple(visit(who, url, post={}).status_code for who in (contact, member, stranger)) == TAPS[name]
    assert visit(contact, url).status_code == 405
    assert visit(None, url, post={}).url.startswith("/sign-in/")


@pytest.mark.parametrize("name", ["groups:new", "groups:new-at"])
def test_the_programme_founds_groups(visit, manager, contact, stranger, site, name):
    url = reverse(name, args=[site.pk] if name == "groups:new-at" else [])

    assert tuple(visit(who, url).status_code for who in (manager, contact, stranger)) == (200, 403, 403)


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
def test_pages_need_few_queries_for_one_and_for_three_members(
    contact, member, facilitator, now, name, django_assert_max_num_queries
):
    from tests.cast import client_of

    charter.write_charter(contact.group, "We listen.", seen=0, now=now)
    client = client_of(contact)
    client.get(reverse(name, args=[contact.group_id]))

    with django_assert_max_num_queries(9):
        client.get(reverse(name, args=[contact.group_id]))


def test_the_page_of_a_group_without_a_charter_needs_few_queries(contact, django_assert_max_num_queries):
    from tests.cast import client_of

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
