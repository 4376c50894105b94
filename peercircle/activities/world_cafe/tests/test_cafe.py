"""A café from the themes to the cards."""

from uuid import uuid4

import pytest
from django.urls import reverse

from peercircle.activities.world_cafe.actions import cards, choosing, notes, planning
from peercircle.activities.world_cafe.activity import KIND, cafe_of
from peercircle.activities.world_cafe.models import Cafe, Seat, Table, TableNote, ThemeChoice
from peercircle.kit.refusals import Refused
from peercircle.meetings import pointer
from peercircle.meetings.actions import leading
from peercircle.needs.models import Need


def keys(cafe):
    return [stage.key for stage in KIND.stages(cafe.item)]


def seats_of(cafe, round_):
    return Seat.objects.filter(cafe=cafe, round=round_)


def test_five_hosts_stay_and_four_travel_past_every_table(cafe, go_to):
    seen = {}
    for number in range(1, 6):
        go_to(f"round-{number}")
        assert seats_of(cafe, number).count() == 4
        for seat in seats_of(cafe, number):
            seen.setdefault(seat.attendance_id, set()).add(seat.table_id)

    hosts = set(cafe.tables.values_list("host_id", flat=True))
    assert len(hosts) == 5
    assert not hosts & set(seen)
    assert [len(tables) for tables in seen.values()] == [5, 5, 5, 5]


def test_its_stages_fill_its_minutes(cafe):
    assert keys(cafe)[0] == "hosts"
    assert sum(stage.seconds for stage in KIND.stages(cafe.item)) == 50 * 60


def test_volunteers_host_their_own_table(cafe, people, go_to):
    table = cafe.tables.get(theme="Bullying")
    choosing.host_table(table, people[3])
    go_to("round-1")

    table.refresh_from_db()
    assert table.host == people[3]


def test_a_taken_table_is_not_taken_again(cafe, people):
    table = cafe.tables.first()
    choosing.host_table(table, people[1])

    with pytest.raises(Refused, match="already hosts"):
        choosing.host_table(table, people[2])


def test_a_host_gives_the_table_back_with_a_second_tap(cafe, people):
    table = cafe.tables.first()
    choosing.host_table(table, people[1])
    choosing.host_table(table, people[1])

    table.refresh_from_db()
    assert table.host is None


def test_the_three_most_wanted_themes_get_a_table(cafe, people, go_to):
    planning.choose_mode(cafe, Cafe.Mode.TOP_THREE)
    tables = list(cafe.tables.all())
    for person in people[:4]:
        choosing.choose_themes(cafe, person, [tables[4], tables[3], tables[1]])
    choosing.choose_themes(cafe, people[5], [tables[0]])
    go_to("round-1")

    opened = Table.objects.filter(cafe=cafe, is_open=True)
    assert [str(table) for table in opened] == ["Concentration", "Motivation", "Bullying"]
    assert seats_of(cafe, 1).count() == 6
    assert not ThemeChoice.objects.exists()


def test_four_themes_are_too_many(cafe, people):
    with pytest.raises(Refused, match="at most three"):
        choosing.choose_themes(cafe, people[0], list(cafe.tables.all())[:4])


def test_going_back_a_round_changes_no_seat(cafe, meeting, leader, go_to, now):
    go_to("round-2")
    before = list(Seat.objects.order_by("pk").values_list("attendance", "round", "table"))
    leading.go_back(leader, seen=meeting.move_count, now=now)
    meeting.refresh_from_db()
    leading.go_next(leader, seen=meeting.move_count, now=now)

    assert list(Seat.objects.order_by("pk").values_list("attendance", "round", "table")) == before


def test_two_people_and_five_themes_make_one_table(put_on_agenda, leader, present_member, go_to):
    cafe = cafe_of(put_on_agenda("world_cafe", minutes=50))
    planning.choose_mode(cafe, Cafe.Mode.FIXED_HOSTS)
    for theme in ("One", "Two", "Three"):
        planning.add_theme(cafe, theme)
    go_to("round-1")

    assert cafe.tables.filter(is_open=True).count() == 1
    assert seats_of(cafe, 1).count() == 1


def test_every_phone_in_a_round_rings_and_has_one_place_to_switch_that_off(cafe, people, meeting, leader, go_to, visit):
    go_to("round-1")

    bells = [
        visit(who, reverse("meetings:live", args=[meeting.pk])).content.decode().count("data-bell") for who in people
    ]
    assert bells == [1] * 9


def test_the_next_guests_read_what_was_noted(cafe, people, meeting, go_to, now, visit):
    go_to("round-2")
    seat = seats_of(cafe, 2).first()
    notes.write_note(seat.table, seat.table.host, "Rules made together", id=uuid4(), now=now)
    guest = seat.attendance

    assert "Rules made together" in visit(guest, reverse("meetings:step", args=[meeting.pk])).content.decode()


def test_a_note_sent_twice_counts_once(cafe, people, meeting, go_to, visit):
    go_to("round-1")
    url = reverse("world_cafe:note", args=[meeting.pk, cafe.tables.first().pk])
    post = {"id": str(uuid4()), "text": "<b>Rules</b> 🌱"}
    for _ in range(2):
        assert visit(people[2], url, post=post, htmx=True).status_code == 200

    assert TableNote.objects.get().text == "<b>Rules</b> 🌱"


def test_a_note_from_the_last_round_is_not_lost(cafe, people, meeting, go_to, now):
    go_to("round-2")

    assert notes.write_note(cafe.tables.first(), people[1], "late", id=uuid4(), now=now).text == "late"


@pytest.mark.parametrize("text", ["", "   ", "x" * 281])
def test_an_empty_or_endless_note_is_refused_with_a_sentence(cafe, people, meeting, go_to, visit, text):
    go_to("round-1")
    url = reverse("world_cafe:note", args=[meeting.pk, cafe.tables.first().pk])

    assert visit(people[2], url, post={"id": str(uuid4()), "text": text}, htmx=True).status_code == 409


def test_only_its_writer_takes_a_note_back(cafe, people, meeting, go_to, now, visit):
    go_to("round-1")
    note = notes.write_note(cafe.tables.first(), people[1], "mine", id=uuid4(), now=now)
    url = reverse("world_cafe:take-back", args=[meeting.pk, note.pk])
    assert visit(people[2], url, post={}).status_code == 403

    visit(people[1], url, post={})
    assert not TableNote.objects.exists()


def hand_in(cafe, host, need="", now=None, **answers):
    table = cafe.tables.get(host=host)
    given = {"heard_1": "", "heard_2": "", "heard_3": "", "surprise": "", "could_try": "", **answers}
    return cards.hand_in_card(table, host, given, need, now=now)


def test_what_a_table_needs_becomes_a_need_of_the_group_once(cafe, go_to, group, now):
    go_to("harvest")
    host = cafe.tables.first().host
    hand_in(cafe, host, need="A trainer", now=now)
    hand_in(cafe, host, need="A trainer for two days", now=now)

    need = Need.objects.get()
    assert (need.text, need.group, need.raised_in) == ("A trainer for two days", group, "Discipline")


def test_a_need_that_is_taken_off_the_card_is_withdrawn(cafe, go_to, now):
    go_to("harvest")
    host = cafe.tables.first().host
    hand_in(cafe, host, need="A trainer", now=now)
    hand_in(cafe, host, need="", now=now)

    assert Need.objects.get().state == Need.State.WITHDRAWN


def test_only_the_host_and_the_facilitator_write_a_card(cafe, meeting, leader, people, go_to, visit):
    go_to("harvest")
    table = cafe.tables.exclude(host=leader).first()
    url = reverse("world_cafe:card", args=[meeting.pk, table.pk])
    others = [person for person in people if person not in {leader, table.host}]

    assert visit(table.host, url).status_code == 200
    assert visit(leader, url).status_code == 200
    assert visit(others[0], url).status_code == 403


def test_cards_are_for_everybody_and_notes_for_members(cafe, people, go_to, now):
    go_to("harvest")
    table = cafe.tables.first()
    notes.write_note(table, people[1], "Rules made together", id=uuid4(), now=now)
    hand_in(cafe, table.host, now=now, heard_1="Rules", surprise="Laughter")

    passages = [(str(p.heading), p.lines, p.is_confidential) for p in KIND.record(cafe.item)]
    assert passages[:2] == [
        ("Discipline", ["Rules", "A surprise: Laughter"], False),
        ("Notes of the table “Discipline”", ["Rules made together"], True),
    ]


def test_who_wrote_a_note_is_forgotten_at_the_close(cafe, people, leader, go_to, now):
    go_to("round-1")
    notes.write_note(cafe.tables.first(), people[1], "Rules", id=uuid4(), now=now)
    leading.close_meeting(leader, now=now)

    assert TableNote.objects.get().writer is None
    with pytest.raises(Refused, match="still on this phone"):
        notes.write_note(cafe.tables.first(), people[1], "more", id=uuid4(), now=now)


def test_every_stage_shows_on_every_phone_and_on_the_wall(cafe, people, meeting, leader, go_to, now, visit):
    planning.choose_mode(cafe, Cafe.Mode.TOP_THREE)
    for _ in range(len(keys(cafe))):
        meeting.refresh_from_db()
        for person in people[:4]:
            assert visit(person, reverse("meetings:step", args=[meeting.pk])).status_code == 200
        wall = visit(None, reverse("meetings:screen", args=[meeting.code]))
        assert "Arben" not in wall.content.decode()
        if pointer.following(pointer.here(meeting)):
            leading.go_next(leader, seen=meeting.move_count, now=now)


# --- Planning ------------------------------------------------------------------------------------
@pytest.fixture
def plan_page(cafe):
    return reverse("world_cafe-plan:themes", args=[cafe.item_id])


@pytest.mark.parametrize(("who", "status"), [("member", 200), ("stranger", 404), ("nobody", 302)])
def test_members_plan_the_tables(request, visit, plan_page, who, status):
    person = None if who == "nobody" else request.getfixturevalue(who)

    assert visit(person, plan_page).status_code == status


def test_a_theme_is_added_once(visit, member, cafe, plan_page):
    for _ in range(2):
        visit(member, plan_page, post={"theme": "Trust", "question": "What helps?"})

    assert cafe.tables.get(theme="Trust").question == "What helps?"


def test_a_theme_with_notes_stays(cafe, people, go_to, now):
    go_to("round-1")
    table = cafe.tables.first()
    notes.write_note(table, people[1], "Rules", id=uuid4(), now=now)

    with pytest.raises(Refused, match="It stays"):
        planning.remove_theme(table)


def test_a_first_meeting_begins_with_five_themes(meeting, put_on_agenda):
    meeting.template = "first"
    meeting.save(update_fields=["template"])
    cafe = cafe_of(put_on_agenda("world_cafe", minutes=50))

    assert cafe.tables.count() == 5
