"""The page of a group's needs, and what its first page shows of them."""

import uuid

import pytest
from django.urls import reverse

from peercircle.needs import actions
from peercircle.needs.panel import panel

ID = uuid.UUID(int=7)


@pytest.mark.parametrize(("who", "status"), [("member", 200), ("stranger", 404), (None, 302)])
def test_the_page_is_for_members(request, visit, group, now, who, status):
    actions.raise_need(group, "A quiet room", id=ID, raised_in="Rooms", now=now)
    person = who and request.getfixturevalue(who)

    response = visit(person, reverse("needs:group", args=[group.pk]))

    assert response.status_code == status
    assert ("A quiet room" in response.content.decode()) == (status == 200)


def test_a_group_without_needs_reads_where_they_come_from(visit, member, group):
    page = visit(member, reverse("needs:group", args=[group.pk])).content.decode()

    assert "mark a note as a need" in page


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, 1), (3, 3), (5, 3)])
def test_the_groups_page_shows_the_newest_needs(group, member, now, count, shown, django_assert_num_queries):
    for number in range(count):
        actions.raise_need(group, "A room", id=uuid.UUID(int=number), now=now)

    with django_assert_num_queries(1):
        html = panel(group, member.person)

    assert html.count("A room") == shown
    assert ("All our needs" in html) == (count > 3)
