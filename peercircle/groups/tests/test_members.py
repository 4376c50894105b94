"""Coming, leaving, coming back, and who keeps the house."""

import datetime as dt

import pytest

from peercircle.groups.actions import members
from peercircle.groups.models import Membership
from peercircle.kit.refusals import Refused
from peercircle.people.models import Person

TODAY = dt.date(2026, 11, 23)


def test_an_ended_membership_is_kept_and_a_new_one_begins_later(group, member):
    members.end_membership(member, today=TODAY)
    back = members.welcome_back(member, today=TODAY + dt.timedelta(days=30))

    member.refresh_from_db()
    assert member.ended_on == TODAY
    assert (back.pk != member.pk, back.joined_on, back.ended_on) == (
        True,
        TODAY + dt.timedelta(days=30),
        None,
    )
    assert Membership.objects.filter(group=group, person=member.person).count() == 2


def test_ending_twice_keeps_the_first_day(member):
    members.end_membership(member, today=TODAY)
    members.end_membership(member, today=TODAY + dt.timedelta(days=1))

    member.refresh_from_db()
    assert member.ended_on == TODAY


def test_welcoming_twice_makes_one_membership(member):
    members.end_membership(member, today=TODAY)

    assert members.welcome_back(member, today=TODAY) == members.welcome_back(member, today=TODAY)


def test_the_contact_hands_over_before_leaving(contact, member):
    with pytest.raises(Refused):
        members.end_membership(contact, today=TODAY)

    members.hand_over_contact(contact, member)
    members.end_membership(contact, today=TODAY)

    contacts = Membership.objects.filter(group=contact.group, is_contact=True)
    assert list(contacts) == [member]


def test_the_second_tap_hands_nothing_back(contact, member, facilitator):
    members.hand_over_contact(contact, member)
    members.hand_over_contact(contact, facilitator)

    assert list(Membership.objects.filter(is_contact=True)) == [member]


def test_nobody_who_left_becomes_the_contact(contact, member):
    members.end_membership(member, today=TODAY)

    with pytest.raises(Refused):
        members.hand_over_contact(contact, member)


def test_a_name_is_enough(group, site):
    added = members.add_person_without_phone(
        group, given_name="Luan", family_name="Gashi", profession="tutor", today=TODAY
    )

    assert (added.person.email, added.person.name) == (None, "Luan Gashi")
    assert list(added.person.workplaces.all()) == [site]


def test_the_same_name_is_asked_about_in_any_spelling(group):
    words = {"family_name": "Đorđević", "profession": "teacher", "today": TODAY}
    members.add_person_without_phone(group, given_name="Žana", **words)

    with pytest.raises(Refused):
        members.add_person_without_phone(group, given_name="Zana", **words)
    assert Person.objects.count() == 1
