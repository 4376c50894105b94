"""The harvest: drafted from the notes, put right by people, read back; patterns; and who met whom as a number."""

import html
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from peercircle.activities.world_cafe.actions import cards, notes, patterns
from peercircle.activities.world_cafe.activity import KIND
from peercircle.activities.world_cafe.encounters import pairs_that_talked
from peercircle.activities.world_cafe.models import Cafe, Card, Hosting, Pattern, Seat
from peercircle.activities.world_cafe.tests.looking import step
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import leading
from peercircle.meetings.models import MinutesSection
from tests.cast import client_of

EMPTY = {"heard_1": "", "heard_2": "", "heard_3": "", "surprise": "", "could_try": ""}


@pytest.fixture
def table(cafe, go_to, people, now):
    """Four notes at the first table; the third has two voices, the second one."""
    go_to("round-1")
    table = cafe.tables.first()
    written = [
        notes.write_note(table, people[1], text, id=uuid4(), now=now + timedelta(seconds=second))
        for second, text in enumerate(["One", "Two", "Three", "Four"])
    ]
    for note, person in [(2, 2), (2, 3), (1, 2)]:
        notes.support_note(written[note], people[person])
    return table


def card_of(table):
    return Card.objects.get(table=table)


def passages(cafe, start=""):
    return [(p.heading, p.lines, p.is_confidential) for p in KIND.record(cafe.item) if p.heading.startswith(start)]


def test_a_card_is_drafted_in_the_words_of_the_most_supported_notes(table, go_to):
    go_to("harvest")

    card = card_of(table)
    assert card.heard == ["Three", "Two", "One"]
    assert (card.surprise, card.could_try, card.need) == ("", "", None)
    assert card.is_draft


def test_a_table_without_notes_has_no_card(table, go_to):
    go_to("harvest")

    assert Card.objects.count() == 1


def test_who_goes_back_and_writes_more_finds_it_on_the_draft(meeting, leader, table, people, go_to, now):
    go_to("harvest")
    leading.go_back(leader, seen=meeting.move_count, now=now)
    for note in table.notes.filter(text__in=["One", "Four"]):
        notes.support_note(note, people[4])
        notes.support_note(note, people[5])
        notes.support_note(note, people[6])
    go_to("harvest")

    assert card_of(table).heard == ["One", "Four", "Three"]


def test_what_somebody_handed_in_is_never_drafted_anew(meeting, leader, table, go_to, now):
    go_to("harvest")
    cards.hand_in_card(table, table.host, {**EMPTY, "heard_1": "Our words"}, "", now=now)
    meeting.refresh_from_db()
    leading.go_back(leader, seen=meeting.move_count, now=now)
    go_to("harvest")

    assert card_of(table).heard == ["Our words"]


def test_the_host_finds_the_draft_in_the_form(visit, meeting, table, go_to):
    go_to("harvest")
    page = visit(table.host, reverse("meetings:step", args=[meeting.pk])).content.decode()

    assert "your table&#x27;s own notes" in page or "your table's own notes" in page
    assert ">\nThree</textarea>" in page
    assert "0 cards of 5 are in" in page


def test_where_nobody_wrote_a_note_the_form_does_not_speak_of_notes(visit, meeting, table, go_to):
    """Neither does the list say that a card is there to be put right."""
    table.notes.all().delete()
    go_to("harvest")
    table.refresh_from_db()
    page = step(visit, table.host, meeting)

    assert "Nobody wrote a note at this table." in page
    assert "your table's own notes" not in html.unescape(page)
    leads = step(visit, meeting.leader, meeting)
    assert "Write for this table" in leads
    assert ">Correct<" not in leads


def test_a_draft_that_nobody_stood_for_stays_with_the_members(cafe, table, go_to, now):
    go_to("harvest")
    assert passages(cafe, "Discipline") == [("Discipline", ["Three", "Two", "One"], True)]

    cards.hand_in_card(table, table.host, {**EMPTY, "heard_1": "Three"}, "", now=now)
    assert passages(cafe, "Discipline") == [("Discipline", ["Three"], False)]


def test_a_draft_that_was_read_back_is_for_everybody(cafe, table, go_to):
    go_to(f"read-{table.pk}")

    assert passages(cafe, "Discipline") == [("Discipline", ["Three", "Two", "One"], False)]


def test_a_draft_never_reaches_the_part_that_is_shared(cafe, leader, table, go_to, now):
    go_to("harvest")
    leading.close_meeting(leader, now=now)

    shared = "\n".join(MinutesSection.objects.shareable().values_list("text", flat=True))
    assert "Three" not in shared
    assert "pairs talked" in shared


# Patterns
@pytest.fixture
def pattern(cafe, people, go_to, now):
    go_to("patterns")
    return patterns.name_pattern(cafe, people[2], "Rules made together", id=uuid4(), now=now)


def mark_url(meeting):
    return reverse("world_cafe:mark-pattern", args=[meeting.pk])


def test_one_tap_links_a_table_and_another_takes_it_off(visit, cafe, meeting, people, pattern):
    table = cafe.tables.first()
    for _tap in range(2):
        visit(people[3], mark_url(meeting), post={"add": f"{pattern.pk}:{table.pk}"}, htmx=True)
    assert list(pattern.tables.all()) == [table]

    for _tap in range(2):
        visit(people[4], mark_url(meeting), post={"remove": f"{pattern.pk}:{table.pk}"}, htmx=True)
    assert not pattern.tables.exists()


def test_a_note_brings_its_table_along(visit, cafe, meeting, people, table, pattern):
    note = table.notes.first()
    page = reverse("world_cafe:pattern-notes", args=[meeting.pk, pattern.pk])
    assert note.text in visit(people[3], page).content.decode()
    for _tap in range(2):
        visit(people[3], page, post={"add": str(note.pk)})
    assert (list(pattern.notes.all()), list(pattern.tables.all())) == ([note], [table])

    visit(people[3], page, post={"remove": str(note.pk)})
    assert not pattern.notes.exists()


def test_the_same_words_from_two_phones_are_one_pattern(visit, cafe, meeting, people, pattern, now):
    url = reverse("world_cafe:name-pattern", args=[meeting.pk, cafe.item_id])
    for person in (people[3], people[4]):
        post = {"id": str(uuid4()), "text": "  rules made  TOGETHER "}
        assert visit(person, url, post=post, htmx=True).status_code == 200

    assert Pattern.objects.count() == 1


@pytest.mark.parametrize("text", ["", " ", "x" * 61, "x" * 2_000_000])
def test_a_pattern_is_a_few_words(visit, cafe, meeting, people, go_to, text):
    go_to("patterns")
    url = reverse("world_cafe:name-pattern", args=[meeting.pk, cafe.item_id])

    assert visit(people[3], url, post={"id": str(uuid4()), "text": text}, htmx=True).status_code == 409


def test_thirteen_patterns_are_too_many(cafe, people, go_to, now):
    for number in range(patterns.MOST_PATTERNS):
        patterns.name_pattern(cafe, people[2], f"Pattern {number}", id=uuid4(), now=now)

    with pytest.raises(Refused, match="plenty"):
        patterns.name_pattern(cafe, people[2], "One more", id=uuid4(), now=now)


def test_a_pattern_that_says_little_is_taken_away(visit, meeting, people, pattern, part):
    assert visit(people[3], mark_url(meeting), post={"drop": str(pattern.pk)}, htmx=True).status_code == 200

    assert part(f"cafe_pattern-{pattern.pk}") == ""
    assert not Pattern.objects.exists()


def test_a_pattern_is_shown_with_its_markup_as_text(cafe, people, now, part):
    bold = patterns.name_pattern(cafe, people[2], "<b>Bold</b>", id=uuid4(), now=now)

    assert "&lt;b&gt;Bold" in part(f"cafe_pattern-{bold.pk}")


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("nobody", 302)])
def test_strangers_mark_no_pattern(request, visit, cafe, meeting, pattern, who, status):
    person = None if who == "nobody" else request.getfixturevalue(who)
    name = reverse("world_cafe:name-pattern", args=[meeting.pk, cafe.item_id])
    page = reverse("world_cafe:pattern-notes", args=[meeting.pk, pattern.pk])

    assert visit(person, mark_url(meeting), post={"drop": str(pattern.pk)}).status_code == status
    assert visit(person, name, post={"id": str(uuid4()), "text": "x"}).status_code == status
    assert visit(person, page).status_code == status


def test_patterns_stand_in_the_minutes_and_their_notes_with_the_members(cafe, people, table, pattern):
    patterns.link_note(pattern, table.notes.first(), people[2], belongs=True)
    patterns.link_table(pattern, cafe.tables.last(), people[2], belongs=True)

    assert passages(cafe, "What we heard at") == [
        ("What we heard at more than one table", ["Rules made together (Discipline, Bullying)"], False)
    ]
    assert passages(cafe, "Notes to") == [("Notes to “Rules made together”", ["One"], True)]


def test_after_the_close_patterns_stay_as_they_are(cafe, leader, people, pattern, now):
    leading.close_meeting(leader, now=now)

    with pytest.raises(Refused, match="over"):
        patterns.link_table(pattern, cafe.tables.first(), people[2], belongs=True)
    with pytest.raises(Refused, match="over"):
        patterns.drop_pattern(pattern, people[2])


# Who met whom
def test_who_met_whom_is_a_number(cafe, people):
    """Six guests at three tables in three rounds, no pair twice: nine pairs of guests, and each meets each host."""
    tables = list(cafe.tables.all())[:3]
    for table, host in zip(tables, people[6:], strict=True):
        Hosting.objects.create(table=table, attendance=host)
    for round_ in range(3):
        for guest in range(6):
            table = tables[(guest + (1 + guest // 3) * round_) % 3]
            Seat.objects.create(cafe=cafe, round=round_ + 1, attendance=people[guest], table=table)
    cafe.begun = 3

    assert pairs_that_talked(cafe) == (27, 36)


def test_who_takes_a_table_over_met_only_those_who_sat_there_since(cafe, people):
    """Each host has a guest; then one leaves, and the guest of the other takes the empty table over."""
    left, stays, first, second = people[:4]
    tables = list(cafe.tables.all())[:2]
    Hosting.objects.create(table=tables[0], attendance=left)
    Hosting.objects.create(table=tables[1], attendance=stays)
    for round_, table, guest in [(1, 0, first), (1, 1, second), (2, 1, first)]:
        Seat.objects.create(cafe=cafe, round=round_, attendance=guest, table=tables[table])
    Hosting.objects.create(table=tables[0], attendance=second)
    cafe.begun = 2

    assert pairs_that_talked(cafe) == (3, 6)


def test_who_writes_a_card_after_a_carousel_sat_with_the_own_team_alone(cafe, go_to):
    cafe.mode = Cafe.Mode.CAROUSEL
    cafe.save(update_fields=["mode"])

    go_to("harvest")
    cafe.refresh_from_db()

    assert pairs_that_talked(cafe) == (9, 36)


def test_nobody_met_anybody_before_the_first_round(cafe):
    assert pairs_that_talked(cafe) == (0, 0)
    assert passages(cafe, "Who met") == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_notes_of_all_tables_are_asked_for_at_once(
    cafe, meeting, people, pattern, now, number, django_assert_num_queries
):
    for table in cafe.tables.all()[:number]:
        notes.write_note(table, people[1], "A note", id=uuid4(), now=now)
    client = client_of(people[3])

    with django_assert_num_queries(6):
        page = client.get(reverse("world_cafe:pattern-notes", args=[meeting.pk, pattern.pk])).content.decode()
    assert page.count("A note") >= number


@pytest.mark.parametrize("number", [1, 3])
def test_a_phone_asks_the_same_for_any_number_of_patterns(
    cafe, meeting, people, leader, go_to, now, number, django_assert_max_num_queries
):
    note = notes.write_note(cafe.tables.first(), people[1], "A note", id=uuid4(), now=now)
    for name in ["Noise", "Time", "Space"][:number]:
        found = patterns.name_pattern(cafe, people[1], name, id=uuid4(), now=now)
        patterns.link_note(found, note, people[1], belongs=True)
    go_to("patterns")
    client = client_of(leader)

    with django_assert_max_num_queries(9):
        page = client.get(reverse("meetings:live", args=[meeting.pk])).content.decode()
    assert ("Noise" in page, "Space" in page) == (True, number == 3)
