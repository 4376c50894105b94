"""What a consultation leaves behind when the meeting is over, and what it forgets."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from peercircle.activities.case_consultation import access
from peercircle.activities.case_consultation.actions.closing import KEPT_FOR, expiry
from peercircle.activities.case_consultation.models import Case, Contribution, Part
from peercircle.activities.case_consultation.tests.consulted import *  # noqa: F403  (fixtures)
from peercircle.kit import sealing
from peercircle.meetings.actions import leading
from peercircle.meetings.models import MinutesSection

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def case(group, member, now):
    return Case.objects.create(id=uuid.uuid4(), group=group, owner=member, topic="Silent pupil", offered_at=now)


@pytest.fixture
def consultation(put_on_agenda, present_member, member, case):
    """Goes on just now; the member gave the case."""
    item = put_on_agenda("case_consultation", minutes=50)
    found = item.consultation
    found.protocol = "tietze"
    found.case_giver, found.case, found.topic = member, case, case.topic
    found.key_question = "How do I reach somebody who does not speak?"
    found.first_step = "Drawing together"
    found.save()
    return found


def close(consultation, leader, now):
    leading.close_meeting(leader, now=now + 47 * MINUTE)
    consultation.refresh_from_db()


def sections(**of):
    return list(MinutesSection.objects.filter(**of).values_list("heading", "text"))


def test_everybody_may_read_that_there_was_one_and_members_what_stays(consultation, leader, now):
    consultation.follow_up_on = dt.date(2099, 2, 2)
    consultation.save()
    close(consultation, leader, now)

    assert sections(is_confidential=False) == [("A case consultation", "Six phases, 47 minutes")]
    ((heading, text),) = sections(is_confidential=True)
    assert (heading, text.splitlines()) == (
        "What stays",
        [
            "Topic: Silent pupil",
            "Key question: How do I reach somebody who does not speak?",
            "First step: Drawing together",
            "We ask what came of it: Monday 2 February 2099",
        ],
    )


def test_of_one_that_was_stopped_only_that_it_was(consultation, leader, now):
    consultation.stopped_at = now
    consultation.save()
    close(consultation, leader, now)

    assert sections() == [("A case consultation", "Six phases, 47 minutes")]
    kept = (consultation.topic, consultation.key_question, consultation.first_step, consultation.follow_up_on)
    assert kept == ("", "", "", None)
    assert consultation.expires_at == now + 47 * MINUTE


def test_what_was_only_planned_leaves_nothing(put_on_agenda, leader, now):
    item = put_on_agenda("case_consultation", minutes=50)
    close(item.consultation, leader, now)

    assert sections() == []


def test_trios_leave_that_they_were(put_on_agenda, leader, meeting, now):
    item = put_on_agenda("case_consultation", minutes=30)
    item.consultation.protocol = "troika"
    item.consultation.save()
    leading.go_back(leader, seen=meeting.move_count, now=now)
    leading.go_next(leader, seen=meeting.move_count + 1, now=now)
    close(item.consultation, leader, now)

    assert sections() == [("A case consultation", "In trios, 47 minutes")]
    assert list(access.that_were()) == [item.consultation]
    assert item.consultation.step_times.count() == 1


def test_what_was_only_planned_is_none_of_those_that_were(put_on_agenda, leader, now):
    item = put_on_agenda("case_consultation", minutes=50)
    close(item.consultation, leader, now)

    assert not access.that_were().exists()


def test_what_was_said_of_an_earlier_one_stands_in_the_minutes_for_members(consulted, consultation, leader, now):
    consulted.verdict, consulted.verdict_note, consulted.verdict_at = "partly", "He waved.", now
    consulted.save()
    close(consultation, leader, now)

    assert ("What came of it", "Silent pupil: it helped partly") in sections(is_confidential=True)
    assert "He waved." not in str(sections())


# --- Ideas ---------------------------------------------------------------------------------------
@pytest.fixture
def contribute(consultation, leader):
    """`contribute("Sit beside", may_stay=True)`: what a consultant wrote, sealed."""

    def contribute(text, **said):
        if not consultation.key:
            consultation.key = sealing.new_key()
            consultation.save()
        number = consultation.contributions.count() + 1
        made = Contribution(
            id=uuid.uuid4(), consultation=consultation, step="consult", number=number, by=leader, **said
        )
        made.text = text and sealing.seal(consultation.key, text, bound_to=made.bound_to)
        made.save()
        return made

    return contribute


def ideas(consultation):
    return [idea.text for idea in consultation.ideas.all()]


def test_only_ideas_that_may_stay_leave_the_seal(consultation, contribute, leader, now):
    contribute("Sit beside, not opposite", may_stay=True)
    hidden = contribute("Zzmarker")
    contribute(None)
    close(consultation, leader, now)

    assert ideas(consultation) == ["Sit beside, not opposite"]
    (text,) = [text for _heading, text in sections(is_confidential=True)]
    assert "Idea: Sit beside, not opposite" in text
    assert "Zzmarker" not in str(sections())
    assert [each.number for each in consultation.contributions.all()] == [1, 2]
    assert sealing.unseal(consultation.key, hidden.text, bound_to=hidden.bound_to) == "Zzmarker"


def test_of_one_that_was_stopped_no_idea_and_no_text_stays(consultation, contribute, leader, now):
    contribute("Sit beside, not opposite", may_stay=True)
    consultation.stopped_at = now
    consultation.save()
    close(consultation, leader, now)

    assert ideas(consultation) == []
    assert not consultation.contributions.exists()
    assert not consultation.is_readable(now + 48 * MINUTE)


def test_without_its_key_nothing_is_lost_and_the_case_giver_keeps_the_ideas_later(
    consultation, contribute, leader, member, visit, now
):
    contribute("Sit beside, not opposite", may_stay=True)
    key = sealing.folder() / consultation.key
    away = key.with_suffix(".away")
    key.rename(away)
    close(consultation, leader, now)
    door = reverse("case_consultation-after:keep-ideas", args=[consultation.item_id])

    assert ideas(consultation) == []
    assert visit(member, door, post={}).status_code == 409
    away.rename(key)
    assert visit(leader, door, post={}).status_code == 403
    for _twice in range(2):
        assert visit(member, door, post={}).status_code == 302
    assert ideas(consultation) == ["Sit beside, not opposite"]


def test_after_the_text_has_ended_no_idea_comes_back(consultation, contribute, leader, member, visit, now):
    contribute("Sit beside, not opposite", may_stay=True)
    close(consultation, leader, now)
    consultation.ideas.all().delete()
    consultation.expires_at = now
    consultation.save()
    door = reverse("case_consultation-after:keep-ideas", args=[consultation.item_id])

    assert visit(member, door, post={}).status_code == 409
    assert ideas(consultation) == []


# --- What is forgotten ---------------------------------------------------------------------------
def test_votes_parts_and_the_case_are_forgotten(consultation, leader, case, now):
    consultation.votes.create(case=case, voter="veil")
    Part.objects.create(consultation=consultation, role="secretary", attendance=leader)
    close(consultation, leader, now)

    assert not consultation.votes.exists()
    assert not consultation.parts.exists()
    assert not Case.objects.exists()
    assert (consultation.salt, consultation.case) == ("", None)
    assert consultation.topic == "Silent pupil"


def test_a_case_that_was_not_chosen_waits(consultation, leader, case, now):
    waiting = Case.objects.create(
        id=uuid.uuid4(), group=case.group, owner=case.owner, topic="Two quarrels", offered_at=now
    )
    close(consultation, leader, now)

    assert list(Case.objects.all()) == [waiting]


def test_how_long_each_step_took_is_kept(consultation, leader, meeting, now):
    for minutes in (4, 15):
        meeting.refresh_from_db()
        leading.go_next(leader, seen=meeting.move_count, now=now + minutes * MINUTE)
    leading.undo(leader, seen=meeting.move_count + 1, now=now + 16 * MINUTE)
    close(consultation, leader, now)

    times = [(each.position, each.name, each.seconds // 60) for each in consultation.step_times.all()]
    assert times == [(1, "Choosing the case", 4), (2, "The story", 43)]


def test_steps_that_were_not_reached_have_no_time(consultation, leader, now):
    close(consultation, leader, now)

    assert [each.name for each in consultation.step_times.all()] == ["Choosing the case"]


# --- When sealed texts end -----------------------------------------------------------------------
@pytest.mark.parametrize(("follow_up_in", "days"), [(None, 30), (10, 10), (29, 29), (31, 30)])
def test_sealed_texts_end_after_a_month_or_when_we_ask_again(now, follow_up_in, days):
    day = localdate(now) + dt.timedelta(follow_up_in) if follow_up_in else None

    ends = expiry(now, day)

    assert localdate(ends) == localdate(now + dt.timedelta(days))
    assert ends <= now + KEPT_FOR


def test_the_close_says_when_they_end(consultation, leader, now):
    close(consultation, leader, now)

    assert consultation.expires_at == now + 47 * MINUTE + KEPT_FOR
