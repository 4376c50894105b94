import datetime as dt

import pytest
from django.conf import settings as django_settings

from peercircle.groups.models import Group, Membership
from peercircle.people.models import Person
from peercircle.programme.models import ExpertTeam, Phase, Programme
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
def team(server: str, site) -> ExpertTeam:
    """It looks after the groups of Podujevë, and its programme is in the first field phase."""
    days = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2036, 1, 1)}
    programme = Programme.objects.create(name="Support", funder="F", implementer="I", **days)
    Phase.objects.create(programme=programme, kind=Phase.Kind.FIELD_1, **days)
    team = ExpertTeam.objects.create(programme=programme, name="North")
    team.municipalities.add(site.municipality)
    return team


@pytest.fixture
def expert(team: ExpertTeam) -> Person:
    expert = Person.objects.create_person("Vesna", "Marković", language="en", programme_role="expert")
    team.members.add(expert)
    return expert


@pytest.fixture
def album(request) -> Album:
    return Album(request.node.name.removeprefix("test_"))
