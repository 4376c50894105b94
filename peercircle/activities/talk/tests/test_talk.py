"""Notes that everybody writes and nobody signs, topic after topic."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peercircle.activities.talk import actions
from peercircle.activities.talk.activity import KIND, draw_note, find_note
from peercircle.activities.talk.models import Note, Topic
from peercircle.groups.actions.members import end_membership
from peercircle.kit.refusals import Refused
from peercircle.meetings import kinds, pointer
from peercircle.meetings.actions import leading
from peercircle.meetings.models import Meeting
from peercircle.needs.models import Need
from tests.cast import client_of

ID = uuid.UUID(int=7)


@pytest.fixture
def item(leader, put_on_agenda):
    return put_on_agenda("talk", minutes=20)


@pytest.fixture
def topic(item):
    return actions.add_topic(item, "How each of us takes part")


@pytest.fixture
def write(meeting, topic, visit):
    def write(who, text="Fewer words, more turns", id=ID, **more):
        address = reverse("talk:write", args=[meeting.pk, topic.pk])
        return visit(who, address, post={"id": id, "text": text}, **more)

    return write


@pytest.fixture
def note(topic, present_member, now):
    return actions.write_note(present_member, topic.pk, "We need a room", id=ID, now=now)


@pytest.fixture
def close(leader, now):
    return lambda: leading.close_meeting(leader, now=now)


def texts():
    return list(Note.objects.values_list("text", flat=True))


def topic_texts():
    return list(Topic.objects.values_list("text", flat=True))


def test_each_topic_is_a_stage_and_has_its_share_of_the_minutes(item):
    first, second = (actions.add_topic(item, text) for text in ("Rooms", "Time"))

    stages = KIND.stages(type(item).objects.get(pk=item.pk))

    assert [(stage.name, stage.seconds) for stage in stages] == [("Rooms", 600), ("Time", 600)]
    assert [stage.key for stage in stages] == [first.stage_key, second.stage_key]


def test_a_talk_without_topics_is_one_piece(item):
    assert [(stage.key, stage.seconds) for stage in KIND.stages(item)] == [("all", 1200)]


def test_the_first_topic_takes_the_place_of_the_empty_talk(meeting, item, leader):
    topic = actions.add_topic(item, "Rooms")

    assert pointer.here(Meeting.objects.select_related("item").get(pk=meeting.pk)).stage.key == topic.stage_key


def test_the_first_meeting_begins_with_the_topics_of_a_young_group(meeting, put_on_agenda):
    Meeting.objects.filter(pk=meeting.pk).update(template="first")
    meeting.refresh_from_db()
    item = put_on_agenda("talk")
    KIND.prepare(item)

    assert len(topic_texts()) == 5


def test_a_talk_that_comes_back_has_the_topics_that_nobody_wrote_on(item, note, meeting):
    actions.add_topic(item, "Tea")
    again = meeting.items.create(position=9, kind="talk", minutes=5, carried_from=item)

    KIND.prepare(again)

    assert topic_texts() == ["How each of us takes part", "Tea", "Tea"]


def test_a_note_is_written_and_shown_to_everybody(write, present_member):
    response = write(present_member, htmx=True)

    assert response.status_code == 200
    assert response.content.decode().strip() == draw_note(find_note("", str(ID))).strip()
    assert texts() == ["Fewer words, more turns"]


def test_a_guest_writes_too(write, guest):
    assert write(guest).status_code == 302
    assert Note.objects.get().writer == guest


def test_who_has_left_the_group_writes_no_more(write, present_member, now):
    end_membership(present_member.membership, today=now.date())

    assert write(present_member).status_code == 404
    assert texts() == []


def test_a_note_does_not_tell_whose_it_is(write, present_member):
    answer = write(present_member, htmx=True).content.decode()

    assert "Milica" not in answer
    assert present_member.who not in answer


def test_what_is_sent_twice_counts_once(write, present_member):
    first = write(present_member, htmx=True)
    again = write(present_member, htmx=True)

    assert again.content == first.content
    assert texts() == ["Fewer words, more turns"]


def test_a_note_that_was_sent_again_after_the_close_had_arrived(write, present_member, close):
    write(present_member)
    close()
    Note.objects.update(writer=present_member)

    assert write(present_member).status_code == 302


def test_nobody_takes_the_number_of_somebody_elses_note(write, present_member, guest):
    write(present_member)

    assert write(guest, text="Mine").status_code == 403
    assert texts() == ["Fewer words, more turns"]


def test_a_note_on_a_topic_that_the_group_has_left_arrives(write, meeting, leader, present_member, now):
    meeting.refresh_from_db()
    leading.jump(leader, meeting.items.first(), seen=meeting.move_count, now=now)

    assert write(present_member).status_code == 302
    assert len(texts()) == 1


@pytest.mark.parametrize("text", ["", "   \n ", "x" * 281, "x" * 2_000_000, "a\0b"])
def test_what_is_no_note_is_refused_in_a_sentence(write, present_member, text):
    assert write(present_member, text=text, htmx=True).status_code == 409
    assert texts() == []


@pytest.mark.parametrize("number", ["", "7", "note"])
def test_a_note_without_its_number_is_refused(write, present_member, number):
    assert write(present_member, id=number).status_code == 409


def test_markup_and_emoji_stay_what_they_are(write, present_member):
    answer = write(present_member, text="<b>Më shumë</b>\n kohë 🌱 & čaj", htmx=True).content.decode()

    assert texts() == ["<b>Më shumë</b> kohë 🌱 & čaj"]
    assert "&lt;b&gt;Më shumë&lt;/b&gt; kohë 🌱 &amp; čaj" in answer


def test_after_the_close_nothing_is_added(write, present_member, close):
    close()

    response = write(present_member, htmx=True)

    assert response.status_code == 409
    assert "over" in response.content.decode()


@pytest.mark.parametrize("who", ["present_member", "guest"])
def test_a_note_becomes_a_need_and_stops_being_one(request, visit, meeting, group, note, who):
    person = request.getfixturevalue(who)
    address = reverse("talk:mark", args=[meeting.pk])

    for _twice in range(2):
        assert visit(person, address, post={"need": note.pk}, htmx=True).status_code == 200
    need = Need.objects.get()
    assert (need.group, need.meeting, need.text, need.state) == (group, meeting, "We need a room", "raised")

    visit(person, address, post={"no_need": note.pk})
    assert [need.state for need in Need.objects.all()] == ["withdrawn"]

    visit(person, address, post={"need": note.pk})
    assert [need.state for need in Need.objects.all()] == ["raised"]


@pytest.mark.parametrize("post", [{}, {"need": "7"}, {"need": uuid.UUID(int=8)}, {"no_need": uuid.UUID(int=8)}])
def test_there_is_no_such_note(visit, meeting, note, guest, post):
    assert visit(guest, reverse("talk:mark", args=[meeting.pk]), post=post).status_code == 404


def test_the_writer_corrects_a_note_and_its_need_follows(visit, meeting, note, present_member, now):
    actions.mark_as_need(present_member, note.pk, now=now)

    visit(present_member, reverse("talk:change", args=[meeting.pk, note.pk]), post={"text": "A quiet room"})

    assert texts() == ["A quiet room"]
    assert Need.objects.get().text == "A quiet room"


def test_what_is_taken_back_stays_nowhere(visit, meeting, note, present_member, now):
    actions.mark_as_need(present_member, note.pk, now=now)
    address = reverse("talk:change", args=[meeting.pk, note.pk])

    visit(present_member, address, post={"take_back": "yes"})

    assert texts() == []
    assert not Need.objects.exists()
    assert find_note("", str(note.pk)) is None


def test_only_its_writer_sees_and_changes_a_note(visit, meeting, item, note, present_member, guest):
    mine = reverse("talk:mine", args=[meeting.pk, item.pk])
    change = reverse("talk:change", args=[meeting.pk, note.pk])

    assert "We need a room" in visit(present_member, mine).content.decode()
    assert "We need a room" not in visit(guest, mine).content.decode()
    assert visit(guest, change, post={"text": "No"}).status_code == 403
    assert visit(guest, change, post={"take_back": "yes"}).status_code == 403
    assert texts() == ["We need a room"]


def test_a_topic_is_added_once(visit, meeting, item, guest):
    address = reverse("talk:add-topic", args=[meeting.pk, item.pk])
    for _twice in range(2):
        assert visit(guest, address, post={"text": " Rooms  and time"}).status_code == 302

    assert topic_texts() == ["Rooms and time"]


def test_there_is_an_end_to_topics(item):
    for number in range(actions.MOST_TOPICS):
        actions.add_topic(item, f"Topic {number}")

    with pytest.raises(Refused, match="many topics"):
        actions.add_topic(item, "One more")


def test_topics_are_planned_as_a_list(visit, meeting, put_on_agenda, member):
    item = put_on_agenda("talk")
    address = reverse("talk-plan:topics", args=[item.pk])
    visit(member, address, post={"topics": "Rooms\n\n  Time  \nRooms"})
    kept = Topic.objects.get(text="Time")

    visit(member, address, post={"topics": "Time\nTea"})

    assert topic_texts() == ["Time", "Tea"]
    assert Topic.objects.first() == kept
    assert visit(member, address, post={"topics": "x" * 121}).status_code == 422


def test_a_topic_with_notes_stays(item, note):
    with pytest.raises(Refused, match="notes"):
        actions.set_topics(item, ["Another"])


def test_the_minutes_keep_notes_among_members_and_share_the_needs(item, topic, note, present_member, now):
    actions.write_note(present_member, topic.pk, "I was tired", id=uuid.UUID(int=8), now=now)
    actions.mark_as_need(present_member, note.pk, now=now)

    needs, notes = KIND.record(type(item).objects.get(pk=item.pk))

    assert (needs.lines, needs.is_confidential) == (["We need a room"], False)
    assert notes.is_confidential
    assert notes.lines == [
        "How each of us takes part: We need a room",
        "How each of us takes part: I was tired",
    ]


def test_after_the_meeting_nobody_knows_who_wrote(note, close):
    close()

    assert Note.objects.get().writer is None


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("contact", 404), (None, 302)])
def test_doors_are_shut_for_those_who_are_not_there(request, visit, meeting, item, topic, note, who, status):
    person = who and request.getfixturevalue(who)
    for name, args in [
        ("talk:write", [topic.pk]),
        ("talk:mark", []),
        ("talk:change", [note.pk]),
        ("talk:add-topic", [item.pk]),
    ]:
        answer = visit(person, reverse(name, args=[meeting.pk, *args]), post={"id": ID, "text": "x", "need": note.pk})
        assert answer.status_code == status
    assert visit(person, reverse("talk:mine", args=[meeting.pk, item.pk])).status_code == status


@pytest.mark.parametrize(("phase", "offered"), [("planned", True), ("closed", False)])
def test_topics_are_prepared_as_long_as_the_meeting_lies_ahead(visit, meeting, put_on_agenda, member, phase, offered):
    item = put_on_agenda("talk")
    Meeting.objects.filter(pk=meeting.pk).update(phase=phase)

    page = visit(member, reverse("meetings:meeting", args=[meeting.pk])).content.decode()

    assert (reverse("talk-plan:topics", args=[item.pk]) in page) == offered


@pytest.mark.parametrize(("who", "status"), [("member", 200), ("stranger", 404), (None, 302)])
def test_topics_are_planned_by_members(request, visit, item, who, status):
    person = who and request.getfixturevalue(who)

    assert visit(person, reverse("talk-plan:topics", args=[item.pk])).status_code == status


def test_a_topic_of_another_meeting_is_not_there(visit, meeting, group, topic, present_member, now):
    other = Meeting.objects.create(
        group=group, starts_at=now + dt.timedelta(days=28), template="regular", code="XYZ789"
    )
    elsewhere = actions.add_topic(other.items.create(position=1, kind="talk", minutes=5), "Rooms")

    address = reverse("talk:write", args=[meeting.pk, elsewhere.pk])
    assert visit(present_member, address, post={"id": ID, "text": "x"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_screens_cost_the_same_for_one_note_and_for_three(
    meeting, item, topic, present_member, now, count, django_assert_num_queries
):
    for number in range(count):
        id = uuid.UUID(int=number)
        actions.write_note(present_member, topic.pk, "A note", id=id, now=now)
        actions.mark_as_need(present_member, id, now=now)
    item = type(item).objects.get(pk=item.pk)
    item.meeting = meeting

    with django_assert_num_queries(2):
        stage = KIND.stages(item)[0]
        phone = kinds.render(KIND.phone(item, stage, present_member), meeting=meeting, item=item, stage=stage)
    with django_assert_num_queries(1):
        screen = kinds.render(KIND.screen(item, stage), meeting=meeting, item=item, stage=stage)

    assert phone.count("A note") == count
    assert screen.count("A note") == count


@pytest.mark.django_db(transaction=True)
def test_a_note_costs_few_statements(meeting, topic, guest, settings):
    client = client_of(guest)
    address = reverse("talk:write", args=[meeting.pk, topic.pk])
    with CaptureQueriesContext(
        connection,
    ) as statements:
        client.post(address, {"id": ID, "text": "A note"}, headers={"HX-Request": "true"})

    work = [one["sql"].split()[0] for one in statements if one["sql"].split()[0] not in {"BEGIN", "COMMIT"}]
    # Session, attendance, topic, note, and the nudge; PostgreSQL is told to ring, too.
    assert len(work) == (7 if settings.ON_POSTGRES else 6), work
