"""What the case giver says and decides: story, question, way, first step, and stop."""

import datetime as dt
import re
import shutil
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from peercircle.activities.case_consultation import modules, texts
from peercircle.activities.case_consultation.models import Consultation, OwnProtocol
from peercircle.activities.case_consultation.tests.at_a_step import *  # noqa: F403  (fixtures)
from peercircle.kit import sealing
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import Meeting
from tests.cast import client_of

STORY = {"level": "primary", "setting": "break", "topic": "", "lasting": "weeks", "text": "Two of them push a third."}


@pytest.fixture
def fresh(consultation):
    def fresh():
        return Consultation.objects.get(pk=consultation.pk)

    return fresh


# --- The story -----------------------------------------------------------------------------------
def test_the_story_sheet_is_sealed_and_on_the_phones_of_those_who_are_here(
    send, page, go_to, fresh, present_member, consultants, meeting, visit, now
):
    go_to("tell")
    assert send(present_member, "tell", **STORY).status_code == 302

    told, why = texts.story(fresh())
    assert (told.text, why) == (STORY["text"], "")
    assert [str(answer) for _name, answer in told.chosen] == ["primary", "in the break", "for weeks"]
    assert b"push" not in bytes(fresh().story)
    assert "Two of them push a third." in page(consultants[0])
    assert "push" not in visit(None, reverse("meetings:screen", args=[meeting.code])).content.decode()
    joining.leave(consultants[0], now=now)
    assert "push" not in page(consultants[0])


def test_it_may_be_told_again_and_only_by_the_case_giver(send, go_to, fresh, present_member, consultants, leader):
    go_to("tell")
    send(present_member, "tell", **STORY)
    for who in (consultants[0], leader):
        assert send(who, "tell", **STORY, at="tell").status_code == 403
    send(present_member, "tell", **{**STORY, "text": "Three of them."})

    assert texts.story(fresh())[0].text == "Three of them."


def test_a_sheet_that_is_too_long_or_made_up_is_refused(send, go_to, fresh, present_member):
    go_to("tell")
    for wrong in ({"text": "x" * 1001}, {"level": "Arta's class"}):
        assert send(present_member, "tell", **{**STORY, **wrong}).status_code == 409
    assert fresh().story is None


def test_the_sheet_is_filled_in_while_the_story_is_told_only(send, go_to, fresh, present_member):
    go_to("module")
    assert send(present_member, "tell", **STORY).status_code == 409
    assert fresh().story is None


# --- The question --------------------------------------------------------------------------------
def test_the_case_giver_writes_the_question(send, page, go_to, fresh, present_member, consultants):
    go_to("key_question")
    assert send(present_member, "ask", text="How do I stay calm?").status_code == 302

    assert fresh().key_question == "How do I stay calm?"
    assert "How do I stay calm?" in page(consultants[0])
    assert "This is my question" not in page(present_member)  # it is: the button says what a tap does now
    assert "Save the changes" in page(present_member)
    assert send(consultants[0], "ask", text="Mine").status_code == 403


def test_each_may_offer_a_question_and_the_case_giver_picks_one(send, page, go_to, fresh, present_member, consultants):
    go_to("key_question")
    for number, who in enumerate((consultants[2], consultants[0])):  # in no order
        assert send(who, "contribute", text=f"How does it look to {number} of us?").status_code == 302
    offer = fresh().contributions.first()
    assert "This is my question" in page(present_member)
    assert 'name="offer"' not in page(consultants[1])

    assert send(present_member, "pick-question", offer=offer.pk).status_code == 302
    assert fresh().key_question == "How does it look to 0 of us?"
    assert send(present_member, "contribute", text="I offer one to myself").status_code == 409
    assert send(present_member, "pick-question", offer=uuid.uuid4()).status_code == 409
    assert send(consultants[0], "pick-question", offer=offer.pk).status_code == 403


# --- The way -------------------------------------------------------------------------------------
def test_there_are_ten_ways_and_each_is_credited():
    assert len({module.key for module in modules.MODULES}) == 10
    assert all(m.name and m.question and m.instruction and m.prompt and m.source for m in modules.MODULES)


def test_the_case_giver_wishes_and_the_facilitator_chooses(
    send, page, go_to, fresh, leader, present_member, consultants
):
    go_to("module")
    assert send(present_member, "wish-module", module="hypotheses").status_code == 302
    assert "Milica would like: Hypotheses" in page(leader)
    assert send(present_member, "choose-module", module="hypotheses").status_code == 403
    assert send(leader, "wish-module", module="hypotheses").status_code == 403
    assert send(consultants[0], "wish-module", module="hypotheses").status_code == 403
    assert send(leader, "choose-module", module="gossip").status_code == 409
    assert send(leader, "choose-module", module="hypotheses").status_code == 302

    assert (fresh().wished_module, fresh().module) == ("hypotheses", "hypotheses")
    go_to("consult")
    assert "One hypothesis could be …" in page(consultants[0])


# --- The first step ------------------------------------------------------------------------------
@pytest.fixture
def consulted(consultation, send, go_to, consultants):
    go_to("consult")
    for who, text in zip(consultants, ["Ask him first", "Sit beside him", "Wait a week"], strict=False):
        send(who, "contribute", text=text)
    send(consultants[3], "pass", speaker=consultants[3].pk)
    go_to("first_step")
    return list(consultation.contributions.all())


def test_the_first_step_what_may_stay_and_when_we_ask(send, page, consulted, fresh, present_member, consultants, now):
    on = (now + dt.timedelta(days=20)).date()
    kept = [consulted[0].pk, consulted[3].pk]  # the last one has no text
    answer = send(present_member, "take-along", first_step="I ask him", stay=kept, follow_up_on=on)

    assert answer.status_code == 302
    assert (fresh().first_step, fresh().follow_up_on) == ("I ask him", on)
    assert [row.may_stay for row in fresh().contributions.all()] == [True, False, False, False]
    assert "I ask him" in page(consultants[0])
    send(present_member, "take-along", first_step="I wait", stay=[consulted[2].pk])
    assert [row.may_stay for row in fresh().contributions.all()] == [False, False, True, False]
    assert fresh().follow_up_on is None


def test_nobody_else_takes_it_along_and_a_wrong_day_is_refused(send, consulted, fresh, present_member, leader, now):
    assert send(leader, "take-along", first_step="Mine").status_code == 403
    for day in (now.date(), now.date() + dt.timedelta(days=400), "soon"):
        answer = send(present_member, "take-along", first_step="I ask him", follow_up_on=day)
        assert answer.status_code == 409
    assert send(present_member, "take-along", first_step="I ask him", stay=["x"]).status_code == 409
    assert fresh().first_step == ""


def test_we_ask_at_the_next_meeting_or_in_four_weeks(page, consulted, present_member, meeting, now):
    in_four_weeks = localdate(now) + dt.timedelta(weeks=4)
    assert f'value="{in_four_weeks}"' in page(present_member)
    coming = now + dt.timedelta(days=9)
    Meeting.objects.create(group=meeting.group, starts_at=coming, template="regular", code="NEXT23")

    assert f'value="{localdate(coming)}"' in page(present_member)


# --- Stop ----------------------------------------------------------------------------------------
def test_the_case_giver_stops_and_everybody_reads_it_kindly(
    send, page, go_to, fresh, present_member, consultants, leader, meeting, visit
):
    go_to("consult")
    assert send(present_member, "stop").status_code == 302
    stopped = fresh().stopped_at
    send(present_member, "stop")

    assert fresh().stopped_at == stopped
    assert "Milica has stopped the case" in page(consultants[0])
    assert "This was the last step of the meeting" in page(leader)
    assert "We go on with the meeting" in visit(None, f"/screen/{meeting.code}/").content.decode()
    for who, door, words in [
        (consultants[0], "contribute", {"text": "One last thing"}),
        (present_member, "ask", {"text": "Q", "at": "key_question"}),
    ]:
        assert send(who, door, **words).status_code == 409
    assert not fresh().contributions.exists()


def test_stopping_is_the_case_givers_own(send, go_to, fresh, consultants, leader):
    go_to("tell")
    for who in (leader, consultants[0]):
        assert send(who, "stop").status_code == 403
        assert send(who, "take-back-stop").status_code == 403
    assert fresh().stopped_at is None


def test_a_stop_is_taken_back_until_the_group_moves_on(send, page, go_to, fresh, present_member, leader, meeting, now):
    go_to("tell")
    send(present_member, "stop")
    assert "Go on with my case after all" in page(present_member)
    assert send(present_member, "take-back-stop").status_code == 302
    assert fresh().stopped_at is None

    send(present_member, "stop")
    meeting.refresh_from_db()
    later = now + dt.timedelta(minutes=1)
    leading.go_next(leader, seen=meeting.move_count, now=later)
    Consultation.objects.update(stopped_at=now)
    assert "Go on with my case after all" not in page(present_member)
    assert send(present_member, "take-back-stop").status_code == 409
    assert fresh().stopped_at is not None


def test_a_stop_is_taken_back_also_when_the_clock_was_set_back(send, page, go_to, fresh, present_member, meeting, now):
    go_to("consult")
    type(meeting).objects.filter(pk=meeting.pk).update(stage_began_at=now + dt.timedelta(hours=1))
    send(present_member, "stop")

    assert "Go on with my case after all" in page(present_member)
    assert send(present_member, "take-back-stop").status_code == 302
    assert fresh().stopped_at is None


# --- Bad luck ------------------------------------------------------------------------------------
def test_without_the_key_file_the_step_goes_on_aloud_and_nothing_is_lost(
    send, page, go_to, fresh, present_member, consultants, settings, tmp_path
):
    go_to("tell")
    send(present_member, "tell", **STORY)
    go_to("consult")
    send(consultants[0], "contribute", text="Ask him first")
    for keys in tmp_path.iterdir():
        shutil.move(keys, tmp_path.parent / keys.name)

    there = page(consultants[1])
    assert "The meeting goes on aloud meanwhile." in there
    assert "push a third" not in there
    refused = send(consultants[1], "contribute", text="Sit beside him")
    assert refused.status_code == 409
    assert send(consultants[1], "pass", speaker=consultants[1].pk).status_code == 302

    for keys in tmp_path.parent.iterdir():
        if keys != tmp_path and not (tmp_path / keys.name).exists():
            shutil.move(keys, tmp_path / keys.name)
    assert "push a third" in page(consultants[2])
    assert send(consultants[2], "contribute", text="Wait a week").status_code == 302


def test_a_text_that_was_moved_to_another_row_is_not_shown(send, go_to, fresh, consultants, page):
    go_to("consult")
    send(consultants[0], "contribute", text="Ask him first")
    send(consultants[1], "contribute", text="Sit beside him")
    one, other = fresh().contributions.all()
    fresh().contributions.filter(pk=other.pk).update(text=one.text)

    assert str(sealing.CHANGED) in page(consultants[2])


def test_the_new_leaders_phone_is_right_at_once(go_to, page, leader, consultants, meeting, now):
    go_to("consult")
    joining.notice_phone(leader.pk, is_connected=False, now=now - dt.timedelta(minutes=1))
    leading.take_lead(consultants[0], now=now)

    mine = page(consultants[0])
    assert "Whose turn it is" in mine
    assert "No debate" in mine
    assert "Listen to Luan" in mine  # Besa had the turn, and whoever leads has none
    assert re.search(r'class="seat">Arben\s+<span class="seat-state">not yet', mine)  # who leads no more consults


def test_without_a_case_giver_the_phones_say_what_to_do(consultation, go_to, page, leader, consultants, send):
    Consultation.objects.update(case_giver=None)
    go_to("consult")

    assert "No case has been chosen yet" in page(leader)
    assert send(consultants[0], "contribute", text="About whom?").status_code == 409


# --- What a page costs ---------------------------------------------------------------------------
@pytest.mark.parametrize("step", ["tell", "key_question", "module", "consult", "first_step"])
def test_a_phones_step_asks_the_same_few_questions_however_many_are_here(
    step, go_to, send, meeting, present_member, leader, consultants, give_role, now
):
    give_role("secretary", consultants[1])
    asked = []
    for more in (0, 2):
        for number in range(more):
            joining.join_as_guest(meeting, f"Guest {number}", now=now)
        if step == "consult":
            go_to(step)
            for who in consultants[: 1 + more]:
                send(who, "contribute", text="Ask him first")
        go_to(step)
        for who in (present_member, leader, consultants[1]):
            phone = client_of(who)
            with CaptureQueriesContext(connection) as queries:
                assert phone.get(reverse("meetings:step", args=[meeting.pk])).status_code == 200
            asked.append(len(queries))
    assert max(asked) <= 10
    assert asked[:3] == asked[3:]


def test_a_stranger_finds_nothing(consultation, go_to, meeting, stranger, send):
    go_to("consult")
    for door in ("contribute", "write-down", "pass", "tell", "ask", "pick-question", "wish-module", "choose-module"):
        assert send(stranger, door, text="x", speaker=1).status_code == 404
    for door in ("take-along", "stop", "take-back-stop"):
        assert send(stranger, door, first_step="x").status_code == 404


def test_a_way_of_the_organisations_own_costs_no_more(
    consultation, contact, go_to, present_member, consultants, send, meeting
):
    own = OwnProtocol.objects.create(name="Ours", made_by=contact.person)
    for position, (does, speaks) in enumerate([("contribute", "consultants"), ("first step", "case giver")], start=1):
        own.steps.create(position=position, name=f"Step {position}", minutes=10, does=does, speaks=speaks)
    Consultation.objects.update(protocol=f"own-{own.pk}")
    Meeting.objects.update(stage=f"own-{own.steps.first().pk}")
    for row in own.steps.all():
        go_to(f"own-{row.pk}")
        phone = client_of(present_member)
        with CaptureQueriesContext(connection) as queries:
            assert phone.get(reverse("meetings:step", args=[meeting.pk])).status_code == 200
        assert len(queries) <= 9


def test_words_that_could_tell_who_the_child_is_are_asked_about_first(send, go_to, fresh, present_member):
    go_to("tell")
    named = {**STORY, "text": "Arbnora Krasniqi from 7/2 pushes a third."}
    assert send(present_member, "tell", **named).status_code == 422
    assert fresh().story is None

    assert send(present_member, "tell", **named, **{"text-keep": "9"}).status_code == 302
    assert fresh().story is not None
