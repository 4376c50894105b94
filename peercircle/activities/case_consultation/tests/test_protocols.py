"""Protocols are data: each can be led from its first step to its last."""

import pytest

from peercircle.activities.case_consultation import library
from peercircle.activities.case_consultation.models import Consultation, OwnProtocol
from peercircle.activities.case_consultation.protocols import Does, Speaks, fitting
from peercircle.activities.case_consultation.protocols.shipped import SHIPPED
from peercircle.meetings import pointer
from peercircle.meetings.actions import leading
from peercircle.meetings.models import AgendaItem

# The lengths that the sources give, in minutes.
MINUTES = {"tietze": 45, "school": 60, "consultancy": 50, "solution_focused": 35, "incident": 65, "troika": 30}


@pytest.mark.parametrize("protocol", SHIPPED, ids=lambda protocol: protocol.key)
def test_a_protocol_lasts_as_long_as_its_source_says(protocol):
    assert protocol.minutes == MINUTES[protocol.key]
    assert protocol.source


@pytest.mark.parametrize("protocol", SHIPPED, ids=lambda protocol: protocol.key)
def test_its_steps_can_be_told_apart_and_end_with_the_case_giver(protocol):
    keys = [step.key for step in protocol.steps]
    assert len(set(keys)) == len(keys)
    assert all(step.say and step.stop and step.minutes for step in protocol.steps)
    if not protocol.is_in_trios:
        does = [step.does for step in protocol.steps]
        assert does[0] is Does.CHOOSE
        assert does.count(Does.FIRST_STEP) == 1
        assert all(step.speaks is Speaks.CONSULTANTS for step in protocol.steps if step.does is Does.CONTRIBUTE)


@pytest.mark.parametrize(
    ("minutes", "people", "first"),
    [(50, 9, "tietze"), (60, 9, "school"), (70, 9, "incident"), (35, 4, "solution_focused"), (30, 9, "troika")],
)
def test_what_is_proposed_fits_time_and_people(minutes, people, first):
    proposed = fitting(list(SHIPPED), minutes=minutes, people=people)

    assert proposed[0].key == first
    assert all(each.minutes <= minutes and people in each.people for each in proposed)


def test_nothing_fits_into_ten_minutes():
    assert fitting(list(SHIPPED), minutes=10, people=9) == []


def test_an_own_protocol_is_led_like_the_others(contact, now):
    own = OwnProtocol.objects.create(name="Ours", made_by=contact.person, offered_at=now)
    own.steps.create(position=1, name="Begin", minutes=5, does="choose", speaks="everybody")
    own.steps.create(position=2, name="Ideas", minutes=10, does="contribute", speaks="consultants")

    found = library.get(f"own-{own.pk}")
    assert [(step.name, step.does, step.speaks) for step in found.steps] == [
        ("Begin", Does.CHOOSE, Speaks.EVERYBODY),
        ("Ideas", Does.CONTRIBUTE, Speaks.CONSULTANTS),
    ]
    assert found in library.offered()


def test_a_plan_begins_with_what_fits(meeting, put_on_agenda):
    """Two members: too few for the six phases, so the shortest is offered, and the group may choose another."""
    item = put_on_agenda("case_consultation", minutes=50)

    assert Consultation.objects.get(item=item).protocol == "solution_focused"


def test_the_group_goes_through_all_steps(leader, meeting, put_on_agenda, now):
    item = put_on_agenda("case_consultation", minutes=50)
    steps = [step.key for step in library.get(item.consultation.protocol).steps]
    seen = []
    for _step in steps:
        meeting.refresh_from_db()
        seen.append(pointer.here(meeting).stage.key)
        if len(seen) < len(steps):
            leading.go_next(leader, seen=meeting.move_count, now=now)
    assert seen == steps
    assert AgendaItem.objects.get(pk=item.pk).consultation.item_id == item.pk
