"""What the programme says to a need: each answer once, dated, in its order, and undone where nothing followed."""

import datetime as dt

import pytest

from peercircle.kit.refusals import Refused
from peercircle.needs.actions import answering, merging, raising
from peercircle.needs.models import WAITS, Need

HOUR = dt.timedelta(hours=1)
DAY = dt.date(2027, 3, 12)


@pytest.fixture
def answers(expert):
    """Each answer by its name."""
    return {
        "acknowledged": lambda need, now: answering.acknowledge_need(need, by=expert, now=now),
        "planned": lambda need, now: answering.plan_need(need, "A trainer comes", DAY, by=expert, now=now),
        "declined": lambda need, now: answering.decline_need(need, "No money left", by=expert, now=now),
        "delivered": lambda need, now: answering.deliver_need(need, by=expert, now=now),
    }


WAYS = [
    "acknowledged planned delivered",
    "acknowledged declined",
    "acknowledged delivered",
    "planned delivered",
    "planned declined planned",
    "declined planned delivered",
]


@pytest.mark.parametrize("way", WAYS)
def test_ways_from_sent_to_an_end(ask, answers, expert, now, way):
    need = ask()
    for number, answer in enumerate(way.split()):
        for _again in range(2):
            answers[answer](need, now + number * HOUR)

    need.refresh_from_db()
    assert (need.state, need.responsible) == (way.split()[-1], expert)
    assert [entry.kind for entry in need.entries.all()] == ["sent", *way.split()]


@pytest.mark.parametrize(
    ("way", "wrong"),
    [
        ("", "delivered"),
        ("planned", "acknowledged"),
        ("declined", "acknowledged"),
        ("declined", "delivered"),
        ("acknowledged delivered", "planned"),
        ("acknowledged delivered", "declined"),
    ],
)
def test_ways_that_do_not_exist(ask, answers, now, way, wrong):
    need = ask()
    for answer in way.split():
        answers[answer](need, now)

    with pytest.raises(Refused):
        answers[wrong](need, now)


def test_a_need_is_declined_with_a_reason(ask, expert, now):
    with pytest.raises(Refused, match="why"):
        answering.decline_need(ask(), "  ", by=expert, now=now)


def test_what_is_planned_can_be_planned_anew(ask, expert, now):
    need = ask()
    for day in (DAY, DAY + dt.timedelta(7)):
        answering.plan_need(need, "A trainer comes", day, by=expert, now=now)

    assert list(need.entries.values_list("kind", "due_on")) == [
        ("sent", None),
        ("planned", DAY),
        ("planned", DAY + dt.timedelta(7)),
    ]


def test_an_answer_goes_to_all_who_asked(ask, other_group, answers, expert, now):
    first, second = ask("A room"), ask("Rooms", other_group)
    merging.merge_needs(second, first, by=expert, now=now)

    answers["planned"](second, now + HOUR)

    assert set(Need.objects.values_list("group__name", "state")) == {("I'm here", "planned"), ("Ura", "planned")}


@pytest.mark.parametrize("way", WAYS)
def test_the_latest_answer_can_be_taken_back(ask, answers, now, way):
    need = ask()
    *before, last = way.split()
    for number, answer in enumerate([*before, last], start=1):
        answers[answer](need, now + number * HOUR)
    entry = need.entries.last()

    for _again in range(2):
        answering.undo_answer(need, entry, now=now + 9 * HOUR)

    need.refresh_from_db()
    since = now + len(before) * HOUR if before else need.raised_at
    assert (need.state, need.state_since) == ([*before, "sent"][len(before) - 1] if before else "sent", since)
    answers[last](need, now + 10 * HOUR)


def test_an_answer_that_something_followed_stays(ask, answers, member, expert, now):
    need = ask()
    answers["acknowledged"](need, now)
    first = need.entries.get(kind="acknowledged")
    answers["delivered"](need, now)
    with pytest.raises(Refused):
        answering.undo_answer(need, first, now=now)

    delivered = need.entries.get(kind="delivered")
    raising.judge_need(need, Need.Verdict.HELPED, by=member.person, now=now)
    with pytest.raises(Refused):
        answering.undo_answer(need, delivered, now=now)


def test_that_it_was_sent_is_not_taken_back(ask, now):
    need = ask()

    with pytest.raises(Refused):
        answering.undo_answer(need, need.entries.get(), now=now)


def test_somebody_else_sees_to_it_for_the_whole_pile(ask, other_group, answers, expert, contact, now):
    first, second = ask("A room"), ask("Rooms", other_group)
    merging.merge_needs(second, first, by=expert, now=now)

    answering.hand_need_to(second, contact.person)
    answers["acknowledged"](first, now)

    assert set(Need.objects.values_list("responsible")) == {(contact.person_id,)}


@pytest.mark.parametrize(("waited", "is_overdue"), [(WAITS, False), (WAITS + HOUR, True)])
def test_a_need_is_overdue_that_nobody_read_or_then_answered_for_14_days(ask, answers, now, waited, is_overdue):
    need = ask()
    for answer in ("acknowledged", "planned"):
        later = need.state_since + waited
        assert need.is_overdue(later) is Need.objects.overdue(later).exists() is is_overdue
        answers[answer](need, later)
        need.refresh_from_db()

    later = need.state_since + 5 * WAITS
    assert need.is_overdue(later) is Need.objects.overdue(later).exists() is False


def test_taken_back_it_stands_where_it_stood_last(ask, answers, expert, now):
    need = ask()
    for hours in (1, 2):
        answering.plan_need(need, f"Plan {hours}", DAY, by=expert, now=now + hours * HOUR)
    answers["declined"](need, now + 3 * HOUR)

    answering.undo_answer(need, need.entries.last(), now=now + 4 * HOUR)

    need.refresh_from_db()
    assert (need.state, need.state_since) == ("planned", now + 2 * HOUR)
