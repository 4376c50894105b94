"""Turns: one contribution each, in the order in which people came, while the case giver listens."""

import uuid
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from peercircle.activities.case_consultation import circle, texts
from peercircle.activities.case_consultation.tests.at_a_step import *  # noqa: F403  (fixtures)
from peercircle.meetings.actions import joining, leading
from tests.test_nothing_breaks import QUOTED, Knocking


@pytest.fixture
def consulting(consultation, go_to):
    go_to("consult")
    return consultation


@pytest.fixture
def speaker(consulting, meeting):
    """The first name of the one whose turn it is."""

    def speaker():
        meeting.refresh_from_db()
        who = circle.circle(consulting, meeting)
        turn = circle.turns(who, consulting.contributions.all(), "consult").speaker
        return turn.first_name if turn else None

    return speaker


@pytest.fixture
def written(consulting):
    """(whose turn it was, what was written), opened."""

    def written():
        consulting.refresh_from_db()
        rows = consulting.contributions.select_related("by__membership__person")
        return [(row.by.first_name, texts.of_contribution(consulting, row).text) for row in rows]

    return written


def test_the_turn_goes_round_without_case_giver_and_facilitator(send, consultants, speaker):
    seen = []
    for _turn in range(6):
        seen.append(speaker())
        who = next(one for one in consultants if one.first_name == seen[-1])
        assert send(who, "pass", speaker=who.pk).status_code == 302

    assert seen == ["Besa", "Luan", "Jeta", "Agim", "Besa", "Luan"]


def test_a_contribution_is_sealed_and_passes_the_turn_on(send, consultants, speaker, written, consulting):
    assert send(consultants[0], "contribute", text="One could\nask him first").status_code == 302

    assert (speaker(), written()) == ("Luan", [("Besa", "One could ask him first")])
    assert b"ask him" not in bytes(consulting.contributions.get().text)


def test_out_of_turn_is_refused_in_a_sentence(send, consultants, written):
    answer = send(consultants[2], "contribute", text="I also wanted to say")

    assert answer.status_code == 409
    assert "It is not your turn just now." in answer.content.decode()
    assert written() == []


def test_what_is_sent_twice_counts_once(send, consultants, speaker, written):
    first = {"id": uuid.uuid4(), "text": "Ask him first"}
    for _time in range(2):
        assert send(consultants[0], "contribute", **first).status_code == 302

    assert (speaker(), len(written())) == ("Luan", 1)


def test_what_had_arrived_before_the_group_moved_on_is_not_refused(send, consultants, written, go_to):
    first = {"id": uuid.uuid4(), "text": "Ask him first", "at": "consult"}
    send(consultants[0], "contribute", **first)
    go_to("first_step")

    assert send(consultants[0], "contribute", **first).status_code == 302
    assert len(written()) == 1


def test_a_second_tap_on_an_old_turn_passes_nobody_over(send, consultants, leader, speaker):
    for _tap in range(2):
        send(leader, "pass", speaker=consultants[0].pk)
        send(consultants[0], "pass", speaker=consultants[0].pk)

    assert speaker() == "Luan"


def test_only_the_speaker_and_the_facilitator_pass_on(send, consultants, guest, speaker):
    assert send(consultants[1], "pass", speaker=consultants[0].pk).status_code == 403
    assert speaker() == "Besa"


def test_who_leaves_is_not_waited_for_and_comes_back_to_their_place(send, consultants, speaker, now):
    joining.leave(consultants[0], now=now)
    assert speaker() == "Luan"
    send(consultants[1], "pass", speaker=consultants[1].pk)
    joining.come_back(consultants[0])

    assert speaker() == "Besa"


def test_a_latecomer_is_the_last_and_does_not_make_up_for_what_was_missed(send, consultants, speaker, meeting, now):
    for who in [*consultants, *consultants]:
        send(who, "pass", speaker=who.pk)
    late = joining.join_as_guest(meeting, "Emine", now=now)

    seen = []
    for _turn in range(3):
        seen.append(speaker())
        who = next(one for one in [*consultants, late] if one.first_name == seen[-1])
        send(who, "pass", speaker=who.pk)
    assert seen == ["Emine", "Besa", "Luan"]


def test_with_fewer_than_three_consultants_the_facilitator_thinks_along(consultants, speaker, now):
    joining.leave(consultants[0], now=now)
    joining.leave(consultants[1], now=now)

    assert speaker() == "Arben"


def test_a_new_lead_takes_the_turn_from_nobody_who_has_it(consultants, leader, speaker, now):
    """Whoever led came first, and would speak first: but Besa may be in the middle of a sentence."""
    leader.away_since = now - leading.AWAY
    leader.save(update_fields=["away_since"])
    leading.take_lead(consultants[3], now=now)
    assert speaker() == "Besa"

    leading.take_lead(leader, now=now)
    leading.hand_lead(leader, consultants[3])
    assert speaker() == "Besa"


def test_the_observer_has_no_turn(consultants, give_role, speaker):
    give_role("observer", consultants[0])

    assert speaker() == "Luan"


# --- The case giver is silent --------------------------------------------------------------------
@pytest.mark.parametrize("door", ["contribute", "pass"])
def test_the_case_givers_phone_takes_nothing_in_even_when_forged(send, present_member, consultants, written, door):
    forged = {"text": "But I have tried that!", "speaker": present_member.pk}

    assert send(present_member, door, **forged).status_code in {302, 409}
    assert written() == []


def test_the_case_giver_who_leads_or_writes_cannot_contribute_either(send, present_member, leader, give_role, written):
    give_role("secretary", present_member)
    leading.hand_lead(leader, present_member)
    forged = {"text": "But I have tried that!", "speaker": present_member.pk}
    answer = send(present_member, "contribute", **forged)
    assert answer.status_code == 409
    assert "lean back and listen" in answer.content.decode()
    assert send(present_member, "write-down", **forged).status_code == 403
    assert written() == []


def test_the_case_giver_sees_no_field(consulting, page, present_member, consultants):
    mine = page(present_member)

    assert "Lean back and listen" in mine
    assert "<textarea" not in mine
    assert "<textarea" in page(consultants[0])
    assert "<textarea" not in page(consultants[1])


def test_nobody_consults_while_the_case_giver_is_away(send, page, consultants, present_member, speaker, written, now):
    joining.leave(present_member, now=now)
    answer = send(consultants[0], "contribute", text="Now that she is gone")
    assert answer.status_code == 409
    assert "without them" in answer.content.decode()
    assert "Milica has left" in page(consultants[0])

    joining.come_back(present_member)
    assert send(consultants[0], "contribute", text="She is back").status_code == 302
    assert written() == [("Besa", "She is back")]


@pytest.mark.parametrize("at", ["tell", "module", "first_step", "no such step"])
def test_in_another_step_than_the_phone_showed_nothing_is_taken_in(send, consultants, written, at):
    answer = send(consultants[0], "contribute", text="Late", at=at)

    assert answer.status_code == 409
    assert "The group is at another step now" in answer.content.decode()
    assert written() == []


def test_when_the_meeting_has_moved_on_nothing_is_taken_in(send, consultants, written, go_to):
    go_to("first_step")

    assert send(consultants[0], "contribute", text="Late", at="consult").status_code == 409
    assert written() == []


# --- The secretary -------------------------------------------------------------------------------
def test_the_secretary_writes_for_the_one_who_speaks(send, consultants, give_role, speaker, written):
    give_role("secretary", consultants[3])
    assert send(consultants[3], "write-down", speaker=consultants[0].pk, text="Ask him first").status_code == 302

    assert (speaker(), written()) == ("Luan", [("Besa", "Ask him first")])


def test_the_secretary_may_still_be_writing_when_the_turn_has_gone_on(send, consultants, give_role, speaker, written):
    give_role("secretary", consultants[3])
    send(consultants[0], "pass", speaker=consultants[0].pk)
    letter = {"id": uuid.uuid4(), "speaker": consultants[0].pk, "text": "Ask him first"}
    for _time in range(2):
        assert send(consultants[3], "write-down", **letter).status_code == 302

    assert (speaker(), written()) == ("Luan", [("Besa", "Ask him first")])


def test_the_secretary_does_not_write_over_what_somebody_wrote(send, consultants, give_role, written):
    give_role("secretary", consultants[3])
    send(consultants[0], "contribute", text="My own words")

    assert send(consultants[3], "write-down", speaker=consultants[0].pk, text="Other words").status_code == 409
    assert written() == [("Besa", "My own words")]


def test_only_the_secretary_writes_for_others(send, consultants, leader, written):
    for who in (consultants[1], leader):
        assert send(who, "write-down", speaker=consultants[0].pk, text="Not mine").status_code == 403
    assert written() == []


def test_nobody_takes_the_number_of_a_contribution_elsewhere(send, consultants, consulting, put_on_agenda, visit):
    taken = uuid.uuid4()
    send(consultants[0], "contribute", text="Ask him first", id=taken)
    other = put_on_agenda("case_consultation", minutes=50)
    address = f"/live/{other.meeting_id}/case_consultation/{other.pk}/contributions/"

    assert visit(consultants[0], address, post={"id": taken, "at": "choose", "text": "Mine"}).status_code in {403, 404}


# --- Whatever a phone sends ----------------------------------------------------------------------
DOORS = [
    ("contribute", "consult", "Besa", {"text": "Ask him"}),
    ("write-down", "consult", "Agim", {"text": "Ask him", "speaker": "{besa}"}),
    ("pass", "consult", "Besa", {"speaker": "{besa}"}),
    ("tell", "tell", "Milica", {"level": "primary", "setting": "break", "text": "They push."}),
    ("ask", "key_question", "Milica", {"text": "How?"}),
    ("pick-question", "key_question", "Milica", {"offer": str(uuid.UUID(int=7))}),
    ("wish-module", "module", "Milica", {"module": "advice"}),
    ("choose-module", "module", "Arben", {"module": "advice"}),
    ("take-along", "first_step", "Milica", {"first_step": "I ask", "stay": str(uuid.UUID(int=7)), "follow_up_on": ""}),
]


@pytest.mark.parametrize(("door", "step", "name", "typed"), DOORS, ids=[door for door, *_more in DOORS])
def test_at_its_step_no_field_breaks_a_door(
    door, step, name, typed, consultation, go_to, give_role, consultants, leader, present_member, meeting
):
    give_role("secretary", consultants[3])
    go_to(step)
    known = {"besa": consultants[0].pk}
    right = {"id": str(uuid.uuid4()), "at": step, **{key: value.format(**known) for key, value in typed.items()}}
    knock = Knocking(next(one for one in [leader, present_member, *consultants] if one.first_name == name))
    address = reverse(f"case_consultation:{door}", args=[meeting.pk, consultation.item_id])

    expected = 409 if door == "pick-question" else 200  # nobody has offered one
    assert knock("POST", address, urlencode(right).encode()) == expected
    for field in right:
        others = urlencode({key: value for key, value in right.items() if key != field})
        for why, value in QUOTED.items():
            knock("POST", address, f"{others}&{field}={value}".encode(), why=f"{field}: {why}")
    assert knock.broken == set()


# --- The other roles -----------------------------------------------------------------------------
def test_the_timekeeper_reads_what_to_say_and_when(consulting, page, give_role, consultants, leader, meeting, now):
    give_role("timekeeper", consultants[1])

    assert "Half of our time for this step is over." in page(consultants[1])
    assert "Half of our time" not in page(consultants[2])
    meeting.refresh_from_db()
    leading.pause(leader, seen=meeting.move_count, now=now)
    assert "You keep the time" not in page(consultants[1])


def test_in_a_short_step_nobody_calls_half_time(consultation, go_to, page, give_role, consultants):
    give_role("timekeeper", consultants[1])
    go_to("module")

    mine = page(consultants[1])
    assert "Two minutes are left." in mine
    assert "Half of our time" not in mine


def test_the_observer_reads_what_to_look_at_and_writes_nothing(consulting, page, give_role, consultants):
    give_role("observer", consultants[0])
    mine = page(consultants[0])

    assert "You watch how we work" in mine
    assert "<textarea" not in mine
