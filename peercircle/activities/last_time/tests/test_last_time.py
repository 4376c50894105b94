"""What came of what was said last time."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from peercircle.activities.last_time.activity import KIND, find_action, render_action
from peercircle.meetings import kinds
from peercircle.meetings.actions import leading
from peercircle.meetings.models import Action, AgendaItem, Meeting, Minutes, MinutesSection
from peercircle.needs import actions as needs
from peercircle.needs.actions.answering import decline_need

ID = uuid.UUID(int=7)
DAY = dt.timedelta(days=1)


@pytest.fixture
def item(leader, put_on_agenda):
    return put_on_agenda("last_time", minutes=5)


@pytest.fixture
def before(group, now):
    """The group's meeting of a month ago."""
    return Meeting.objects.create(
        group=group,
        starts_at=now - 28 * DAY,
        closed_at=now - 28 * DAY,
        template="first",
        phase=Meeting.Phase.CLOSED,
        code="BEFORE",
    )


@pytest.fixture
def promised(before, member, now):
    def promised(what="Ask for a room", id=ID, **fields):
        return Action.objects.create(id=id, meeting=before, what=what, owner=member, made_at=now - 28 * DAY, **fields)

    return promised


@pytest.fixture
def page(item, meeting, leader, group):
    def page():
        item.meeting = meeting
        meeting.group = group
        stage = KIND.stages(item)[0]
        return kinds.render(KIND.phone(item, stage, leader), meeting=meeting, item=item, me=leader)

    return page


@pytest.fixture
def say(visit, meeting, item):
    def say(who, state="done", id=ID, htmx=False):
        return visit(who, reverse("last_time:say", args=[meeting.pk]), post={state: id}, htmx=htmx)

    return say


def test_the_first_meeting_is_greeted(page):
    assert "Today everything begins." in page()


def test_what_is_open_and_what_changed_since_is_shown(page, promised, now):
    promised("Is open")
    promised("Was done last week", uuid.UUID(int=8), state="done", state_changed_at=now - 7 * DAY)
    promised("Was done long ago", uuid.UUID(int=9), state="done", state_changed_at=now - 60 * DAY)

    text = page()

    assert "Is open" in text
    assert "Was done last week" in text
    assert "long ago" not in text


def test_what_is_promised_today_comes_up_next_time(page, before, meeting, now):
    Action.objects.create(id=ID, meeting=meeting, what="Promised today", made_at=now)

    assert "Promised today" not in page()


def test_the_needs_of_the_group_and_their_state_are_shown(page, before, group, now):
    needs.raise_need(group, "A trainer for conflicts", id=ID, now=now)

    assert "A trainer for conflicts" in page()
    assert "Sent to the programme, " in page()


def test_a_need_that_was_answered_long_ago_is_not_told_again(page, before, group, contact, now):
    for number, answered_at in enumerate([before.closed_at - dt.timedelta(1), before.closed_at + dt.timedelta(1)]):
        need = needs.raise_need(group, f"Need {number}", id=uuid.UUID(int=number), now=before.closed_at)
        decline_need(need, "No money", by=contact.person, now=answered_at)

    assert "Need 0" not in page()
    assert "Need 1" in page()


def test_the_result_of_last_time_is_a_line_without_confidential_words(page, before, now):
    minutes = Minutes.objects.create(meeting=before, written_at=now)
    top = AgendaItem.objects.create(meeting=before, position=1, kind="prioritise", minutes=10)
    for position, (text, secret) in enumerate([("Not for all", True), ("Discipline\nBullying", False)]):
        MinutesSection.objects.create(minutes=minutes, item=top, position=position, text=text, is_confidential=secret)

    text = page()

    assert "What mattered most to us: Discipline" in text
    assert "Not for all" not in text
    assert "Bullying" not in text


@pytest.mark.parametrize("who", ["leader", "present_member", "guest"])
@pytest.mark.parametrize("state", ["done", "dropped", "open"])
def test_anybody_says_what_came_of_it(request, say, promised, who, state):
    promised()
    person = request.getfixturevalue(who)

    for _twice in range(2):
        response = say(person, state, htmx=True)

    assert response.content.decode() == render_action(find_action("", str(ID)))
    assert Action.objects.get().state == state


@pytest.mark.parametrize(("state", "id"), [("done", "7"), ("done", uuid.UUID(int=8)), ("finished", ID), ("done", "")])
def test_there_is_nothing_of_that_kind(say, promised, guest, state, id):
    promised()

    assert say(guest, state, id).status_code == 404


def test_after_the_close_it_is_said_elsewhere(say, promised, guest, leader, now):
    promised()
    leading.close_meeting(leader, now=now)

    assert say(guest, htmx=True).status_code == 409
    assert Action.objects.get().state == "open"


def test_promises_of_others_are_not_there(say, before, promised, guest, site, now):
    promised()
    other = before.group.__class__.objects.create(name="Others", founded_on=now.date(), usual_time=dt.time(14))
    Meeting.objects.filter(pk=before.pk).update(group=other)

    assert say(guest).status_code == 404
    assert find_action("", str(uuid.UUID(int=8))) is None


@pytest.mark.parametrize("who", ["stranger", "contact"])
def test_the_door_is_shut_for_those_who_are_not_there(request, say, promised, who):
    promised()

    assert say(request.getfixturevalue(who)).status_code == 404


def test_the_minutes_say_what_came_of_it_without_names(item, promised, meeting, now):
    promised(state="done", state_changed_at=now)
    item.meeting = meeting

    (passage,) = KIND.record(item)

    assert (passage.lines, passage.is_confidential) == (["Ask for a room: done"], False)


def test_the_first_meeting_has_nothing_to_record(item, meeting):
    item.meeting = meeting

    assert KIND.record(item) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_look_back_costs_the_same_for_one_and_for_three(
    page, promised, group, now, count, django_assert_num_queries
):
    for number in range(count):
        promised(id=uuid.UUID(int=number))
        needs.raise_need(group, "A need", id=uuid.UUID(int=number), now=now)

    with django_assert_num_queries(5):
        text = page()

    assert text.count("Ask for a room") == text.count("A need") == count
