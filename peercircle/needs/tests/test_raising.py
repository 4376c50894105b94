"""A need is raised once, keeps its newest words until it is sent, and can be withdrawn."""

import datetime as dt
import uuid

import pytest

from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import leading
from peercircle.needs import access
from peercircle.needs.actions import answering, merging, raising
from peercircle.needs.models import Need
from peercircle.needs.upkeep import upkeep

ID = uuid.UUID(int=700)
Verdict = Need.Verdict


def kinds(need):
    return [(entry.kind, entry.undone_at is None) for entry in need.entries.all()]


def test_in_a_meeting_it_is_raised_once_and_keeps_its_newest_words(group, meeting, now):
    for text in ("A room", "A room", "A quiet room"):
        raising.raise_need(group, text, id=ID, raised_in="Rooms", meeting=meeting, now=now)

    assert list(access.needs_of(group).values_list("text", "raised_in", "state")) == [
        ("A quiet room", "Rooms", "raised")
    ]


def test_it_leaves_the_group_when_the_meeting_is_over(group, meeting, leader, now):
    need = raising.raise_need(group, "A room", id=ID, meeting=meeting, now=now)
    upkeep(now)
    assert kinds(need) == []

    leading.close_meeting(leader, now=now)
    for _again in range(2):
        upkeep(now + dt.timedelta(minutes=1))

    need.refresh_from_db()
    assert (need.state, need.state_since, kinds(need)) == ("sent", now + dt.timedelta(minutes=1), [("sent", True)])


def test_between_meetings_it_is_sent_at_once_and_its_words_stay(group, member, now):
    for text in ("A room", "Another text"):
        need = raising.raise_need(group, text, id=ID, by=member.person, now=now)

    assert (need.text, need.state, need.raised_by) == ("A room", "sent", member.person)
    assert [(entry.kind, entry.by) for entry in need.entries.all()] == [("sent", member.person)]


def test_nobody_changes_the_need_of_another_group(group, other_group, ask):
    need = ask("Ours")

    with pytest.raises(Refused):
        raising.raise_need(other_group, "Theirs", id=need.pk, now=need.raised_at)


def test_a_need_that_was_withdrawn_can_be_raised_again(group, ask, member, now):
    need = ask()
    for _again in range(2):
        raising.withdraw_need(need, by=member.person, now=now)
    assert list(access.needs_of(group)) == []
    assert kinds(need) == [("sent", True), ("withdrawn", True)]

    again = raising.raise_need(group, need.text, id=need.pk, now=now)

    assert (list(access.needs_of(group)), again.state, again.state_since) == ([need], "sent", need.raised_at)
    assert kinds(need) == [("sent", True), ("withdrawn", False)]


def test_what_is_delivered_is_not_withdrawn(ask, expert, member, now):
    need = ask()
    answering.acknowledge_need(need, by=expert, now=now)
    answering.deliver_need(need, by=expert, now=now)

    with pytest.raises(Refused):
        raising.withdraw_need(need, by=member.person, now=now)


def test_when_the_head_of_a_pile_is_withdrawn_the_others_go_on_asking(ask, other_group, expert, member, now):
    head, second, third = ask("A room"), ask("Rooms", other_group), ask("Any room")
    for need in (second, third):
        merging.merge_needs(need, head, by=expert, now=now)

    raising.withdraw_need(head, by=member.person, now=now)

    assert list(Need.objects.values_list("text", "state", "merged_into__text")) == [
        ("A room", "withdrawn", None),
        ("Rooms", "sent", None),
        ("Any room", "sent", "Rooms"),
    ]


def test_what_was_taken_back_stays_nowhere_and_who_asks_the_same_stays(group, ask, expert, now):
    head, second = ask("A room"), ask("Rooms")
    merging.merge_needs(second, head, by=expert, now=now)

    raising.take_back_need(head)

    assert list(group.needs.values_list("text", "merged_into")) == [("Rooms", None)]


@pytest.mark.parametrize("verdict", Verdict)
def test_the_group_says_whether_it_helped(ask, expert, member, facilitator, now, verdict):
    need = ask()
    with pytest.raises(Refused):
        raising.judge_need(need, verdict, by=member.person, now=now)
    answering.acknowledge_need(need, by=expert, now=now)
    answering.deliver_need(need, by=expert, now=now)

    for _again in range(2):
        raising.judge_need(need, verdict, by=member.person, now=now)
    other = Verdict.PARTLY if verdict == Verdict.HELPED else Verdict.HELPED
    raising.judge_need(need, other, by=facilitator.person, now=now)

    need.refresh_from_db()
    assert need.verdict == other
    assert list(need.entries.filter(kind="judged").values_list("said", "by")) == [
        (verdict, member.person_id),
        (other, facilitator.person_id),
    ]


def test_each_group_judges_for_itself_and_once_for_what_it_asked_twice(ask, other_group, expert, member, now):
    head, theirs, again = ask("A room"), ask("Rooms", other_group), ask("A room, please")
    for need in (theirs, again):
        merging.merge_needs(need, head, by=expert, now=now)
    answering.acknowledge_need(head, by=expert, now=now)
    answering.deliver_need(head, by=expert, now=now)

    raising.judge_need(again, Verdict.HELPED, by=member.person, now=now)

    assert list(Need.objects.values_list("text", "verdict")) == [
        ("A room", "helped"),
        ("Rooms", ""),
        ("A room, please", "helped"),
    ]
