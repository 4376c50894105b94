"""A group in the middle of a case: Arben leads, Milica gives the case, Besa, Luan, Jeta and Agim consult."""

import uuid

import pytest
from django.urls import reverse

from peercircle.activities.case_consultation.models import Consultation, Part
from peercircle.meetings.actions import joining, leading


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """Keys lie beside the database: each test has its own."""
    settings.HOME = tmp_path


@pytest.fixture
def consultants(present_member, meeting, now):
    """After the case giver, in this order."""
    return [joining.join_as_guest(meeting, name, now=now) for name in ("Besa", "Luan", "Jeta", "Agim")]


@pytest.fixture
def consultation(leader, present_member, consultants, put_on_agenda):
    item = put_on_agenda("case_consultation", minutes=50)
    Consultation.objects.filter(item=item).update(
        protocol="tietze", case_giver=present_member.membership, topic="noisy lessons"
    )
    return Consultation.objects.select_related("item").get(item=item)


@pytest.fixture
def go_to(consultation, meeting, now):
    """`go_to("consult")`: the facilitator taps Next until the group is at that step."""

    def go_to(step):
        meeting.refresh_from_db()
        while meeting.stage != step:
            leading.go_next(meeting.leader, seen=meeting.move_count, now=now)
            meeting.refresh_from_db()

    return go_to


@pytest.fixture
def give_role(consultation):
    def give_role(role, attendance):
        return Part.objects.create(consultation=consultation, role=role, attendance=attendance)

    return give_role


@pytest.fixture
def send(consultation, meeting, visit):
    """`send(besa, "contribute", text="...")`: what a phone sends from the step that the group is at."""

    def send(who, door, **fields):
        meeting.refresh_from_db()
        data = {"id": uuid.uuid4(), "at": meeting.stage, **fields}
        return visit(who, reverse(f"case_consultation:{door}", args=[meeting.pk, consultation.item_id]), post=data)

    return send


@pytest.fixture
def page(meeting, visit):
    """The middle of somebody's phone."""

    def page(who):
        return visit(who, reverse("meetings:step", args=[meeting.pk])).content.decode()

    return page
