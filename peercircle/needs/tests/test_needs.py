"""A need is raised once, keeps its newest words, and can be withdrawn."""

import uuid

from peercircle.needs import access, actions

ID = uuid.UUID(int=7)


def test_a_need_is_raised_once_and_keeps_its_newest_words(group, now):
    for text in ("A room", "A room", "A quiet room"):
        actions.raise_need(group, text, id=ID, raised_in="Rooms", now=now)

    assert list(access.needs_of(group).values_list("text", "raised_in")) == [("A quiet room", "Rooms")]


def test_a_need_that_was_withdrawn_can_be_raised_again(group, now):
    need = actions.raise_need(group, "A room", id=ID, now=now)
    actions.withdraw_need(need)
    assert list(access.needs_of(group)) == []

    actions.raise_need(group, "A room", id=ID, now=now)
    assert list(access.needs_of(group)) == [need]


def test_what_was_taken_back_stays_nowhere(group, now):
    actions.take_back_need(actions.raise_need(group, "A room", id=ID, now=now))

    assert not group.needs.exists()
