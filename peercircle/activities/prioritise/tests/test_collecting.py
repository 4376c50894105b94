"""What there is to choose from: collected in the meeting, or planned before."""

import uuid

import pytest
from django.urls import reverse

from peercircle.activities.prioritise import actions, faces
from peercircle.activities.prioritise.activity import KIND
from peercircle.activities.prioritise.forms import PlanForm
from peercircle.activities.prioritise.models import Option, Vote
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import leading
from peercircle.meetings.models import AgendaItem
from peercircle.stream.models import Part

ID = uuid.UUID(int=7)


def texts():
    return [option.text for option in Option.objects.all()]


@pytest.mark.parametrize("who", ["leader", "present_member", "guest"])
def test_everybody_adds_options(send, request, who):
    response = send(request.getfixturevalue(who), "add", text="  Quiet \n rooms ", id=ID)

    assert texts() == ["Quiet rooms"]
    assert "Quiet rooms" in response.content.decode()


def test_an_option_sent_twice_is_there_once(send, present_member):
    send(present_member, "add", text="Quiet rooms", id=ID)
    response = send(present_member, "add", text="Quiet rooms", id=ID)

    assert response.status_code == 200
    assert texts() == ["Quiet rooms"]


def test_an_option_that_comes_again_after_the_vote_began_had_arrived(send, present_member, go):
    send(present_member, "add", text="Quiet rooms", id=ID)
    go(leading.go_next)

    assert send(present_member, "add", text="Quiet rooms", id=ID).status_code == 200


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write the option first"),
        ("x" * 121, "at most 120"),
        ("DISCIPLINE", "on the list already"),
        ("x" * 2_000_000, "at most 120"),
    ],
)
def test_what_is_no_new_option_is_refused(send, present_member, options, text, sentence):
    response = send(present_member, "add", text=text, id=ID)

    assert response.status_code == 409
    assert sentence in response.content.decode()
    assert len(texts()) == 3


def test_options_are_shown_as_they_were_typed(send, present_member, phone, wall):
    send(present_member, "add", text="<i>Ë</i> & 🙂", id=ID)

    for page in (phone(present_member), wall()):
        assert "&lt;i&gt;Ë&lt;/i&gt; &amp; 🙂" in page


def test_twenty_options_are_enough(item):
    for number in range(20):
        actions.add_option(item, f"option {number}", id=uuid.uuid4())

    with pytest.raises(Refused, match="Twenty"):
        actions.add_option(item, "one more", id=uuid.uuid4())


def test_an_option_is_taken_away_once(send, present_member, options):
    for _tap in range(2):
        assert send(present_member, "remove", option=options[0].pk).status_code == 200

    assert texts() == ["Motivation", "Bullying"]


def test_an_option_of_another_vote_is_not_taken_away(item, options, put_on_agenda):
    other = put_on_agenda("prioritise")

    actions.remove_option(other, options[0].pk)

    assert len(texts()) == 3


def test_while_people_vote_the_options_stay(item, voting):
    with pytest.raises(Refused, match="vote has begun"):
        actions.add_option(item, "Late", id=ID)
    with pytest.raises(Refused, match="vote has begun"):
        actions.remove_option(item, voting[0].pk)


def test_what_was_voted_on_is_not_changed_from_elsewhere(item, counted, go, leader, meeting, now):
    meeting.refresh_from_db()
    leading.jump(leader, meeting.items.first(), seen=meeting.move_count, now=now)

    with pytest.raises(Refused, match="vote has begun"):
        actions.set_options(item, ["Other"], 3)


def test_new_options_reach_all_screens(item, options, meeting):
    name = f"vote_options-{item.pk}"

    assert Part.objects.filter(topic__name=meeting.topic, name=name).exists()
    assert faces.draw_options(faces.find("", str(item.pk))).startswith(f'<ol id="{name}"')


# --- Planning ------------------------------------------------------------------------------------
@pytest.mark.parametrize(("who", "status"), [("member", 200), ("stranger", 404)])
def test_members_plan_the_options(visit, request, item, who, status):
    url = reverse("prioritise-plan:options", args=[item.pk])
    if status == 200:
        answer = visit(request.getfixturevalue(who), url, post={"options": "Rooms\n\n rooms \nTime", "dots": 2})
        assert answer.url == reverse("meetings:meeting", args=[item.meeting_id])
        assert (texts(), Vote.objects.get().dots) == (["rooms", "Time"], 2)
    else:
        assert visit(request.getfixturevalue(who), url, post={"options": "Rooms", "dots": 2}).status_code == 404
        assert texts() == []


def test_a_plan_with_too_long_a_line_comes_back(member, item):
    assert "options" in PlanForm({"options": "x" * 121, "dots": 3}).errors
    assert "dots" in PlanForm({"options": "x", "dots": 6}).errors


def test_an_item_that_returns_brings_what_nobody_voted_on(item, options, meeting):
    again = AgendaItem.objects.create(meeting=meeting, position=9, kind="prioritise", minutes=10, carried_from=item)
    KIND.prepare(again)
    KIND.prepare(again)

    assert [option.text for option in again.vote.options.all()] == ["Discipline", "Motivation", "Bullying"]


def test_a_step_of_another_kind_has_no_vote(visit, member, leader, meeting, put_on_agenda):
    talk = put_on_agenda("talk")
    doors = [reverse("prioritise-plan:options", args=[talk.pk]), reverse("prioritise:add", args=[meeting.pk, talk.pk])]

    assert visit(member, doors[0]).status_code == 404
    assert visit(leader, doors[1], post={"text": "Noise"}).status_code == 404
