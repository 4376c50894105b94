"""Two words are offered, the group chooses one case, and what was not chosen is forgotten but for those two words."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from peercircle.activities.case_consultation.actions import choosing, offering
from peercircle.activities.case_consultation.activity import KIND
from peercircle.activities.case_consultation.faces import choosing as faces
from peercircle.activities.case_consultation.models import Case, CaseVote, Consultation
from peercircle.activities.case_consultation.tests.at_the_beginning import *  # noqa: F403  (fixtures)
from peercircle.activities.case_consultation.tests.at_the_beginning import ID, OTHER_ID, topics
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import Meeting
from peercircle.stream.models import Part as StreamPart


@pytest.fixture
def two(own, contact, meeting, now):
    """A second one, of the contact, who is here too."""
    joining.join(meeting, contact, now=now)
    offering.offer_case(contact, "late homework", 1, id=OTHER_ID, now=now)
    return [own, Case.objects.get(pk=OTHER_ID)]


def consultation(item):
    return Consultation.objects.get(item=item)


# --- Offering ---------------------------------------------------------------------------------------------------


def test_a_member_offers_two_words_in_the_meeting(send, present_member, phone, leader):
    for _time in range(2):
        answer = send(present_member, "offer", id=ID, topic=" morning \n quarrels ", urgency=3)

    assert answer.status_code == 200
    assert topics() == [("morning quarrels", 3)]
    page = phone(leader)
    assert "morning quarrels" in page
    assert "Milica Petrovic, it weighs on me today" in " ".join(page.split())


def test_offered_again_it_is_changed(send, own, present_member):
    send(present_member, "offer", id=OTHER_ID, topic="evening quarrels", urgency=1)

    assert topics() == [("evening quarrels", 1)]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"topic": ""}, "Write two words first"),
        ({"topic": "one two three four"}, "three at most"),
        ({"topic": "x" * 41}, "40 letters"),
        ({"urgency": "9"}, "Choose one of the list"),
        ({"urgency": ""}, "Choose one of the list"),
        ({"id": "nonsense"}, "UUID"),
    ],
)
def test_what_is_no_case_is_refused(send, present_member, sent, sentence):
    answer = send(present_member, "offer", **{"id": ID, "topic": "quarrels", "urgency": "2", **sent})

    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert topics() == []


def test_an_id_that_somebody_else_used_makes_no_second_case(own, contact, now):
    offering.offer_case(contact, "other words", 1, id=ID, now=now)

    assert topics() == [("morning quarrels", 3)]


def test_a_guest_brings_no_case_but_has_a_dot(send, two, guest, phone):
    answer = send(guest, "offer", id=uuid.uuid4(), topic="quarrels", urgency="2")

    assert answer.status_code == 403
    assert "Members of the group bring the cases" in answer.content.decode()
    assert "I have a case" not in phone(guest)
    assert send(guest, "dot", case=ID).status_code == 200


def test_the_owner_takes_it_back_and_its_dots_go_too(send, item, two, present_member, leader):
    choosing.place_dot(item, leader, ID)
    for _tap in range(2):
        assert send(present_member, "take-back").status_code == 200

    assert topics() == [("late homework", 1)]
    assert not CaseVote.objects.exists()


def test_nobody_takes_back_what_somebody_else_offered(send, own, leader):
    send(leader, "take-back")

    assert topics() == [("morning quarrels", 3)]


# --- Dots -----------------------------------------------------------------------------------------------------------


def test_everybody_has_one_dot_and_can_move_it(send, item, two, present_member):
    send(present_member, "dot", case=ID)
    answer = send(present_member, "dot", case=OTHER_ID)

    assert list(CaseVote.objects.values_list("case", flat=True)) == [OTHER_ID]
    assert answer.content.decode().count('aria-pressed="true"') == 1
    send(present_member, "dot", case="")
    assert not CaseVote.objects.exists()


def test_nobody_sees_a_dot_before_the_count(item, two, leader, present_member, phone, wall):
    choosing.place_dot(item, leader, ID)
    choosing.place_dot(item, present_member, ID)

    for page in (phone(leader), wall()):
        assert "2 of 3 have placed a dot" in page
        assert "2 dots" not in page
    assert faces.draw_count(faces.find("", str(item.pk))).startswith(f'<p id="case_count-{item.pk}"')
    assert StreamPart.objects.filter(name=f"case_count-{item.pk}").exists()
    row = CaseVote.objects.values().first()
    assert leader.who not in str(row)


def test_the_facilitator_shows_the_count_and_then_no_dot_can_be_found_again(send, item, two, leader, guest, phone):
    choosing.place_dot(item, leader, OTHER_ID)
    assert send(guest, "count").status_code == 403
    for _tap in range(2):
        assert send(leader, "count").status_code == 200

    page = phone(guest)
    assert page.index("late homework") < page.index("morning quarrels")
    assert "1 dot<" in page
    assert consultation(item).salt == ""
    assert faces.find("", str(item.pk)) is None
    answer = send(guest, "dot", case=ID)
    assert (answer.status_code, CaseVote.objects.count()) == (409, 1)
    for _tap in range(2):
        assert send(leader, "vote-again").status_code == 200
    assert (bool(consultation(item).salt), CaseVote.objects.count()) == (True, 0)


@pytest.mark.parametrize("case", ["nonsense", str(uuid.UUID(int=9))])
def test_a_dot_needs_a_case(send, two, present_member, case):
    assert send(present_member, "dot", case=case).status_code == 409
    assert not CaseVote.objects.exists()


def test_a_case_whose_owner_is_not_here_waits(send, item, two, contact, meeting, leader, phone):
    joining.leave(meeting.attendances.get(membership=contact), now=meeting.starts_at)

    assert "Not here today" in phone(leader)
    for door in ("dot", "choose"):
        answer = send(leader, door, case=OTHER_ID)
        assert answer.status_code == 409
        assert "Teuta is not here today" in answer.content.decode()


# --- Choosing -------------------------------------------------------------------------------------------------------


def test_the_facilitator_taps_the_case_that_all_agree_on(send, item, two, leader, guest, phone, wall):
    choosing.place_dot(item, guest, OTHER_ID)
    for _tap in range(2):
        assert send(leader, "choose", case=ID).status_code == 200

    found = consultation(item)
    assert (found.topic, found.case_giver.person.given_name, found.salt) == ("morning quarrels", "Milica", "")
    assert not CaseVote.objects.exists()
    assert "Milica tells it in a moment" in phone(guest)
    assert "The case is chosen" in wall()


def test_two_case_givers_are_impossible(send, item, two, leader):
    send(leader, "choose", case=ID)
    answer = send(leader, "choose", case=OTHER_ID)

    assert answer.status_code == 409
    assert "Milica tells a case today already" in answer.content.decode()
    assert consultation(item).case_id == ID


def test_whoever_leads_hands_the_lead_on_before_telling(send, item, own, leader, present_member, phone):
    leading.hand_lead(leader, present_member)
    assert "hand the lead to somebody first" in phone(present_member)

    answer = send(present_member, "choose", case=ID)

    assert answer.status_code == 409
    assert "whoever leads cannot tell a case as well" in answer.content.decode()
    assert consultation(item).case_giver is None


def test_a_case_giver_who_leads_is_told_to_hand_it_on(item, own, leader, present_member, phone):
    choosing.choose_case(item, leader, ID)
    assert "It is your case, and you lead" not in phone(present_member)
    leading.hand_lead(leader, present_member)

    assert "It is your case, and you lead" in phone(present_member)
    assert "It is your case, and you lead" not in phone(leader)


def test_the_choice_is_taken_back_until_something_is_written(send, item, own, leader, present_member):
    send(leader, "choose", case=ID)
    for _tap in range(2):
        assert send(leader, "undo-choice").status_code == 200
    assert (consultation(item).case_giver, bool(consultation(item).salt)) == (None, True)

    send(leader, "choose", case=ID)
    Consultation.objects.update(key_question="How?")
    for who, door in [(leader, "undo-choice"), (present_member, "take-back")]:
        assert send(who, door).status_code == 409
    assert consultation(item).case_id == ID


def test_that_one_stopped_is_not_said_of_the_next(send, item, two, leader, now):
    """The story is begun aloud and stopped; the group goes back and takes another case."""
    send(leader, "choose", case=ID)
    Consultation.objects.update(stopped_at=now, wished_module="advice")
    send(leader, "undo-choice")
    send(leader, "choose", case=OTHER_ID)

    taken = consultation(item)
    assert (taken.topic, taken.stopped_at, taken.wished_module) == ("late homework", None, "")


def test_the_owner_takes_the_chosen_case_back_too(send, item, own, leader, present_member):
    send(leader, "choose", case=ID)
    assert send(present_member, "offer", id=ID, topic="other words", urgency="1").status_code == 409
    send(present_member, "take-back")

    assert (consultation(item).case_giver, consultation(item).topic, topics()) == (None, "", [])


@pytest.mark.parametrize("door", ["count", "vote-again", "choose", "undo-choice", "protocol"])
def test_only_the_one_who_leads_decides_for_the_group(send, two, present_member, guest, stranger, contact, item, door):
    before = Consultation.objects.values().get()
    for who, status in [(present_member, 403), (guest, 403), (stranger, 404)]:
        assert send(who, door, case=ID, protocol="school").status_code == status
    assert Consultation.objects.values().get() == before


@pytest.mark.parametrize("door", ["offer", "take-back", "dot", "role", "release"])
def test_those_who_are_not_here_find_no_door(send, own, contact, stranger, door):
    for who in (contact, stranger):
        answer = send(who, door, id=OTHER_ID, topic="x", urgency="1", case=ID, role="observer")
        assert answer.status_code == 404
    assert (Case.objects.count(), CaseVote.objects.count()) == (1, 0)


def test_after_the_first_step_nothing_is_chosen_any_more(send, item, two, leader, meeting, now):
    meeting.refresh_from_db()
    leading.go_next(leader, seen=meeting.move_count, now=now)

    for door in ("dot", "count", "vote-again", "choose", "undo-choice"):
        answer = send(leader, door, case=ID)
        assert (answer.status_code, "in the first step" in answer.content.decode()) == (409, True)


def test_the_wall_tells_how_many_cases_wait_and_nothing_of_them(item, two, wall, leader):
    for page in (wall(), (choosing.choose_case(item, leader, ID), wall())[1]):
        for word in ("quarrels", "homework", "Milica", "Teuta"):
            assert word not in page
    choosing.undo_choice(item, leader)
    assert "2 cases wait for us" in wall()


# --- Afterwards -----------------------------------------------------------------------------------------------------


def close(leader, now):
    leading.close_meeting(leader, now=now)


def test_unchosen_cases_wait_as_topic_and_owner_and_nothing_else(item, two, leader, guest, now):
    choosing.place_dot(item, guest, ID)
    close(leader, now)

    assert topics() == [("late homework", None), ("morning quarrels", None)]
    assert not CaseVote.objects.exists()
    assert consultation(item).salt == ""


def test_a_case_that_was_told_waits_no_longer(item, two, leader, meeting, now):
    choosing.choose_case(item, leader, ID)
    meeting.refresh_from_db()
    leading.go_next(leader, seen=meeting.move_count, now=now)
    close(leader, now)

    assert topics() == [("late homework", None)]
    assert (consultation(item).case, consultation(item).topic) == (None, "morning quarrels")


def test_a_chosen_case_to_which_the_group_did_not_come_waits_on(item, own, leader, now):
    choosing.choose_case(item, leader, ID)
    close(leader, now)

    assert topics() == [("morning quarrels", None)]
    assert (consultation(item).case_giver, consultation(item).topic) == (None, "")


def test_a_waiting_case_is_on_the_list_of_the_next_meeting(item, own, leader, facilitator, group, now):
    close(leader, now)
    later = Meeting.objects.create(group=group, starts_at=now + dt.timedelta(30), template="case", code="NEXT23")
    again = later.items.create(position=1, kind="case_consultation", minutes=50)
    KIND.prepare(again)
    there = leading.open_meeting(later, by=facilitator, now=now + dt.timedelta(30))
    again.meeting.refresh_from_db()
    rows = faces.list_of_cases(again, there, faces.present(again))["rows"]

    assert [(row.case.topic, row.case.urgency, row.owner_is_here) for row in rows] == [
        ("morning quarrels", None, False)
    ]


def test_nothing_is_offered_to_a_vote_after_the_close(item, two, leader, now):
    close(leader, now)

    with pytest.raises(Refused, match="over"):
        choosing.place_dot(item, leader, ID)


@pytest.mark.parametrize("number", [1, 3])
def test_a_phone_asks_the_same_for_any_number_of_cases(
    item, contact, facilitator, member, leader, now, number, django_assert_num_queries
):
    for owner in [contact, facilitator, member][:number]:
        offering.offer_case(owner, "two words", 1, id=uuid.uuid4(), now=now)
    fresh = type(item).objects.select_related("meeting").get(pk=item.pk)

    with django_assert_num_queries(5):
        KIND.phone(fresh, KIND.stages(fresh)[0], leader)
