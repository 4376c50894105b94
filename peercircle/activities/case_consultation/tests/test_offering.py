"""A case is offered in two words before a meeting, and what is none for the group leads to the card."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from peercircle.activities.case_consultation.actions import offering
from peercircle.activities.case_consultation.models import Case
from peercircle.activities.case_consultation.tests.at_the_beginning import *  # noqa: F403  (fixtures)
from peercircle.activities.case_consultation.tests.at_the_beginning import ID, OTHER_ID, topics
from peercircle.groups.actions.members import end_membership
from tests.cast import client_of


@pytest.fixture
def own(item, member, now):
    """The member's case."""
    offering.offer_case(member, "morning quarrels", 3, id=ID, now=now)
    return Case.objects.get(pk=ID)


@pytest.fixture
def group_page(visit, group):
    return lambda who: visit(who, reverse("groups:group", args=[group.pk])).content.decode()


# --- Offering before a meeting ------------------------------------------------------------------------------------


def case_door(group, name="case"):
    return reverse(f"case_consultation-plan:{name}", args=[group.pk])


def test_a_case_is_offered_changed_and_taken_back_before_the_meeting(visit, member, group, meeting, group_page):
    assert "I have a case" in group_page(member)
    sent = {"id": ID, "topic": "morning quarrels", "urgency": "3"}
    client = client_of(member)
    assert "Your case waits" in client.post(case_door(group), sent, follow=True).content.decode()

    page = visit(member, case_door(group)).content.decode()
    assert "morning quarrels</textarea>" in page
    assert "Change it" in page
    visit(member, case_door(group), post={**sent, "id": OTHER_ID, "topic": "evening quarrels"})
    assert topics() == [("evening quarrels", 3)]
    for _tap in range(2):
        assert visit(member, case_door(group, "remove"), post={}).status_code == 302
    assert topics() == []


def test_the_group_reads_topic_and_owner_but_not_how_urgent_it_is(visit, own, contact, facilitator, group, group_page):
    for page in (group_page(contact), visit(contact, case_door(group)).content.decode()):
        assert "morning quarrels" in page
        assert "Milica Petrovic" in page
        assert "weighs on" not in page.partition("What others would like to bring")[2]
    assert "weighs on" not in group_page(contact)


def test_the_card_asks_when_the_next_meeting_has_a_consultation(member, meeting, put_on_agenda, group_page):
    assert "Do you have a case for the next meeting?" not in group_page(member)
    put_on_agenda("case_consultation")
    assert "Do you have a case for the next meeting?" in group_page(member)


def test_while_the_meeting_goes_on_the_card_asks_for_this_one(member, leader, put_on_agenda, group_page):
    put_on_agenda("case_consultation")

    assert "Do you have a case for this meeting?" in group_page(member)
    assert "the next meeting?" not in group_page(member)


def test_without_a_meeting_the_first_thing_is_to_plan_one(member, group_page):
    assert "I have a case" not in group_page(member)


@pytest.mark.parametrize("name", ["case", "remove"])
def test_strangers_find_no_case(visit, own, stranger, group, name):
    answer = visit(stranger, case_door(group, name), post={"id": ID, "topic": "x", "urgency": "1"})

    assert answer.status_code == 404
    assert topics() == [("morning quarrels", 3)]


def test_a_wrong_form_comes_back(visit, member, group):
    answer = visit(member, case_door(group), post={"id": ID, "topic": "one two three four", "urgency": "1"})

    assert answer.status_code == 422
    assert "three at most" in answer.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_the_same_for_any_number_of_cases(
    item, contact, facilitator, member, meeting, now, number, visit, group, django_assert_num_queries
):
    for owner in [contact, facilitator, member][:number]:
        offering.offer_case(owner, "two words", 1, id=uuid.uuid4(), now=now)
    client = client_of(member)
    group_door = reverse("groups:group", args=[group.pk])
    client.get(group_door)
    with django_assert_num_queries(8):
        client.get(group_door)
    with django_assert_num_queries(6):
        client.get(case_door(group))


def test_who_leaves_the_group_takes_the_own_case_along(own, member, now):
    end_membership(member, today=now.date())

    assert topics() == []


# --- What does not belong here --------------------------------------------------------------------------------------


def test_what_is_no_case_for_the_group_leads_to_the_card(visit, item, member, group, leader, phone):
    card = reverse("safeguarding:card", args=["XK-18"])
    there = visit(member, card).content.decode()
    for page in (visit(member, case_door(group)).content.decode(), phone(leader)):
        for situation in ("danger", "misconduct", "dispute", "colleague"):
            assert f'href="{card}#{situation}"' in page
            assert f'id="{situation}"' in there
