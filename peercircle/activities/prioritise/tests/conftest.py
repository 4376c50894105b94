"""A vote with three options, at each of its stages."""

import uuid

import pytest
from django.urls import reverse

from peercircle.activities.prioritise import actions
from peercircle.activities.prioritise.models import Option
from peercircle.meetings.actions import leading


@pytest.fixture
def item(leader, put_on_agenda):
    return put_on_agenda("prioritise", minutes=10)


@pytest.fixture
def options(item):
    """Three options, in the order in which they were added."""
    for text in ("Discipline", "Motivation", "Bullying"):
        actions.add_option(item, text, id=uuid.uuid4())
    return list(Option.objects.all())


@pytest.fixture
def voting(options, go):
    go(leading.go_next)
    return options


@pytest.fixture
def counted(voting, item, go, leader, present_member, guest):
    """3 dots on Motivation, 3 on Bullying, 1 on Discipline; the group looks at the results."""
    discipline, motivation, bullying = voting
    actions.place_dots(item, leader, motivation.pk, 2)
    actions.place_dots(item, leader, bullying.pk, 1)
    actions.place_dots(item, present_member, motivation.pk, 1)
    actions.place_dots(item, present_member, bullying.pk, 2)
    actions.place_dots(item, guest, discipline.pk, 1)
    go(leading.go_next)
    return voting


@pytest.fixture
def send(visit, meeting, item):
    def send(who, door, **sent):
        return visit(who, reverse(f"prioritise:{door}", args=[meeting.pk, item.pk]), post=sent, htmx=True)

    return send
