"""Notes: written without a name, supported, laid together and apart, shown to the next guests."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from peercircle.activities.world_cafe.actions import notes
from peercircle.activities.world_cafe.activity import KIND
from peercircle.activities.world_cafe.faces.notes import SHOW_EARLIER
from peercircle.activities.world_cafe.models import Support, TableNote
from peercircle.activities.world_cafe.piles import by_support, lying
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import leading
from peercircle.stream.nudges import tick_of


@pytest.fixture
def table(cafe, go_to):
    go_to("round-1")
    return cafe.tables.first()


@pytest.fixture
def write(table, people, now):
    """`write("Rules", people[2])`: one second after the other."""
    written = []

    def write(text, by=None):
        at = now + timedelta(seconds=len(written))
        written.append(notes.write_note(table, by or people[1], text, id=uuid4(), now=at))
        return written[-1]

    return write


def piles(table):
    return [(pile.note.text, [note.text for note in pile.under], pile.others) for pile in lying(table.notes.all())]


def door(name, meeting, *args):
    return reverse(f"world_cafe:{name}", args=[meeting.pk, *args])


# I see it too
def test_everybody_supports_once_and_nobody_is_named(visit, meeting, people, table, write):
    note = write("Rules made together")
    for _tap in range(2):
        for person in (people[2], people[3]):
            answer = visit(person, door("mark", meeting), post={"support": str(note.pk)}, htmx=True)

    assert piles(table) == [("Rules made together", [], 2)]
    words = answer.content.decode()
    assert "+2" in words
    assert not [person for person in people if person.first_name in words.replace("Rules made together", "")]


def test_a_tap_supports_and_another_takes_it_back(visit, meeting, people, table, write):
    note = write("Rules")
    asked = []
    for _tap in range(2):
        page = visit(people[2], door("mark", meeting), post={"support": str(note.pk)}, htmx=True).content.decode()
        asked.append(('aria-pressed="true"' in page, 'name="unsupport"' in page, piles(table)[0][2]))
    for _tap in range(2):
        page = visit(people[2], door("mark", meeting), post={"unsupport": str(note.pk)}, htmx=True).content.decode()
        asked.append(('aria-pressed="true"' in page, 'name="unsupport"' in page, piles(table)[0][2]))

    assert asked == [(True, True, 1)] * 2 + [(False, False, 0)] * 2


def test_one_takes_back_the_own_voice_from_the_whole_pile_and_no_other(visit, meeting, people, table, write):
    top, same, apart = write("Rules"), write("Same"), write("Something else")
    for note in (top, same, apart):
        notes.support_note(note, people[2])
        notes.support_note(note, people[3])
    notes.lay_together(same, top, people[4])
    same.refresh_from_db()
    notes.take_support_back(same, people[2])

    assert piles(table) == [("Rules", ["Same"], 1), ("Something else", [], 2)]


def test_the_page_shows_what_its_reader_supports_and_the_stream_does_not(visit, meeting, people, table, write, part):
    note = write("Rules", people[1])
    table.refresh_from_db()
    guest = table.seats.get(round=1).attendance
    notes.support_note(note, guest)

    button = f'id="support-{note.pk}" name="{{}}" value="{note.pk}"'
    assert button.format("unsupport") + ' aria-pressed="true"' in seen_by(visit, guest, meeting)
    assert button.format("support") + ' aria-pressed="false"' in seen_by(visit, table.host, meeting)
    assert button.format("support") + ">" in part(f"cafe_note-{note.pk}")


def test_nobody_supports_an_own_note(people, table, write):
    note = write("Rules", people[2])

    with pytest.raises(Refused, match="yourself"):
        notes.support_note(note, people[2])
    assert not Support.objects.exists()


def test_a_second_tap_wakes_no_phone(meeting, people, write):
    note = write("Rules")
    notes.support_note(note, people[2])
    before = tick_of(meeting.topic)
    notes.support_note(note, people[2])

    assert tick_of(meeting.topic) == before


def test_the_most_supported_stand_first(people, table, write):
    _first, second, third = write("One"), write("Two"), write("Three")
    notes.support_note(third, people[2])
    notes.support_note(third, people[3])
    notes.support_note(second, people[2])

    assert [pile.note.text for pile in by_support(lying(table.notes.all()))] == ["Three", "Two", "One"]


# The same, said twice
def test_laid_together_they_are_one_note_with_both_voices(visit, meeting, people, table, write):
    top, same = write("Rules", people[1]), write("Rules, made together", people[2])
    notes.support_note(same, people[1])
    notes.support_note(same, people[3])
    for _tap in range(2):
        visit(people[4], door("one-note", meeting, same.pk), post={"other": str(top.pk)})

    # The writer of the other one and its supporter; who wrote this one counts nowhere.
    assert piles(table) == [("Rules", ["Rules, made together"], 2)]


def test_they_are_laid_apart_again(visit, meeting, people, table, write):
    top, same = write("Rules", people[1]), write("Same", people[2])
    notes.lay_together(same, top, people[3])
    for _tap in range(2):
        answer = visit(people[4], door("mark", meeting), post={"apart": str(same.pk)}, htmx=True)

    assert answer.status_code == 200
    assert piles(table) == [("Rules", [], 0), ("Same", [], 0)]


def test_a_pile_laid_on_a_pile_stays_flat(people, table, write):
    one, two, three, four = (write(text, people[1]) for text in ("One", "Two", "Three", "Four"))
    notes.lay_together(two, one, people[3])
    notes.lay_together(four, three, people[3])
    notes.lay_together(three, two, people[3])

    assert piles(table) == [("One", ["Two", "Three", "Four"], 0)]


def test_two_who_lay_the_same_two_the_other_way_round_hide_nothing(people, table, write):
    one, two = write("One"), write("Two")
    notes.lay_together(one, two, people[3])
    notes.lay_together(two, one, people[4])

    assert piles(table) == [("Two", ["One"], 0)]


def test_a_note_is_not_laid_on_one_of_another_table(visit, cafe, meeting, people, write, now):
    here = write("Here")
    there = notes.write_note(cafe.tables.last(), people[1], "There", id=uuid4(), now=now)

    assert visit(people[3], door("one-note", meeting, here.pk), post={"other": str(there.pk)}).status_code == 404


def test_what_lay_under_a_note_that_is_taken_back_comes_to_light(people, table, write):
    top, same = write("Rules", people[1]), write("Same", people[2])
    notes.lay_together(same, top, people[3])
    notes.take_back_note(top, people[1])

    assert piles(table) == [("Same", [], 0)]


def test_the_stream_shows_the_top_and_removes_what_lies_under_it(people, write, part):
    top, same = write("Rules <b>", people[1]), write("Same", people[2])
    notes.lay_together(same, top, people[3])

    assert part(f"cafe_note-{same.pk}") == ""
    shown = part(f"cafe_note-{top.pk}")
    assert "Rules &lt;b&gt;" in shown
    assert "Same" in shown


# Doors
def test_strangers_find_no_note(visit, meeting, stranger, write):
    note = write("Rules")

    assert visit(stranger, door("one-note", meeting, note.pk)).status_code == 404
    assert visit(stranger, door("mark", meeting), post={"support": str(note.pk)}).status_code == 404
    assert visit(None, door("one-note", meeting, note.pk)).status_code == 302


def test_who_wrote_a_note_is_not_asked_to_support_it(visit, meeting, people, table, write):
    table.refresh_from_db()
    write("Rules", table.host)
    guest = table.seats.get(round=1).attendance

    mine, theirs = (seen_by(visit, person, meeting) for person in (table.host, guest))
    assert ("You wrote this" in mine, "I see it too" in mine) == (True, False)
    assert ("You wrote this" in theirs, "I see it too" in theirs) == (False, True)
    post = {"id": str(uuid4()), "text": "One more"}
    answer = visit(guest, door("note", meeting, table.pk), post=post, htmx=True).content.decode()
    assert "You wrote this" in answer


def test_only_the_writer_is_offered_to_take_a_note_back(visit, meeting, people, write):
    note = write("Rules", people[2])
    page = door("one-note", meeting, note.pk)

    assert "Take my note back" in visit(people[2], page).content.decode()
    assert "Take my note back" not in visit(people[3], page).content.decode()


@pytest.mark.parametrize("post", [{}, {"support": "x"}, {"apart": str(uuid4())}])
def test_a_button_of_nothing_does_nothing(visit, meeting, people, table, post):
    assert visit(people[2], door("mark", meeting), post=post).status_code == 404


def test_two_megabytes_are_refused_in_a_sentence(visit, meeting, people, table):
    huge = {"id": str(uuid4()), "text": "x" * 2_000_000}

    answer = visit(people[2], door("note", meeting, table.pk), post=huge, htmx=True)

    assert answer.status_code == 409
    assert "at most 280 characters" in answer.content.decode()
    assert not TableNote.objects.exists()


def test_after_the_close_nothing_moves_and_nobody_is_remembered(leader, people, write, now):
    note, other = write("Rules"), write("Same")
    notes.support_note(note, people[2])
    leading.close_meeting(leader, now=now)

    assert not Support.objects.exists()
    for late in (notes.support_note, notes.lay_apart, notes.take_back_note):
        with pytest.raises(Refused, match="over"):
            late(note, people[3])
    with pytest.raises(Refused, match="over"):
        notes.lay_together(note, other, people[3])


# What earlier guests wrote
def seen_by(visit, person, meeting):
    return visit(person, reverse("meetings:step", args=[meeting.pk])).content.decode()


def test_notes_of_earlier_guests_are_open_for_two_minutes_then_folded(visit, meeting, table, write, go_to, now):
    write("From round one")
    go_to("round-2")
    meeting.stage_began_at = now + timedelta(minutes=1)
    meeting.save(update_fields=["stage_began_at"])
    page = seen_by(visit, table.host, meeting)
    assert "1 note of earlier guests" in page
    assert "open data-fold-in=" in page

    TableNote.objects.update(written_at=now - timedelta(hours=1))
    meeting.stage_began_at = now - SHOW_EARLIER - timedelta(seconds=1)
    meeting.save(update_fields=["stage_began_at"])
    page = seen_by(visit, table.host, meeting)
    assert "From round one" in page
    assert "data-fold-in" not in page


def test_notes_of_this_round_are_not_folded(visit, meeting, table, write):
    page = seen_by(visit, table.host, meeting)
    assert "earlier guests" not in page

    write("Just now")
    assert "Just now" in seen_by(visit, table.host, meeting)


def test_a_table_full_of_notes_costs_no_more_queries(
    visit, meeting, people, table, write, django_assert_max_num_queries
):
    for number in range(20):
        notes.support_note(write(f"Note {number}"), people[2])

    with django_assert_max_num_queries(15):  # the sign-in among them
        seen_by(visit, table.host, meeting)


def test_support_stands_in_the_minutes_as_a_number(cafe, people, table, write):
    top, same = write("Rules", people[1]), write("Same", people[2])
    notes.lay_together(same, top, people[3])

    (passage,) = [each for each in KIND.record(cafe.item) if each.heading.startswith("Notes")]
    assert passage.lines == ["Rules / Same (so says 1 more)"]
    assert passage.is_confidential
