"""A word to part with, and a pulse of which only the middle is ever seen."""

import pytest
from django.urls import reverse

from peercircle.activities.check_out import actions, activity
from peercircle.activities.check_out.activity import KIND
from peercircle.activities.check_out.models import Pulse, PulseResult
from peercircle.kit.refusals import Refused
from peercircle.meetings import pointer
from peercircle.meetings.actions import joining, leading
from peercircle.rounds.models import Word
from peercircle.stream.models import Part


@pytest.fixture
def item(leader, put_on_agenda):
    return put_on_agenda("check_out", minutes=5)


@pytest.fixture
def answer(item, meeting, leader, now):
    """`answer(4, 5, 3)`: as many people as numbers give their pulse."""
    guests = [joining.join_as_guest(meeting, f"Guest {number}", now=now) for number in range(9)]
    waiting = iter([leader, *guests])

    def answer(*values):
        for value in values:
            actions.give_pulse(item, next(waiting), value)

    return answer


@pytest.fixture
def send(visit, meeting, item):
    def send(who, value, *, door="check_out:pulse", **more):
        return visit(who, reverse(door, args=[meeting.pk, item.pk]), post={"value": value, "text": value}, **more)

    return send


def screens(visit, meeting, who):
    phone = visit(who, reverse("meetings:live", args=[meeting.pk]))
    wall = visit(None, reverse("meetings:screen", args=[meeting.code]))
    return phone.content.decode() + wall.content.decode()


def test_the_result_is_the_middle_answer(answer, go):
    answer(1, 4, 4, 5, 5)
    go(leading.go_next)

    result = PulseResult.objects.get()
    assert (result.median, result.answers) == (4, 5)


def test_before_it_is_shown_nobody_sees_more_than_how_many(answer, visit, meeting, present_member):
    answer(1, 4, 4, 5, 5)

    seen = screens(visit, meeting, present_member)
    assert "5 answers so far" in seen
    assert "of 5:" not in seen
    assert 'aria-pressed="true"' not in seen


def test_four_answers_show_nothing(answer, go, visit, meeting, present_member):
    answer(1, 4, 4, 5)
    go(leading.go_next)

    seen = screens(visit, meeting, present_member)
    assert "of 5:" not in seen
    assert seen.count("fewer than five answers") == 2
    assert not PulseResult.objects.exists()


def test_five_answers_show_the_middle_and_neither_lowest_nor_highest(answer, go, visit, meeting, present_member):
    answer(2, 3, 3, 3, 5)
    go(leading.go_next)

    seen = screens(visit, meeting, present_member)
    assert seen.count("3 of 5: useful. This is the middle of 5 answers.") == 2
    assert "a little useful" not in seen
    assert "very useful" not in seen


def test_a_result_that_was_shown_does_not_move_with_one_more_answer(answer, go):
    answer(1, 1, 1, 5, 5)
    go(leading.go_next)
    go(leading.go_back)

    with pytest.raises(Refused, match="stands already"):
        answer(5)
    go(leading.go_next)
    assert PulseResult.objects.get().answers == 5


def test_too_few_answers_can_become_more(answer, go):
    answer(4, 4, 4, 4)
    go(leading.go_next)
    go(leading.undo)
    answer(4)
    go(leading.go_next)

    assert PulseResult.objects.get().answers == 5


def test_an_answer_can_be_changed_and_counts_once(send, present_member):
    send(present_member, 2)
    response = send(present_member, 4, htmx=True)
    send(present_member, 4, htmx=True)

    assert list(Pulse.objects.values_list("value", flat=True)) == [4]
    assert response.content.decode().count('aria-pressed="true"') == 1


@pytest.mark.parametrize("value", ["", "0", "6", "3.5", "<b>", "5" * 400, "-1"])
def test_what_is_no_pulse_is_refused(send, present_member, value):
    response = send(present_member, value, htmx=True)

    assert response.status_code == 409
    assert "from one to five" in response.content.decode()
    assert not Pulse.objects.exists()


@pytest.mark.parametrize("door", ["check_out:pulse", "check_out:say"])
@pytest.mark.parametrize("who", ["contact", "stranger"])
def test_those_who_are_not_here_cannot(send, request, who, door):
    assert send(request.getfixturevalue(who), 4, door=door).status_code == 404
    assert not Pulse.objects.exists()
    assert not Word.objects.exists()


def test_a_word_is_said_here_too(send, present_member):
    response = send(present_member, "lighter", door="check_out:say", htmx=True)

    assert "lighter" in response.content.decode()
    assert Word.objects.get().text == "lighter"


def test_a_spoken_round_keeps_its_pulse(leader, put_on_agenda, visit, meeting):
    item = put_on_agenda("check_out", method="bag_bin_seed")

    page = visit(leader, reverse("meetings:live", args=[meeting.pk])).content.decode()
    assert "What you want to try is yours" in page
    assert 'name="text"' not in page
    assert 'name="value"' in page
    assert "bag" in pointer.stages(item)[0].say


def test_an_answer_for_another_step_or_after_the_close_is_refused(item, leader, meeting, go, now):
    go(leading.go_back)
    with pytest.raises(Refused, match="another step"):
        actions.give_pulse(item, leader, 4)

    leading.close_meeting(leader, now=now)
    with pytest.raises(Refused, match="over"):
        actions.give_pulse(item, leader, 4)


def test_a_row_does_not_tell_whose_it_is(item, leader):
    actions.give_pulse(item, leader, 4)

    row = Pulse.objects.values().get()
    assert set(row) == {"id", "item_id", "writer", "value"}
    assert leader.who not in str(row)


def test_answers_reach_all_screens_as_a_number(item, leader, meeting):
    actions.give_pulse(item, leader, 4)

    part = f"pulses-{item.pk}"
    assert Part.objects.filter(topic__name=meeting.topic, name=part).exists()
    html = activity.draw_answered(activity.find("", str(item.pk))).strip()
    assert html == f'<p id="{part}" class="quiet" role="status">1 answer so far</p>'


def test_the_stages_fill_the_minutes(item):
    assert [(stage.key, stage.seconds) for stage in pointer.stages(item)] == [("all", 270), ("shown", 30)]


def test_the_minutes_have_the_middle_and_no_words(answer, item, leader, now, meeting):
    answer(1, 4, 4, 5, 5)
    leading.close_meeting(leader, now=now)

    sections = meeting.minutes.sections.values_list("heading", "text", "is_confidential")
    assert list(sections) == [("How useful the meeting was", "4 of 5 (quite useful), the middle of 5 answers.", False)]
    assert not Pulse.objects.exists()
    assert PulseResult.objects.get().median == 4


def test_four_answers_leave_nothing_behind(answer, item):
    answer(1, 4, 4, 5)

    assert KIND.record(item) == []
    KIND.forget(item)
    assert not Pulse.objects.exists()
    assert not PulseResult.objects.exists()
