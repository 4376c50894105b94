"""The door of the check-in, and what stands on phones and on the wall."""

import pytest
from django.urls import reverse

from peercircle.activities.check_in.activity import KIND
from peercircle.meetings import pointer
from peercircle.rounds.models import Word


@pytest.fixture
def item(leader, put_on_agenda):
    return put_on_agenda("check_in", minutes=5)


@pytest.fixture
def say(visit, meeting, item):
    def say(who, *, htmx=True, **sent):
        return visit(who, reverse("check_in:say", args=[meeting.pk, item.pk]), post=sent, htmx=htmx)

    return say


def words():
    return [word.text for word in Word.objects.all()]


@pytest.mark.parametrize("who", ["leader", "present_member", "guest"])
def test_everybody_who_is_here_says_a_word(say, request, who):
    response = say(request.getfixturevalue(who), text="  a bit \n tired ")

    assert response.status_code == 200
    assert words() == ["a bit tired"]
    assert "a bit tired" in response.content.decode()


def test_without_scripts_the_page_comes_back(say, present_member, meeting):
    response = say(present_member, htmx=False, text="calm")

    assert response.url == reverse("meetings:live", args=[meeting.pk])


@pytest.mark.parametrize("who", ["contact", "stranger"])
def test_those_who_are_not_here_cannot(say, request, who):
    assert say(request.getfixturevalue(who), text="calm").status_code == 404
    assert words() == []


def test_a_guest_of_no_meeting_is_asked_to_sign_in(say):
    assert say(None, text="calm").status_code == 302
    assert words() == []


def test_a_step_of_another_meeting_is_no_door(visit, leader, meeting, item):
    assert (
        visit(leader, reverse("check_in:say", args=[meeting.pk + 1, item.pk]), post={"text": "calm"}).status_code == 404
    )


def test_passing_is_fine(say, present_member):
    response = say(present_member, text="anything", passes="yes")

    assert words() == [""]
    assert "You pass. That is fine." in response.content.decode()


def test_sending_twice_counts_once(say, present_member):
    say(present_member, text="calm", id="5d0e7a0a-58cf-4f6b-9a44-54a7b7d4c9a1")
    say(present_member, text="calm", id="5d0e7a0a-58cf-4f6b-9a44-54a7b7d4c9a1")

    assert words() == ["calm"]


def test_nobody_speaks_for_somebody_else(say, present_member, leader):
    say(present_member, text="calm", attendance=leader.pk, writer=leader.who, me=leader.pk)
    say(leader, text="tired")

    assert sorted(words()) == ["calm", "tired"]


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "or pass"), (" \n ", "or pass"), ("x" * 41, "at most 40"), ("a\0b", "Null")]
)
def test_what_is_no_word_is_refused(say, present_member, text, sentence):
    response = say(present_member, text=text)

    assert response.status_code == 409
    assert sentence in response.content.decode()
    assert words() == []


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "🙂" * 40, "ëçšđж"])
def test_any_word_is_shown_as_it_was_typed(say, present_member, text):
    html = say(present_member, text=text).content.decode()

    assert words() == [text]
    assert "<script>" not in html


def test_the_phone_shows_my_word_and_not_the_others(say, visit, present_member, guest, meeting):
    say(present_member, text="sleepyword")
    say(guest, text="otherword")

    page = visit(present_member, reverse("meetings:live", args=[meeting.pk])).content.decode()
    assert "sleepyword" in page
    assert "otherword" not in page
    assert "2 of 3 are ready" in page


def test_the_form_carries_its_token(visit, present_member, meeting, item):
    page = visit(present_member, reverse("meetings:live", args=[meeting.pk])).content.decode()

    form = page.split(f'action="{reverse("check_in:say", args=[meeting.pk, item.pk])}"')[1].split("</form>")[0]
    assert 'name="csrfmiddlewaretoken"' in form


def test_the_wall_has_no_form(say, visit, present_member, meeting):
    say(present_member, text="sleepyword")

    page = visit(None, reverse("meetings:screen", args=[meeting.code])).content.decode()
    assert "sleepyword" not in page
    assert "1 of 2 is" not in page
    assert "<form" not in page
    assert "csrf" not in page


def test_a_spoken_check_in_shows_its_steps(visit, leader, put_on_agenda, meeting):
    put_on_agenda("check_in", method="pits_and_peaks")

    page = visit(leader, reverse("meetings:live", args=[meeting.pk])).content.decode()
    assert "one low and one high since the last meeting" in page
    assert 'name="text"' not in page


def test_the_facilitator_says_what_the_method_says(item, put_on_agenda):
    assert "one word for how you are" in pointer.stages(item)[0].say
    assert pointer.stages(item)[0].seconds == 300
    assert "weather" in pointer.stages(put_on_agenda("check_in", method="weather_report"))[0].say


def test_nothing_of_it_goes_into_the_minutes(say, present_member, item):
    say(present_member, text="calm")

    assert KIND.record(item) == []
    KIND.forget(item)
    assert words() == []
