"""Who does what, by when."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from peercircle.activities.next_steps.activity import KIND, find_action, render_action
from peercircle.meetings import kinds
from peercircle.meetings.actions import leading
from peercircle.meetings.models import Action, Meeting

ID = uuid.UUID(int=7)


@pytest.fixture
def item(leader, put_on_agenda):
    return put_on_agenda("next_steps", minutes=10)


@pytest.fixture
def add(visit, meeting, item):
    def add(person, htmx=False, **fields):
        post = {"id": ID, "what": "Ask for a room", "who": "group", "when": "meeting", **fields}
        return visit(person, reverse("next_steps:add", args=[meeting.pk]), post=post, htmx=htmx)

    return add


def test_a_promise_is_made_and_shown_to_everybody(add, present_member):
    response = add(present_member, who=present_member.membership_id, htmx=True)

    assert response.status_code == 200
    assert response.content.decode() == render_action(find_action("", str(ID)))
    action = Action.objects.get()
    assert (action.what, action.owner, action.due_on) == ("Ask for a room", present_member.membership, None)


@pytest.mark.parametrize(
    ("fields", "days"),
    [({"when": "week"}, 7), ({"when": "day", "day": "2099-12-08"}, None), ({"when": "meeting"}, 0)],
)
def test_by_when(add, guest, fields, days):
    add(guest, **fields)

    today = timezone.localdate()
    due = {7: today + dt.timedelta(days=7), None: dt.date(2099, 12, 8), 0: None}[days]
    assert Action.objects.get().due_on == due


def test_what_is_sent_twice_counts_once(add, guest):
    add(guest)
    add(guest)

    assert Action.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"what": " "},
        {"what": "x" * 281},
        {"what": "x" * 2_000_000},
        {"who": ""},
        {"who": "999999"},
        {"when": ""},
        {"when": "never"},
        {"when": "day"},
        {"when": "day", "day": "2020-01-01"},
        {"when": "day", "day": "soon"},
        {"id": "7"},
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(add, guest, fields):
    assert add(guest, **fields).status_code == 409
    assert not Action.objects.exists()


def test_a_member_who_is_not_here_cannot_be_given_work(add, guest, contact):
    assert add(guest, who=contact.pk).status_code == 409


def test_a_promise_is_taken_out(visit, add, meeting, guest, present_member):
    add(guest)
    address = reverse("next_steps:take-out", args=[meeting.pk])

    assert visit(present_member, address, post={"take_out": ID}).status_code == 302
    assert find_action("", str(ID)) is None
    assert visit(present_member, address, post={"take_out": ID}).status_code == 404
    assert visit(present_member, address, post={"take_out": "7"}).status_code == 404


def test_after_the_close_nothing_is_added(add, guest, leader, now):
    leading.close_meeting(leader, now=now)

    assert add(guest, htmx=True).status_code == 409


def test_a_promise_of_another_meeting_is_not_taken_out(visit, item, meeting, guest, group, now):
    other = Meeting.objects.create(
        group=group, starts_at=now + dt.timedelta(days=28), template="regular", code="XYZ789"
    )
    Action.objects.create(id=ID, meeting=other, what="Elsewhere", made_at=now)

    address = reverse("next_steps:take-out", args=[meeting.pk])
    assert visit(guest, address, post={"take_out": ID}).status_code == 404
    assert Action.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "contact"])
def test_doors_are_shut_for_those_who_are_not_there(request, visit, add, meeting, who):
    person = request.getfixturevalue(who)

    assert add(person).status_code == 404
    take_out = reverse("next_steps:take-out", args=[meeting.pk])
    assert visit(person, take_out, post={"take_out": ID}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_screens_cost_the_same_for_one_and_for_three(
    meeting, item, present_member, now, count, django_assert_num_queries
):
    for number in range(count):
        Action.objects.create(
            id=uuid.UUID(int=number),
            meeting=meeting,
            what="A room",
            owner=present_member.membership,
            made_at=now,
        )
    item.meeting = meeting
    stage = KIND.stages(item)[0]

    with django_assert_num_queries(2):
        phone = kinds.render(KIND.phone(item, stage, present_member), meeting=meeting, me=present_member)
    with django_assert_num_queries(1):
        screen = kinds.render(KIND.screen(item, stage), meeting=meeting)

    assert phone.count('<li class="note"') == screen.count('<li class="note"') == count
