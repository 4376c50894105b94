"""The cast of every test.

The contact keeps the group's house, the facilitator leads, the member belongs, the guest came by code,
the stranger is a colleague from elsewhere and must never see this group.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from peercircle.groups.models import Group, Membership
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site

Visit = Callable[..., object]


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


@pytest.fixture
def site(db: None) -> Site:
    municipality, _ = Municipality.objects.get_or_create(
        code="XK-18",
        defaults={"name_sq": "Podujevë", "name_sr": "Podujevo", "search_text": "podujeve podujevo"},
    )
    return Site.objects.create(
        kind=Site.Kind.SCHOOL,
        municipality=municipality,
        name_sq="Xheladin Rekaliu",
        name_sr="Dželadin Rekaliu",
        search_text="xheladin rekaliu dzeladin rekaliu podujeve podujevo",
    )


@pytest.fixture
def group(site: Site) -> Group:
    group = Group.objects.create(
        name="I'm here",
        meaning="Open to the pupil in need",
        founded_on=dt.date(2026, 9, 1),
        usual_time=dt.time(14, 0),
    )
    group.sites.add(site)
    return group


def _person(given_name: str, family_name: str, site: Site | None = None, **fields: object) -> Person:
    person = Person.objects.create_person(
        given_name, family_name, email=f"{given_name}.{family_name}@school.example".lower(), **fields
    )
    if site:
        person.workplaces.add(site)
    return person


def _membership(group: Group, person: Person, **fields: object) -> Membership:
    return Membership.objects.create(group=group, person=person, joined_on=group.founded_on, **fields)


@pytest.fixture
def contact(group: Group, site: Site) -> Membership:
    person = _person("Teuta", "Berisha", site, profession=Person.Profession.PEDAGOGUE)
    return _membership(group, person, is_contact=True)


@pytest.fixture
def facilitator(group: Group, site: Site) -> Membership:
    return _membership(group, _person("Arben", "Krasniqi", site, profession=Person.Profession.PSYCHOLOGIST))


@pytest.fixture
def member(group: Group, site: Site) -> Membership:
    return _membership(group, _person("Milica", "Petrovic", site, profession=Person.Profession.TEACHER))


@pytest.fixture
def stranger(db: None) -> Person:
    return _person("Drita", "Gashi")


@pytest.fixture
def meeting(group: Group, facilitator: Membership, member: Membership, now: dt.datetime) -> Meeting:
    """Planned for now, with two items of kinds that no activity provides: for tests of the meeting itself."""
    meeting = Meeting.objects.create(group=group, starts_at=now, template="regular", code="ABC234")
    for position, title in enumerate(["Welcome", "Main part"], start=1):
        AgendaItem.objects.create(meeting=meeting, position=position, kind="removed", title=title, minutes=10)
    return meeting


@pytest.fixture
def leader(meeting: Meeting, facilitator: Membership, now: dt.datetime) -> Attendance:
    """The facilitator's place in the meeting, which is open now. `meeting` is fresh afterwards."""
    attendance = leading.open_meeting(meeting, by=facilitator, now=now)
    meeting.refresh_from_db()
    return Attendance.objects.get(pk=attendance.pk)


@pytest.fixture
def present_member(leader: Attendance, meeting: Meeting, member: Membership, now: dt.datetime) -> Attendance:
    return joining.join(meeting, member, now=now)


@pytest.fixture
def guest(leader: Attendance, meeting: Meeting, now: dt.datetime) -> Attendance:
    return joining.join_as_guest(meeting, "Luan", now=now)


@pytest.fixture
def put_on_agenda(meeting: Meeting, now: dt.datetime) -> Callable[..., AgendaItem]:
    """`put_on_agenda("talk", minutes=20)` makes the open meeting stand at the first stage of a new item."""

    def put(kind: str, *, minutes: int = 20, **fields: object) -> AgendaItem:
        from peercircle.meetings import kinds

        position = meeting.items.count() + 1
        item = AgendaItem.objects.create(meeting=meeting, position=position, kind=kind, minutes=minutes, **fields)
        kinds.get(kind).prepare(item)
        meeting.refresh_from_db()
        if meeting.is_open and meeting.leader:
            leading.jump(meeting.leader, item, seen=meeting.move_count, now=now)
            meeting.refresh_from_db()
        return item

    return put


@pytest.fixture
def visit() -> Visit:
    """`visit(who, url, post=...)`: who is a Person, a Membership, an Attendance (also a guest) or None."""

    def visit(who: object, url: str, *, post: dict | None = None, htmx: bool = False, **extra: object) -> object:
        client = client_of(who)
        headers = {"HX-Request": "true"} if htmx else {}
        if post is None:
            return client.get(url, headers=headers, **extra)
        return client.post(url, post, headers=headers, **extra)

    return visit


def client_of(who: object) -> Client:
    client = Client()
    if isinstance(who, Attendance):
        if who.membership:
            client.force_login(who.membership.person)
        else:
            session = client.session
            session["attendances"] = {str(who.meeting_id): who.pk}
            session.save()
    elif isinstance(who, Membership):
        client.force_login(who.person)
    elif isinstance(who, Person):
        client.force_login(who)
    return client


def live(name: str, meeting: Meeting, *args: object) -> str:
    """The URL of a door of the open meeting."""
    return reverse(name, args=[meeting.pk, *args])
