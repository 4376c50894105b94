"""A need is raised once, keeps its newest words, and can be withdrawn."""

import uuid

import pytest
from django.urls import reverse

from peercircle.needs import access, actions
from peercircle.needs.panel import panel

ID = uuid.UUID(int=7)


def test_a_need_is_raised_once_and_keeps_its_newest_words(group, now):
    for text in ("A room", "A room", "A quiet room"):
        actions.raise_need(group, text, id=ID, raised_in="Rooms", now=now)

    assert list(access.needs_of(group).values_list("text", "raised_in")) == [("A quiet room", "Rooms")]


def test_a_need_that_was_withdrawn_can_be_raised_again(group, now):
    need = actions.raise_need(group, "A room", id=ID, now=now)
    actions.withdraw_need(need)
    assert list(access.needs_of(group)) == []

    actions.raise_need(group, "A room", id=ID, now=now)
    assert list(access.needs_of(group)) == [need]


def test_what_was_taken_back_stays_nowhere(group, now):
    actions.take_back_need(actions.raise_need(group, "A room", id=ID, now=now))

    assert not group.needs.exists()


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
