"""A meeting that is over, for the tests of what it leaves behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from peercircle.groups.models import Membership
from peercircle.meetings import kinds
from peercircle.meetings.actions import leading
from peercircle.meetings.kinds import Face, Kind, Passage, Picture, one_stage
from peercircle.meetings.models import AgendaItem, Attendance, Meeting, Minutes, RoleTurn
from peercircle.people.models import Person

SECRET = "SEALED-WORD"

__all__ = [
    "absent",
    "coming",
    "former",
    "minutes",
    "open_section",
    "roles",
    "secret_section",
    "talking",
    "third",
]


def _jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return out.getvalue()


JPEG = _jpeg()


@pytest.fixture
def talking(db: None) -> Iterator[Kind]:
    """An activity that has something to say in both layers."""
    passages = [
        Passage("What we heard", ["Breaks are too short", "Ćao, Ђаковица"]),
        Passage(f"Told in confidence {SECRET}", [f"A colleague is worn out {SECRET}"], is_confidential=True),
    ]
    kind = Kind(
        key="talking",
        name="Talking",
        icon="message-circle",
        minutes=10,
        stages=one_stage("Talk."),
        phone=lambda item, stage, me: Face("meetings/_plain_step.html"),
        screen=lambda item, stage: Face("meetings/_plain_step.html"),
        record=lambda item: passages,
        pictures=lambda item: [Picture("The sheet", "/sheet.jpg", "/sheet/away/", lambda: JPEG)],
        absent_url=lambda item, member: f"/answer/{member.pk}/",
    )
    kinds.register(kind)
    yield kind
    kinds._kinds.pop("talking")


@pytest.fixture
def roles(meeting: Meeting, facilitator: Membership, member: Membership) -> None:
    """The facilitator leads; the member is the scribe."""
    RoleTurn.objects.create(meeting=meeting, role=RoleTurn.Role.FACILITATOR, membership=facilitator)
    RoleTurn.objects.create(meeting=meeting, role=RoleTurn.Role.SCRIBE, membership=member)


@pytest.fixture
def absent(group, site) -> Membership:
    """Belongs to the group, was not there, reads Albanian."""
    person = Person.objects.create_person("Besa", "Hoti", email="besa@school.example", language="sq")
    return Membership.objects.create(group=group, person=person, joined_on=group.founded_on)


@pytest.fixture
def third(group) -> Membership:
    """Was there too; has no e-mail address."""
    person = Person.objects.create_person("Vesna", "Ilic", profession=Person.Profession.TEACHER)
    return Membership.objects.create(group=group, person=person, joined_on=group.founded_on)


@pytest.fixture
def former(group) -> Membership:
    """Left the group yesterday."""
    person = Person.objects.create_person("Ilir", "Shala", email="ilir@school.example")
    today = dt.date(2026, 11, 1)
    return Membership.objects.create(group=group, person=person, joined_on=group.founded_on, ended_on=today)


@pytest.fixture
def coming(group, now) -> Meeting:
    """The next meeting, agreed in this one."""
    starts_at = now + dt.timedelta(days=28)
    return Meeting.objects.create(group=group, starts_at=starts_at, template="regular", code="NEXT23", place="Room 12")


@pytest.fixture
def minutes(meeting, talking, roles, leader, present_member, guest, third, absent, coming, now) -> Minutes:
    """The draft of a meeting of three members and a guest; Besa was absent."""
    AgendaItem.objects.create(meeting=meeting, position=3, kind="talking", minutes=20)
    Attendance.objects.create(meeting=meeting, membership=third, joined_at=now, has_phone=False)
    meeting.refresh_from_db()
    leading.close_meeting(leader, now=now + dt.timedelta(minutes=12))
    return Minutes.objects.select_related("meeting__group").get(meeting=meeting)


@pytest.fixture
def open_section(minutes):
    return minutes.sections.get(is_confidential=False)


@pytest.fixture
def secret_section(minutes):
    return minutes.sections.get(is_confidential=True)
