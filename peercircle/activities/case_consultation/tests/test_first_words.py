"""Before a case is told: what the facilitator stops, what comes in a moment, and the case giver's way out."""

import pytest

from peercircle.activities.case_consultation.models import Case, Consultation, OwnProtocol, TrioSeat
from peercircle.activities.case_consultation.protocols import Does
from peercircle.activities.case_consultation.protocols.shipped import SHIPPED
from peercircle.activities.case_consultation.protocols.steps import CHOOSE
from peercircle.activities.case_consultation.tests.at_the_beginning import *  # noqa: F403  (fixtures)
from peercircle.activities.case_consultation.tests.at_the_beginning import ID

STOP = "<strong>Stop</strong>:"


@pytest.fixture
def chosen(send, item, own, leader):
    send(leader, "choose", case=ID)
    return Consultation.objects.get(item=item)


# --- What the facilitator stops -------------------------------------------------------------------
def test_while_a_case_is_chosen_the_facilitator_reads_what_to_stop(send, own, phone, leader, present_member):
    for _look in ("offered", "chosen"):
        assert f"{STOP} No story yet" in phone(leader)
        assert "No story yet" not in phone(present_member)
        send(leader, "choose", case=ID)


def test_a_way_of_ones_own_that_stops_nothing_has_no_empty_notice(chosen, item, phone, leader, meeting, contact, now):
    own = OwnProtocol.objects.create(name="Ours", made_by=contact.person, offered_at=now)
    own.steps.create(position=1, name="Begin", minutes=5, does="choose", speaks="everybody", say="Who?")
    tells = own.steps.create(position=2, name="Tell", minutes=5, does="tell", speaks="case giver", say="Tell us.")
    Consultation.objects.filter(pk=chosen.pk).update(protocol=f"own-{own.pk}")
    assert STOP not in phone(leader)

    type(meeting).objects.filter(pk=meeting.pk).update(stage=f"own-{tells.pk}")
    assert "Listen to Milica" in phone(leader)
    assert STOP not in phone(leader)


def test_in_trios_too_it_reads_what_to_stop(item, phone, leader, present_member, guest, meeting):
    Consultation.objects.filter(item=item).update(protocol="troika")
    for position, one in enumerate([leader, present_member, guest], start=1):
        TrioSeat.objects.create(consultation=item.consultation, attendance=one, trio=1, position=position)
    type(meeting).objects.filter(pk=meeting.pk).update(stage="turn-1-clarify")

    assert f"{STOP} No advice yet." in phone(leader)
    assert STOP not in phone(present_member)


# --- Where a story has no step of its own ---------------------------------------------------------
@pytest.mark.parametrize("protocol", [each for each in SHIPPED if not each.is_in_trios], ids=lambda each: each.key)
def test_a_story_is_promised_only_where_it_is_told(protocol):
    tells = any(step.does is Does.TELL for step in protocol.steps)
    first = protocol.steps[0]

    assert protocol.tells == tells
    assert (first.say == CHOOSE.say, first.stop == CHOOSE.stop) == (tells, tells)


def test_an_incident_is_told_in_two_sentences_and_then_asked_about(chosen, phone, leader, present_member, guest):
    assert "Milica tells it in a moment" in phone(guest)
    Consultation.objects.filter(pk=chosen.pk).update(protocol="incident")

    assert "Tell us in two or three sentences what happened" in phone(leader)
    assert "No story yet" not in phone(leader)
    assert "In a moment we ask Milica what we need to understand." in phone(guest)
    assert "tells it in a moment" not in phone(guest)


# --- The case giver's way out ---------------------------------------------------------------------
def test_whose_case_is_chosen_may_take_it_back_before_it_is_told(send, chosen, phone, present_member, guest, leader):
    assert "offer/take-back/" in phone(present_member)
    for other in (guest, leader):
        assert "offer/take-back/" not in phone(other)

    send(present_member, "take-back")

    assert Consultation.objects.get().case_giver is None
    assert not Case.objects.exists()
    assert "Nobody has offered a case yet." in phone(guest)


def test_whoever_goes_back_to_the_choice_finds_a_way_to_stop_there_too(send, chosen, phone, present_member, guest):
    Consultation.objects.filter(pk=chosen.pk).update(key_question="How do I stay calm?")
    assert "offer/take-back/" not in phone(present_member)
    assert "Stop my case" in phone(present_member)

    send(present_member, "stop")

    assert "You have stopped your case" in phone(present_member)
    assert "Your case is chosen" not in phone(present_member)
    assert "Milica has stopped the case" in phone(guest)
    assert "Milica tells it in a moment" not in phone(guest)
