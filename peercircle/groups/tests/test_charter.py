"""The charter and its versions."""

import pytest
from django.urls import reverse

from peercircle.groups.actions import charter
from peercircle.kit.refusals import Refused


@pytest.fixture
def first(group, now):
    return charter.write_charter(group, "We listen.", seen=0, now=now)


def state_of(visit, member):
    page = visit(member, reverse("groups:group", args=[member.group_id])).content.decode()
    return "You have not accepted version" in page


def test_the_proposal_has_the_eleven_promises():
    assert len(charter.proposed_text().split("\n\n")) == 11


def test_a_new_version_is_accepted_anew(visit, first, group, member, now):
    before = state_of(visit, member)
    charter.accept_charter(first, member, now=now)
    accepted = state_of(visit, member)
    charter.write_charter(group, "We listen and ask.", seen=1, now=now)

    assert (before, accepted, state_of(visit, member)) == (True, False, True)
    assert list(group.charters.values_list("number", flat=True)) == [2, 1]


def test_accepting_twice_counts_once(first, member, now):
    charter.accept_charter(first, member, now=now)
    charter.accept_charter(first, member, now=now)

    assert first.acceptances.count() == 1


def test_an_old_version_cannot_be_accepted(first, group, member, now):
    charter.write_charter(group, "Another.", seen=1, now=now)

    with pytest.raises(Refused):
        charter.accept_charter(first, member, now=now)


def test_the_same_words_are_no_new_version(first, group, now):
    assert charter.write_charter(group, "We listen.", seen=1, now=now) == first


def test_who_writes_at_the_same_time_loses_nothing(first, group, now):
    charter.write_charter(group, "One.", seen=1, now=now)

    with pytest.raises(Refused):
        charter.write_charter(group, "Two.", seen=1, now=now)


def test_what_is_written_at_the_same_time_comes_back_with_the_reason(visit, first, group, contact, now):
    charter.write_charter(group, "Theirs", seen=first.number, now=now)

    answer = visit(contact, reverse("groups:edit-charter", args=[group.pk]), post={"text": "Mine", "seen": "1"})

    assert answer.status_code == 422
    assert "Somebody changed the charter while you were writing." in answer.content.decode()
    assert "Mine</textarea>" in answer.content.decode()


def test_a_new_member_has_accepted_nothing(visit, first, member, facilitator, now):
    charter.accept_charter(first, member, now=now)

    assert state_of(visit, facilitator)
