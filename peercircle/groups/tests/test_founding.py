"""Founding a group and describing it."""

import pytest
from django.urls import reverse

from peercircle.groups.actions import founding
from peercircle.groups.models import Group
from peercircle.kit.refusals import Refused
from peercircle.people.models import Person

WORDS = {"name": "New circle", "meaning": "", "rhythm": "monthly", "usual_time": "14:00"}


def test_the_second_tap_founds_nothing_new(visit, site):
    manager = Person.objects.create_person("Elira", programme_role=Person.ProgrammeRole.MANAGER)
    url = reverse("groups:new-at", args=[site.pk])

    first, second = visit(manager, url, post=WORDS), visit(manager, url, post=WORDS)

    assert first.url == second.url
    assert list(Group.objects.get().sites.all()) == [site]


def test_the_contact_says_how_the_group_is_doing(visit, contact):
    url = reverse("groups:edit", args=[contact.group_id])

    visit(contact, url, post={**WORDS, "status": "paused"})

    contact.group.refresh_from_db()
    assert (contact.group.name, contact.group.status) == ("New circle", Group.Status.PAUSED)


def test_a_name_needs_letters(visit, contact):
    url = reverse("groups:edit", args=[contact.group_id])

    assert visit(contact, url, post={**WORDS, "name": "…", "status": "active"}).status_code == 422


def test_a_group_keeps_one_site(group, site):
    with pytest.raises(Refused):
        founding.stop_meeting_at(group, site)


def test_rooms_above_offer_panels(visit, member):
    page = visit(member, reverse("groups:group", args=[member.group_id])).content.decode()

    places = [page.index(words) for words in ("No meeting is planned", "Charter", "1 member")]
    assert places == sorted(places)
