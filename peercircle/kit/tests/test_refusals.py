"""A refusal is a sentence beside what was there, never instead of it."""

import pytest
from django.urls import reverse


@pytest.fixture
def next_door(meeting):
    return reverse("meetings:move", args=[meeting.pk, "next"])


def test_a_page_says_the_sentence(visit, meeting, leader, next_door):
    visit(leader, next_door, post={"seen": meeting.move_count})
    answer = visit(leader, next_door, post={"seen": meeting.move_count + 1})

    assert answer.status_code == 409
    assert "This was the last step" in answer.content.decode()


def test_htmx_gets_the_sentence_for_a_place_of_its_own(visit, meeting, leader, next_door):
    visit(leader, next_door, post={"seen": meeting.move_count})
    answer = visit(leader, next_door, post={"seen": meeting.move_count + 1}, htmx=True)

    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#refusal"


@pytest.mark.parametrize("htmx", [True, False])
def test_who_may_not_learns_whom_to_ask(visit, present_member, next_door, htmx):
    answer = visit(present_member, next_door, post={}, htmx=htmx)

    assert answer.status_code == 403
    assert "Somebody else leads just now." in answer.content.decode()
