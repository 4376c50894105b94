"""Who has not spoken: the phone that leads says it in every step in which people speak, from what is known."""

import pytest

from peercircle.activities.case_consultation.models import Consultation
from peercircle.activities.case_consultation.tests.at_a_step import *  # noqa: F403  (fixtures)
from peercircle.meetings.actions import joining, leading

HEADING = "Who has not spoken yet"
FREELY = {
    "tietze": ["key_question"],
    "school": ["ask", "look_back"],
    "consultancy": ["ask", "probe", "look_back"],
    "solution_focused": ["ask"],
    "incident": ["probe", "look_back"],
}


@pytest.fixture
def consult_by(consultation):
    def consult_by(protocol):
        Consultation.objects.filter(pk=consultation.pk).update(protocol=protocol)

    return consult_by


@pytest.fixture
def silent(page, leader, consultants):
    """Those whose names the phone that leads offers to tap, in their order."""

    def silent():
        card = page(leader).partition(HEADING)[2].partition("</section>")[0]
        return [one.first_name for one in consultants if f">{one.first_name}</button>" in card]

    return silent


@pytest.mark.parametrize(("protocol", "step"), [(key, step) for key, steps in FREELY.items() for step in steps])
def test_where_people_speak_as_they_like_the_phone_that_leads_says_who_has_not_spoken(
    consult_by, go_to, silent, protocol, step
):
    consult_by(protocol)
    go_to(step)

    assert silent() == ["Besa", "Luan", "Jeta", "Agim"]


def test_whoever_was_heard_once_is_not_named_any_more(go_to, silent, send, leader, consultants, consultation):
    go_to("key_question")
    besa, luan, jeta, agim = consultants
    assert send(leader, "heard", speaker=luan.pk).status_code == 302
    send(besa, "contribute", text="How do you stay calm?")

    assert silent() == ["Jeta", "Agim"]
    assert send(leader, "heard", speaker=luan.pk).status_code == 302
    assert consultation.contributions.count() == 2
    for one in (jeta, agim):
        send(leader, "heard", speaker=one.pk)
    assert silent() == []


def test_whoever_had_a_turn_in_an_earlier_step_was_heard(consult_by, go_to, silent, send, consultants):
    consult_by("school")
    go_to("flashlight")
    send(consultants[0], "pass", speaker=consultants[0].pk)
    go_to("ask")

    assert silent() == ["Luan", "Jeta", "Agim"]


def test_in_turns_the_round_says_it(go_to, page, leader, send, consultants):
    go_to("consult")
    send(consultants[0], "pass", speaker=consultants[0].pk)

    assert HEADING not in page(leader)
    assert page(leader).count("not yet") == 2  # one has spoken, one speaks


@pytest.mark.parametrize("step", ["tell", "module", "first_step"])
def test_where_the_case_giver_speaks_or_wishes_nobody_is_named(go_to, page, leader, step):
    go_to(step)

    assert HEADING not in page(leader)


def test_others_do_not_read_it(go_to, page, present_member, consultants, leader):
    go_to("key_question")

    assert HEADING in page(leader)
    for one in (present_member, *consultants):
        assert HEADING not in page(one)


def test_who_left_watches_or_leads_is_not_waited_for(go_to, give_role, silent, consultants, leader, meeting, now):
    go_to("key_question")
    joining.leave(consultants[0], now=now)
    give_role("observer", consultants[1])

    assert silent() == ["Jeta", "Agim"]  # too few now, so the one who leads thinks along, and is not named


@pytest.mark.parametrize("who", ["present_member", "guest", "stranger"])
def test_nobody_but_the_one_who_leads_notes_it(request, go_to, send, consultants, consultation, who):
    go_to("key_question")
    answer = send(request.getfixturevalue(who), "heard", speaker=consultants[0].pk)

    assert answer.status_code == (404 if who == "stranger" else 403)
    assert not consultation.contributions.exists()


@pytest.mark.parametrize(("at", "status"), [("consult", 409), ("module", 409), ("key_question", 302)])
def test_it_is_noted_only_in_the_step_that_the_phone_showed(go_to, send, leader, consultants, consultation, at, status):
    go_to("key_question")

    assert send(leader, "heard", speaker=consultants[0].pk, at=at).status_code == status
    assert consultation.contributions.count() == (status == 302)


def test_in_turns_nobody_is_noted_so(go_to, send, leader, consultants, consultation):
    go_to("consult")

    assert send(leader, "heard", speaker=consultants[2].pk).status_code == 409
    assert not consultation.contributions.exists()


def test_somebody_who_is_not_in_the_circle_is_not_noted(go_to, send, leader, present_member, consultation):
    go_to("key_question")
    for who in (present_member.pk, leader.pk, 2**62):
        assert send(leader, "heard", speaker=who).status_code == 302
    assert not consultation.contributions.exists()


def test_it_is_forgotten_at_the_close(go_to, send, leader, consultants, consultation, now):
    go_to("key_question")
    send(leader, "heard", speaker=consultants[0].pk)
    assert consultation.contributions.exists()

    leading.close_meeting(leader, now=now)
    assert not consultation.contributions.exists()
