"""A meeting that stands at the first step of a consultation: cases are offered, one is chosen, roles are taken."""

import uuid

import pytest
from django.urls import reverse

from peercircle.activities.case_consultation.actions import offering
from peercircle.activities.case_consultation.models import Case

ID, OTHER_ID = uuid.UUID(int=5), uuid.UUID(int=6)


def topics():
    return list(Case.objects.order_by("topic").values_list("topic", "urgency"))


@pytest.fixture
def item(leader, put_on_agenda):
    return put_on_agenda("case_consultation", minutes=50)


@pytest.fixture
def own(item, present_member, now):
    """The member's case is offered."""
    offering.offer_case(present_member.membership, "morning quarrels", 3, id=ID, now=now)
    return Case.objects.get(pk=ID)


@pytest.fixture
def send(visit, meeting, item):
    def send(who, door, *, htmx=True, **sent):
        return visit(who, reverse(f"case_consultation:{door}", args=[meeting.pk, item.pk]), post=sent, htmx=htmx)

    return send


@pytest.fixture
def phone(visit, meeting):
    return lambda who: " ".join(visit(who, reverse("meetings:live", args=[meeting.pk])).content.decode().split())
