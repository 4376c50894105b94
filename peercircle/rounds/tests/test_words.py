"""One word from each, and nobody knows whose."""

import pytest
from django.db import connection

from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import joining, leading
from peercircle.rounds import wall
from peercircle.rounds.actions import forget_words, say_word, word_of
from peercircle.rounds.models import Word
from peercircle.stream.models import Part

RING = int(connection.vendor == "postgresql")  # there the bell is a query of its own


@pytest.fixture
def item(leader, put_on_agenda):
    return put_on_agenda("check_in", minutes=5)


@pytest.fixture
def people(leader, meeting, now):
    """`people(5)`: the leader and four guests, all with phones."""

    def people(count):
        guests = [joining.join_as_guest(meeting, f"Guest {number}", now=now) for number in range(1, count)]
        return [leader, *guests]

    return people


@pytest.fixture
def speak(item):
    """Each says their word in turn, or passes with an empty one."""

    def speak(people, *words):
        for person, word in zip(people, words, strict=True):
            say_word(item, person, word)

    return speak


def on_the_wall(item):
    return sorted(wall.wall(item)["words"])


def test_two_words_stay_hidden_and_three_appear_together(item, people, speak):
    three = people(3)
    speak(three[:2], "calm", "tired")
    assert on_the_wall(item) == []

    speak(three[2:], "curious")
    assert on_the_wall(item) == ["calm", "curious", "tired"]


@pytest.mark.parametrize(
    ("said", "seen"),
    [(2, 0), (3, 3), (5, 3), (6, 3), (7, 3), (8, 8)],
)
def test_words_come_in_lots_and_wait_for_the_last_two(item, people, speak, said, seen):
    everybody = people(8)

    speak(everybody[:said], *[f"word {number}" for number in range(said)])

    assert len(on_the_wall(item)) == seen


def test_passing_counts_as_ready(item, people, speak):
    speak(people(4), "calm", "", "tired", "curious")

    assert wall.wall(item)["done"] == 4
    assert on_the_wall(item) == ["calm", "curious", "tired"]


def test_two_words_and_a_pass_show_nothing(item, people, speak):
    speak(people(3), "calm", "", "tired")

    assert on_the_wall(item) == []


def test_another_word_takes_the_place_of_the_first(item, people):
    me, *_others = people(3)
    say_word(item, me, "tired")
    say_word(item, me, "awake")
    say_word(item, me, "awake")

    assert [word.text for word in Word.objects.all()] == ["awake"]
    assert word_of(item, me).text == "awake"


def test_the_order_tells_nothing_about_who_came_first(item, people, speak):
    words = [f"word {number}" for number in range(12)]
    speak(people(12), *words)

    shown = wall.wall(item)["words"]
    assert shown != words
    assert shown == wall.wall(item)["words"]


def test_a_row_does_not_tell_whose_it_is(item, people):
    me, other, _third = people(3)
    say_word(item, me, "tired")

    row = Word.objects.values().get()
    assert set(row) == {"id", "item_id", "text", "writer", "is_shown"}
    assert me.who not in str(row)
    assert word_of(item, other) is None


def test_after_the_meeting_no_word_is_left(item, people, speak):
    speak(people(3), "calm", "tired", "curious")

    forget_words(item)

    assert not Word.objects.exists()


def test_a_word_reaches_all_screens(item, people, meeting):
    say_word(item, people(1)[0], "tired")

    assert Part.objects.filter(topic__name=meeting.topic, name=f"words-{item.pk}").exists()


def test_a_word_of_another_step_is_refused(item, people, meeting, leader, now):
    meeting.refresh_from_db()
    leading.go_back(leader, seen=meeting.move_count, now=now)

    with pytest.raises(Refused, match="another step"):
        say_word(item, leader, "tired")
    assert not Word.objects.exists()


def test_a_word_after_the_close_is_refused(item, meeting, leader, now):
    leading.close_meeting(leader, now=now)

    with pytest.raises(Refused, match="over"):
        say_word(item, leader, "tired")


def test_one_who_has_left_comes_back_first(item, people, now):
    _leader, me = people(2)
    joining.leave(me, now=now)
    me.refresh_from_db()

    with pytest.raises(Refused, match="I am back"):
        say_word(item, me, "tired")


@pytest.mark.parametrize("count", [3, 12])
def test_a_word_costs_the_same_in_a_large_group(item, people, count, django_assert_max_num_queries):
    everybody = people(count)
    for person in everybody[1:]:
        say_word(item, person, "word")

    with django_assert_max_num_queries(12 + RING):
        say_word(item, everybody[0], "calm")


def test_the_wall_is_the_same_fragment_for_everybody(item, people, speak, meeting):
    speak(people(3), "calm", "<b>tired</b>", "😴 ë ç")

    html = wall.draw(wall.find("", str(item.pk)))
    assert html.startswith(f'<div id="words-{item.pk}"')
    assert "&lt;b&gt;tired&lt;/b&gt;" in html
    assert "😴 ë ç" in html
    assert "3 of 3 are ready" in html


def test_the_wall_of_a_step_that_was_removed_is_gone(db):
    assert wall.find("meeting:1", "12345") is None
