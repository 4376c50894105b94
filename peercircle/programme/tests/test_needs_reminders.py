"""Who left a need unread or unanswered for 14 days gets a letter, in their language, without the group's words."""

import datetime as dt
from uuid import UUID

import pytest
from django.core import mail
from django.utils.timezone import localdate

from peercircle.config import tick
from peercircle.needs.actions import answering, raise_need
from peercircle.needs.models import Need
from peercircle.programme.upkeep import upkeep

DAY = dt.timedelta(days=1)


@pytest.fixture
def outbox(transactional_db, expert, manager, colleague_of_another_team):
    for person in (expert, manager, colleague_of_another_team):
        person.email = f"{person.given_name.lower()}@programme.example"
        person.save(update_fields=["email"])
    return mail.outbox


@pytest.fixture
def remind(now):
    def remind(days):
        upkeep(now + days * DAY)
        tick._run_tasks(now)

    return remind


def ask(group, now, number=1):
    return raise_need(group, "The words of the group", id=UUID(int=number), now=now)


def test_the_experts_of_the_municipality_are_reminded_once(outbox, team, other_team, group, now, remind):
    ask(group, now)
    remind(14)
    assert outbox == []

    for days in (15, 16, 40):
        remind(days)

    (letter,) = outbox
    assert letter.to == ["vesna@programme.example"]
    assert letter.subject == "A need has waited for an answer for 14 days"
    assert "I'm here, since" in letter.body
    assert "/programme/needs/" in letter.body
    assert "The words" not in letter.subject + letter.body
    assert Need.objects.get().reminded_at == now + 15 * DAY


def test_one_letter_tells_of_all_that_came_due(outbox, team, group, now, remind):
    for number in (1, 2, 3):
        ask(group, now, number)

    remind(15)

    assert [letter.subject for letter in outbox] == ["3 needs have waited for an answer for 14 days"]


def test_it_is_written_in_the_readers_language(outbox, team, expert, group, now, remind):
    expert.language = "de"
    expert.save(update_fields=["language"])
    ask(group, now)

    remind(15)

    assert outbox[0].subject == "Ein Bedarf wartet seit 14 Tagen auf eine Antwort"


def test_who_sees_to_it_is_reminded_and_nobody_else(outbox, team, manager, group, now, remind):
    answering.hand_need_to(ask(group, now), manager)

    remind(15)

    assert [letter.to for letter in outbox] == [["katharina@programme.example"]]


def test_without_an_expert_the_managers_are(outbox, manager, group, now, remind):
    ask(group, now)

    remind(15)

    assert [letter.to for letter in outbox] == [["katharina@programme.example"]]


def test_what_was_read_and_not_answered_is_reminded_of_once_more(outbox, team, manager, group, now, remind):
    need = ask(group, now)
    remind(15)
    answering.acknowledge_need(need, by=manager, now=now + 16 * DAY)
    for days in (20, 30):
        remind(days)
    assert [letter.to for letter in outbox] == [["vesna@programme.example"]]

    for days in (31, 32, 60):
        remind(days)

    assert [letter.to for letter in outbox[1:]] == [["katharina@programme.example"]]
    assert "I'm here, since" in outbox[1].body


def test_whose_plan_is_past_its_day_is_reminded_once(outbox, team, manager, group, now, remind):
    need = ask(group, now)
    answering.plan_need(need, "A trainer", localdate(now) + 40 * DAY, by=manager, now=now)
    answering.plan_need(need, "A trainer", localdate(now) + 20 * DAY, by=manager, now=now + DAY)
    remind(20)
    assert outbox == []

    for days in (21, 22, 90):
        remind(days)

    (letter,) = outbox
    assert letter.to == ["katharina@programme.example"]
    assert letter.subject == "The day of 1 plan has passed"
    assert "its day has passed:\n\nI'm here, since" in letter.body
    assert "have not been told" not in letter.body

    answering.plan_need(need, "Another trainer", localdate(now) + 100 * DAY, by=manager, now=now + 91 * DAY)
    remind(100)
    assert len(outbox) == 1
    remind(101)
    assert len(outbox) == 2


def test_what_is_there_needs_no_reminder(outbox, team, expert, group, now, remind):
    need = ask(group, now)
    answering.plan_need(need, "A trainer", now.date(), by=expert, now=now)
    answering.deliver_need(need, by=expert, now=now)

    remind(40)

    assert outbox == []
