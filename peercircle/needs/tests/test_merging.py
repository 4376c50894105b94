"""Needs that ask for the same are put together and taken apart; nobody who asked is lost, and no answer either."""

import datetime as dt

import pytest

from peercircle.kit.refusals import Refused
from peercircle.needs.actions import answering, merging, raising
from peercircle.needs.models import Need

HOUR = dt.timedelta(hours=1)
DAY = dt.date(2027, 3, 12)


def piles():
    """The texts of each pile, its head first."""
    found = {}
    for need in sorted(Need.objects.all(), key=lambda need: (need.merged_into_id is not None, need.raised_at)):
        found.setdefault(need.pile, []).append(need.text)
    return list(found.values())


@pytest.fixture
def merge(expert, now):
    def merge(need, into, hours=1):
        merging.merge_needs(need, into, by=expert, now=now + hours * HOUR)

    return merge


@pytest.fixture
def part(expert, now):
    return lambda need, hours=20: merging.part_needs(need, by=expert, now=now + hours * HOUR)


def test_merged_and_taken_apart_again(ask, other_group, merge, part):
    ours, theirs = ask("A room"), ask("Rooms", other_group)

    for _again in range(2):
        merge(theirs, ours)
    assert piles() == [["A room", "Rooms"]]

    for _again in range(2):
        part(theirs)
    assert piles() == [["A room"], ["Rooms"]]
    assert [(entry.kind, entry.undone_at is None) for entry in theirs.entries.all()] == [
        ("sent", True),
        ("merged", False),
    ]


def test_a_group_reads_only_its_own_words_of_a_merge(ask, other_group, merge):
    head = ask("A room")
    for need in (ask("Rooms", other_group), ask("A room again")):
        merge(need, head)

    said = Need.objects.filter(entries__kind="merged").values_list("text", "entries__said")
    assert list(said.filter(entries__kind="merged")) == [("Rooms", ""), ("A room again", "A room")]


def test_two_piles_become_one_and_come_apart_as_they_were(ask, merge, part):
    a, b, c, d = (ask(text) for text in "abcd")
    merge(b, a, 1)
    merge(d, c, 2)
    merge(d, a, 3)
    assert piles() == [["a", "b", "c", "d"]]

    part(d)
    assert piles() == [["a", "b"], ["d", "c"]]

    part(c, 21)
    part(b, 22)
    assert piles() == [["a"], ["b"], ["c"], ["d"]]


def test_when_the_head_is_taken_out_the_oldest_of_the_rest_leads(ask, merge, part):
    a, b, c = (ask(text) for text in "abc")
    merge(b, a, 1)
    merge(c, a, 2)

    part(a)

    assert piles() == [["a"], ["b", "c"]]


def test_the_need_that_is_further_along_keeps_its_answer(ask, expert, merge, part, now):
    planned, fresh = ask("Planned"), ask("Fresh")
    answering.plan_need(planned, "A trainer comes", DAY, by=expert, now=now)

    merge(planned, fresh)

    assert piles() == [["Planned", "Fresh"]]
    fresh.refresh_from_db()
    assert (fresh.state, fresh.responsible) == ("planned", expert)

    part(fresh)
    fresh.refresh_from_db()
    assert (fresh.state, fresh.state_since) == ("sent", fresh.raised_at)


def test_an_answer_that_was_given_to_all_stays_with_all(ask, expert, merge, part, now):
    a, b = ask("a"), ask("b")
    merge(b, a)
    answering.acknowledge_need(a, by=expert, now=now + 2 * HOUR)

    part(b)

    b.refresh_from_db()
    assert (b.state, [entry.kind for entry in b.entries.all()]) == (
        "acknowledged",
        ["sent", "merged", "acknowledged", "parted"],
    )


def test_what_is_answered_is_not_merged(ask, expert, merge, now):
    declined, fresh = ask("a"), ask("b")
    answering.decline_need(declined, "No money", by=expert, now=now)

    for pair in ((declined, fresh), (fresh, declined)):
        with pytest.raises(Refused):
            merge(*pair)


def test_no_group_reads_the_name_of_another_groups_member(ask, other_group, expert, member, merge, now):
    """A member puts two needs of the group together, and one of them was in a pile with another group's."""
    ours, again, theirs = ask("a"), ask("b"), ask("c", other_group)
    merge(theirs, ours, 1)

    merging.merge_needs(ours, again, by=member.person, now=now + 2 * HOUR)

    assert list(theirs.entries.filter(kind="merged").values_list("by", flat=True)) == [expert.pk, None]
    assert ours.entries.get(kind="merged").by == member.person

    answering.acknowledge_need(again, by=expert, now=now + 3 * HOUR)
    merging.part_needs(ours, by=member.person, now=now + 4 * HOUR)
    assert theirs.entries.get(kind="parted").by is None
    assert ours.entries.get(kind="parted").by == member.person


def test_a_head_by_promotion_leaves_alone(ask, member, merge, part, now):
    a, b, c = (ask(text) for text in "abc")
    merge(c, b, 1)
    merge(b, a, 2)
    raising.withdraw_need(a, by=member.person, now=now + 3 * HOUR)
    assert piles() == [["a"], ["b", "c"]]

    part(b)

    assert piles() == [["a"], ["b"], ["c"]]


def test_who_left_together_is_parted_one_by_one(ask, expert, merge, part, now):
    a, b, c, d = (ask(text) for text in "abcd")
    for number, need in enumerate((c, d), start=1):
        merge(need, b, number)
    merge(b, a, 3)
    answering.acknowledge_need(a, by=expert, now=now + 4 * HOUR)
    part(b, 5)
    assert piles() == [["a"], ["b", "c", "d"]]

    part(d, 6)

    assert piles() == [["a"], ["b", "c"], ["d"]]
