import datetime as dt

import pytest
from django.conf import settings as django_settings

from peercircle.groups.models import Group, Membership
from peercircle.people.models import Person
from tests.cast import client_of
from tests.evenings.people import Album, Phone

NAMES = [
    ("Arta", "Krasniqi"),
    ("Besnik", "Gashi"),
    ("Teuta", "Berisha"),
    ("Milica", "Petrović"),
    ("Shpresa", "Hoxha-Morina"),
    ("Driton", "Shala"),
    ("Đorđe", "Živković"),
    ("Valbona", "Bytyqi"),
    ("Emine", "Kryeziu"),
]


@pytest.fixture
def nine(server: str, group: Group, site) -> list[Membership]:
    """The nine members of "I'm here", in the order of the names above; the third is the contact."""
    members = []
    for number, (given, family) in enumerate(NAMES):
        person = Person.objects.create_person(
            given, family, email=f"{number}@school.example", language="en", profession="teacher"
        )
        person.workplaces.add(site)
        membership = Membership.objects.create(
            group=group, person=person, joined_on=dt.date(2026, 9, 1), is_contact=number == 2
        )
        members.append(membership)
    return members


@pytest.fixture
def phone_of(phone, server: str):
    """A phone whose owner is signed in; without an owner, one that nobody knows."""

    def phone_of(who: object = None, name: str = "", **options: object) -> Phone:
        page = phone(**options)
        if who is not None:
            cookie = client_of(who).cookies[django_settings.SESSION_COOKIE_NAME]
            page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": server}])
        return Phone(page, name or str(who))

    return phone_of


@pytest.fixture
def album(request) -> Album:
    return Album(request.node.name.removeprefix("test_"))
