"""What came of it: asked at the next meeting, and said by the case giver alone."""

import datetime as dt

import pytest
from django.urls import reverse

from peercircle.activities.case_consultation.access import CAME_OF_IT
from peercircle.activities.case_consultation.actions import following_up
from peercircle.activities.case_consultation.activity import KIND
from peercircle.activities.case_consultation.tests.consulted import *  # noqa: F403  (fixtures)
from peercircle.activities.case_consultation.tests.consulted import DAY
from peercircle.meetings import kinds, pointer
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import Meeting

VERDICTS = ["helped", "partly", "not"]


@pytest.fixture
def consulting(meeting, leader, put_on_agenda):
    """The open meeting comes to a consultation; whoever is there by then is asked."""

    def consulting(protocol=""):
        item = put_on_agenda("case_consultation", minutes=50)
        if protocol:
            item.consultation.protocol = protocol
            item.consultation.save()
        meeting.refresh_from_db()
        item.meeting = meeting
        return item

    return consulting


@pytest.fixture
def say(visit, meeting):
    def say(who, item, consultation, htmx=True, **typed):
        door = "came-of-it-sentence" if "text" in typed else "came-of-it"
        url = reverse(f"case_consultation:{door}", args=[meeting.pk, item.pk, consultation.pk])
        return visit(who, url, post=typed, htmx=htmx)

    return say


def keys(item):
    return [stage.key for stage in KIND.stages(item)]


def phone(item, me):
    meeting = item.meeting
    face = KIND.phone(item, KIND.stages(item)[0], me)
    return kinds.render(face, meeting=meeting, item=item, me=me)


# --- Whether it is asked -------------------------------------------------------------------------
@pytest.mark.parametrize("protocol", ["tietze", "troika", "incident"])
def test_a_consultation_begins_with_what_came_of_the_last_one(consulted, present_member, consulting, protocol):
    item = consulting(protocol)

    assert keys(item).count(CAME_OF_IT) == 1
    assert KIND.stages(item)[0].seconds == 180


@pytest.mark.parametrize(
    "said",
    [
        {"verdict": "helped", "verdict_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
        {"stopped_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
        {"case_giver": None},
        {"days_ago": 401},
    ],
)
def test_nobody_asks_when_there_is_nothing_to_ask(consult, present_member, consulting, said):
    consult(**said)

    assert CAME_OF_IT not in keys(consulting())


def test_nobody_asks_when_the_case_giver_is_not_here(consulted, consulting):
    assert CAME_OF_IT not in keys(consulting())


def test_nobody_asks_before_the_meeting_is_open(consulted, meeting, put_on_agenda):
    item = put_on_agenda("case_consultation", minutes=50)
    item.meeting = meeting

    assert CAME_OF_IT not in keys(item)


def test_a_second_consultation_of_the_meeting_does_not_ask_again(consulted, present_member, consulting):
    consulting()

    assert CAME_OF_IT not in keys(consulting())


def test_a_group_does_not_ask_about_another_groups_case(consulted, present_member, consulting, site, now):
    other = consulted.item.meeting.group.__class__.objects.create(
        name="Others", founded_on=now.date(), usual_time=dt.time(14)
    )
    Meeting.objects.filter(pk=consulted.item.meeting_id).update(group=other)

    assert CAME_OF_IT not in keys(consulting())


# --- It stays while the group is in this meeting -------------------------------------------------
def test_the_step_stays_when_the_last_one_has_answered(consulted, present_member, consulting, say, meeting):
    item = consulting()
    say(present_member, item, consulted, verdict="helped")

    meeting.refresh_from_db()
    assert pointer.here(meeting).stage.key == CAME_OF_IT
    assert keys(item)[0] == CAME_OF_IT


def test_the_step_stays_when_the_case_giver_leaves_while_the_group_is_there(
    consulted, present_member, consulting, meeting, now
):
    consulting()
    joining.leave(present_member, now=now)

    meeting.refresh_from_db()
    assert pointer.here(meeting).stage.key == CAME_OF_IT


def test_a_case_giver_who_comes_later_moves_nobody(consulted, leader, consulting, meeting, member, now):
    consulting()
    before = pointer.here(meeting).stage.key
    joining.join(meeting, member, now=now)

    meeting.refresh_from_db()
    assert keys(meeting.item)[0] == CAME_OF_IT
    assert pointer.here(meeting).stage.key == before == "choose"
    leading.go_back(leader, seen=meeting.move_count, now=now)
    meeting.refresh_from_db()
    assert pointer.here(meeting).stage.key == CAME_OF_IT


# --- When the group is past it -------------------------------------------------------------------
@pytest.fixture
def comes_later(consulted, leader, consulting, meeting, member, now):
    """The group chooses a case already when the one who gave the last one comes: its phone and the leader's."""
    item = consulting("tietze")
    came = joining.join(meeting, member, now=now)
    meeting.refresh_from_db()
    return item, came


@pytest.fixture
def middle(visit, meeting):
    return lambda who: visit(who, reverse("meetings:step", args=[meeting.pk])).content.decode()


STEPS = ["choose", "tell", "key_question", "module", "consult", "first_step"]


def at_each_step(leader, meeting, now):
    """From where the group is to the end of the consultation."""
    meeting.refresh_from_db()
    yield meeting.stage
    while meeting.stage != "first_step":
        leading.go_next(leader, seen=meeting.move_count, now=now)
        meeting.refresh_from_db()
        yield meeting.stage


def test_whoever_comes_later_is_asked_beside_every_step_until_they_answer(
    consulted, comes_later, leader, middle, say, meeting, now
):
    item, came = comes_later
    asked = {step: 'name="verdict"' in middle(came) for step in at_each_step(leader, meeting, now)}
    told = "Arben has not said yet" not in middle(leader) and f"{came.first_name} has not said yet" in middle(leader)

    assert asked == dict.fromkeys(STEPS, True)
    assert told
    assert say(came, item, consulted, verdict="partly").status_code == 200
    assert f"{came.first_name} has said what came of the case" in middle(leader)
    assert say(came, item, consulted, text="We began with drawing.").status_code == 200
    assert "We began with drawing." in middle(leader)
    leading.go_back(leader, seen=meeting.move_count, now=now + DAY)
    assert "verdict" not in middle(came)
    assert "what came of the case" not in middle(leader)


def test_a_sentence_can_be_added_also_when_the_clock_was_set_back(consulted, comes_later, middle, say, meeting, now):
    item, came = comes_later
    type(meeting).objects.filter(pk=meeting.pk).update(stage_began_at=now + DAY)

    say(came, item, consulted, verdict="partly")

    assert "A sentence, if you like" in middle(came)


def test_the_others_are_not_asked(consulted, comes_later, guest, meeting, middle, contact, now):
    for other in (guest, joining.join(meeting, contact, now=now)):
        assert "came of" not in middle(other)


def test_the_one_who_leads_can_ask_it_together(consulted, comes_later, leader, meeting, middle, visit):
    item, _came = comes_later
    back = reverse("meetings:jump", args=[meeting.pk, item.pk])
    assert back in middle(leader)

    visit(leader, back, post={"seen": meeting.move_count})

    meeting.refresh_from_db()
    assert pointer.here(meeting).stage.key == CAME_OF_IT


def test_it_is_asked_also_when_the_consultation_opens_the_meeting(consulted, meeting, facilitator, member, middle, now):
    """Whoever opens is alone then, so nobody could be asked."""
    meeting.items.all().delete()
    item = meeting.items.create(position=1, kind="case_consultation", minutes=50)
    KIND.prepare(item)
    leader = leading.open_meeting(meeting, by=facilitator, now=now)
    came = joining.join(meeting, member, now=now)

    meeting.refresh_from_db()
    assert pointer.here(meeting).stage.key == "choose"
    assert 'name="verdict"' in middle(came)
    assert "has not said yet" in middle(leader)


def test_whoever_listens_to_thoughts_on_another_case_of_theirs_is_not_asked_meanwhile(
    consulted, comes_later, leader, member, middle, meeting, now
):
    item, came = comes_later
    type(consulted).objects.filter(item=item).update(case_giver=member)

    asked = {step: 'name="verdict"' in middle(came) for step in at_each_step(leader, meeting, now)}
    assert asked == {step: step != "consult" for step in STEPS}


def test_the_step_stays_also_when_the_clock_was_set_back(consulted, present_member, consulting, meeting, now):
    item = consulting()
    following_up.say_what_came_of_it(consulted, "helped", now=now - DAY)

    item.refresh_from_db()
    assert keys(item)[0] == CAME_OF_IT


def test_two_case_givers_are_asked_side_by_side(consult, present_member, leader, facilitator, consulting, say):
    """Each answers for their own case and hears the other one."""
    of_member, of_leader = consult(), consult(days_ago=20, case_giver=facilitator, topic="Two quarrels")
    item = consulting()
    say(leader, item, of_leader, verdict="helped")

    assert say(leader, item, of_member, verdict="not").status_code == 403
    page = phone(item, present_member)
    assert page.index("Your case") < page.index("Arben, on ")
    assert page.count('name="verdict"') == 3
    assert "it helped" in page


# --- Who says it, and who hears it ----------------------------------------------------------------
@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_case_giver_says_it_in_one_tap(consulted, present_member, consulting, say, verdict):
    item = consulting()
    for _twice in range(2):
        answer = say(present_member, item, consulted, verdict=verdict)

    consulted.refresh_from_db()
    assert (answer.status_code, consulted.verdict) == (200, verdict)
    assert answer.content.decode().count('aria-pressed="true"') == 1
    assert consulted.verdict_at is not None


def test_a_sentence_can_be_added_and_all_of_it_taken_back(consulted, present_member, consulting, say):
    item = consulting()
    say(present_member, item, consulted, verdict="partly")
    say(present_member, item, consulted, text="We began with drawing.")
    consulted.refresh_from_db()
    assert (consulted.verdict, consulted.verdict_note) == ("partly", "We began with drawing.")

    say(present_member, item, consulted, verdict="take-back")
    consulted.refresh_from_db()
    assert (consulted.verdict, consulted.verdict_note, consulted.verdict_at) == ("", "", None)


def test_words_that_could_tell_who_the_child_is_are_asked_about_first(consulted, present_member, consulting, say):
    item = consulting()
    say(present_member, item, consulted, verdict="partly")
    named = {"text": "Arbnora Krasniqi from 7/2 waved."}

    assert say(present_member, item, consulted, **named).status_code == 422
    consulted.refresh_from_db()
    assert consulted.verdict_note == ""
    assert say(present_member, item, consulted, **named, **{"text-keep": "9"}).status_code == 200
    consulted.refresh_from_db()
    assert consulted.verdict_note == named["text"]


def test_a_sentence_without_an_answer_is_not_taken(consulted, present_member, consulting, say):
    answer = say(present_member, consulting(), consulted, text="We began with drawing.")

    assert answer.status_code == 409


@pytest.mark.parametrize("typed", [{}, {"verdict": ""}, {"verdict": "great"}, {"text": "x" * 281}])
def test_what_is_no_answer_is_refused(consulted, present_member, consulting, say, typed):
    assert say(present_member, consulting(), consulted, **typed).status_code == 409
    consulted.refresh_from_db()
    assert consulted.verdict == ""


@pytest.mark.parametrize(
    ("who", "status"), [("leader", 403), ("guest", 403), ("contact", 404), ("stranger", 404), (None, 302)]
)
def test_nobody_else_says_it(request, consulted, present_member, consulting, say, who, status):
    item = consulting()
    person = request.getfixturevalue(who) if who else None

    assert say(person, item, consulted, verdict="not").status_code == status
    consulted.refresh_from_db()
    assert consulted.verdict == ""


def test_a_consultation_that_is_not_asked_about_is_not_there(consult, present_member, consulting, say):
    old = consult(days_ago=410)

    assert say(present_member, consulting(), old, verdict="helped").status_code == 404


def test_the_others_hear_the_question_and_then_the_answer(consulted, present_member, leader, consulting, say):
    item = consulting()
    consulted.key = "a" * 32
    consulted.save()
    before = phone(item, leader)
    say(present_member, item, consulted, verdict="partly")
    say(present_member, item, consulted, text="We began with drawing.")

    after = phone(item, leader)
    assert "How do I reach somebody who does not speak?" in before
    assert "The case giver says it in a moment." in before
    assert "it helped partly" in after
    assert "We began with drawing." in after
    assert "<form" not in before + after


def test_a_guest_and_the_wall_hear_nothing_of_the_case(consulted, present_member, guest, consulting):
    item = consulting()
    wall = kinds.render(KIND.screen(item, KIND.stages(item)[0]), meeting=item.meeting, item=item)

    for page in (phone(item, guest), wall):
        assert "Silent pupil" not in page
        assert "How do I reach" not in page
        assert "What came of it?" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_question_costs_the_same_for_one_and_for_three(
    consult, present_member, leader, consulting, count, django_assert_num_queries
):
    for number in range(count):
        consult(days_ago=28 + number)
    item = consulting()
    stage = KIND.stages(item)[0]

    with django_assert_num_queries(2):  # one for the card of the municipality
        page = kinds.render(KIND.phone(item, stage, leader), meeting=item.meeting, item=item)
    assert page.count("Silent pupil") == count
