"""People come late, leave, sit elsewhere, swap: each has a sentence, and nothing is lost."""

import pytest
from django.urls import reverse

from peercircle.activities.world_cafe.actions import choosing, planning, seats, tables
from peercircle.activities.world_cafe.activity import KIND, cafe_of
from peercircle.activities.world_cafe.models import Cafe, Seat
from peercircle.activities.world_cafe.tests.looking import faults, rows, step, table
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import joining, leading


@pytest.fixture
def cafe(three_tables):
    return three_tables


# --- Nobody offers, or there are more tables than people -----------------------------------------
def test_where_nobody_offers_the_phone_of_whoever_hosts_says_so(cafe, leader, people, meeting, go_to, now, visit):
    choosing.host_table(table(cafe, 1), people[3])
    go_to("round-1")

    found = [table(cafe, number).host for number in (2, 3)]
    assert all("Nobody had offered to host this table, so it is yours." in step(visit, host, meeting) for host in found)
    assert 'id="host-checklist" open' in step(visit, found[0], meeting)
    assert "Nobody had offered" not in step(visit, people[3], meeting)
    joining.leave(found[0], now=now)
    stand_in = step(visit, table(cafe, 2).host, meeting)
    assert f"{found[0].first_name} had to go, so you host this table until {found[0].first_name} is back." in stand_in
    assert faults(cafe) == []


def test_more_tables_than_people_and_the_group_reads_how_many_are_set(
    put_on_agenda, leader, present_member, meeting, visit, go_to
):
    many = cafe_of(put_on_agenda("world_cafe", minutes=50))
    planning.choose_mode(many, Cafe.Mode.FIXED_HOSTS)
    for theme in ("One", "Two", "Three"):
        planning.add_theme(many, theme)

    assert "1 table is set today, for the theme that most of you want." in step(visit, leader, meeting)
    go_to("round-1")
    many.refresh_from_db()
    (passage,) = [each for each in KIND.record(many.item) if each.heading == "Themes for another time"]
    assert passage.lines == ["Two", "Three"]


# --- Coming and going ----------------------------------------------------------------------------
def test_who_comes_late_sits_down_at_once_and_travels_on(cafe, meeting, go_to, now, visit):
    go_to("round-1")
    before = rows(cafe)
    late = joining.join_as_guest(meeting, "Late", now=now)

    after = rows(cafe)
    assert {number for number, person in after if person == late.pk} == {1, 2, 3}
    assert faults(cafe) == []
    assert all(after[where] == seat for where, seat in before.items() if where[0] == 1)
    assert "Please sit at this table" in step(visit, late, meeting)
    go_to("round-2")
    assert faults(cafe) == []


def test_who_leaves_early_is_missed_at_no_table(cafe, meeting, go_to, now, visit):
    go_to("round-1")
    seat = Seat.objects.filter(round=1).select_related("attendance", "table__host").first()
    joining.leave(seat.attendance, now=now)

    left = {number for number, person in rows(cafe) if person == seat.attendance_id}
    assert left == {1}
    assert seat.attendance.first_name not in step(visit, seat.table.host, meeting)
    assert faults(cafe) == []


def test_a_tick_that_was_wrong_takes_its_seats_along(cafe, meeting, go_to, group, contact, now):
    go_to("round-1")
    joining.tick_present(meeting, contact, now=now)
    ticked = meeting.attendances.get(membership=contact)
    assert Seat.objects.filter(attendance=ticked).count() == 3

    joining.untick(ticked)
    assert faults(cafe) == []


def test_when_a_host_leaves_a_guest_of_the_table_hosts_and_does_not_come_back_as_a_guest(
    cafe, meeting, go_to, now, visit
):
    go_to("round-1")
    first = table(cafe, 1)
    sat = set(Seat.objects.filter(round=1, table=first).values_list("attendance_id", flat=True))
    joining.leave(first.host, now=now)

    first.refresh_from_db()
    assert first.host_id in sat
    assert not Seat.objects.filter(attendance=first.host, round__gt=1).exists()
    assert "You host this table" in step(visit, first.host, meeting)
    assert faults(cafe) == []


def test_a_host_who_comes_back_hosts_again_and_the_stand_in_travels(cafe, meeting, go_to, now, visit):
    go_to("round-1")
    first = table(cafe, 1)
    host = first.host
    joining.leave(host, now=now)
    first.refresh_from_db()
    stand_in = first.host
    joining.come_back(host)

    first.refresh_from_db()
    assert first.host == host
    assert first.host_away is None
    to_come = Seat.objects.filter(attendance=stand_in, round__gt=1).values_list("table_id", flat=True)
    assert len(to_come) == 2
    assert first.pk not in to_come
    assert faults(cafe) == []


def test_when_everybody_but_the_hosts_has_left_tables_close_until_somebody_travels(cafe, meeting, go_to, now):
    go_to("round-1")
    guests = [seat.attendance for seat in Seat.objects.filter(round=1).select_related("attendance")]
    for guest in guests[:-1]:
        joining.leave(guest, now=now)
    joining.leave(table(cafe, 1).host, now=now)

    assert table(cafe, 1).closes_after == 1
    assert faults(cafe) == []


def test_one_who_remains_alone_still_has_a_page(cafe, meeting, people, go_to, now, visit):
    go_to("round-1")
    for person in people[1:]:
        joining.leave(person, now=now)
    go_to("round-2")

    assert visit(people[0], reverse("meetings:step", args=[meeting.pk])).status_code == 200


# --- People sit elsewhere, swap, go back ---------------------------------------------------------
def test_who_sat_down_elsewhere_is_not_sent_back_there(cafe, go_to):
    go_to("round-1")
    seat = Seat.objects.filter(round=1).select_related("attendance", "table").first()
    elsewhere = cafe.tables.exclude(pk=seat.table_id).first()
    seats.sit_down(elsewhere, seat.attendance, 1)

    assert rows(cafe)[1, seat.attendance_id] == elsewhere.pk
    assert elsewhere.pk not in {rows(cafe)[number, seat.attendance_id] for number in (2, 3)}
    assert faults(cafe) == []


def test_a_host_does_not_sit_down_elsewhere(cafe, go_to):
    go_to("round-1")

    with pytest.raises(Refused, match="Hosts stay"):
        seats.sit_down(table(cafe, 2), table(cafe, 1).host, 1)


def test_nobody_sits_down_in_a_round_to_come_or_at_a_closed_table(cafe, leader, go_to):
    go_to("round-1")
    guest = Seat.objects.filter(round=1, table__number=2).first().attendance
    with pytest.raises(Refused, match="not begun yet"):
        seats.sit_down(table(cafe, 3), guest, 2)
    tables.close_table(table(cafe, 1), leader)
    go_to("round-2")
    with pytest.raises(Refused, match="closed"):
        seats.sit_down(table(cafe, 1), guest, 2)


def test_a_guest_without_a_phone_swaps_with_another(cafe, meeting, contact, go_to, now):
    go_to("round-1")
    joining.tick_present(meeting, contact, now=now)
    ticked = meeting.attendances.get(membership=contact)
    other = Seat.objects.filter(round=1).exclude(table_id=rows(cafe)[1, ticked.pk]).first().attendance
    before = rows(cafe)
    seats.swap(cafe, ticked, other, 1)

    after = rows(cafe)
    assert (after[1, ticked.pk], after[1, other.pk]) == (before[1, other.pk], before[1, ticked.pk])
    assert faults(cafe) == []


def test_a_host_cannot_swap(cafe, go_to):
    go_to("round-1")
    guest = Seat.objects.filter(round=1).first().attendance

    with pytest.raises(Refused, match="two guests"):
        seats.swap(cafe, guest, table(cafe, 1).host, 1)


def test_nobody_swaps_before_the_cafe_has_a_form(put_on_agenda, leader, present_member):
    cafe = put_on_agenda("world_cafe").cafe
    planning.add_theme(cafe, "Discipline")

    with pytest.raises(Refused, match="two guests"):
        seats.swap(cafe, leader, present_member, 0)


def test_two_replans_at_once_follow_one_another(cafe, leader, meeting, go_to, now):
    """Both taps saw the same old screen; the second finds what the first has done."""
    go_to("round-1")
    stale = table(cafe, 1)
    also_stale = table(cafe, 1)
    tables.close_table(stale, leader)
    tables.change_host(table(cafe, 2), Seat.objects.filter(round=1, table__number=2).first().attendance, leader)
    tables.close_table(also_stale, leader)
    joining.join_as_guest(meeting, "Late", now=now)

    assert table(cafe, 1).closes_after == 1
    assert {number for number, _person in rows(cafe)} == {1, 2, 3}


def test_the_facilitator_goes_back_a_round_and_somebody_comes(cafe, leader, meeting, go_to, now):
    go_to("round-2")
    before = rows(cafe)
    leading.go_back(leader, seen=meeting.move_count, now=now)
    late = joining.join_as_guest(meeting, "Late", now=now)
    meeting.refresh_from_db()
    leading.go_next(leader, seen=meeting.move_count, now=now)

    after = rows(cafe)
    assert all(after[where] == seat for where, seat in before.items() if where[0] < 3)
    assert {number for number, person in after if person == late.pk} == {1, 2, 3}


def test_everybody_reads_that_the_group_went_back_a_round(cafe, leader, people, meeting, go_to, now, visit):
    go_to("round-2")
    before = rows(cafe)
    leading.go_back(leader, seen=meeting.move_count, now=now)

    assert rows(cafe) == before
    assert all("We are back in this round. Sit where you sat" in step(visit, who, meeting) for who in people)
    assert "sit where you sat" in visit(None, reverse("meetings:screen", args=[meeting.code])).content.decode()
    lead = visit(leader, reverse("meetings:live", args=[meeting.pk])).content.decode()
    assert "We go back to this round." in lead
    go_to("round-2")
    assert "We are back" not in step(visit, people[1], meeting)


def test_who_came_in_a_round_that_is_undone_chooses_a_table_and_keeps_the_way_from_there(
    cafe, leader, meeting, go_to, now, visit
):
    go_to("round-2")
    late = joining.join_as_guest(meeting, "Late", now=now)
    planned = rows(cafe)
    leading.undo(leader, seen=meeting.move_count, now=now)

    page = step(visit, late, meeting)
    assert "The group went back to a round in which you had no seat" in page
    assert (
        f"table-{cafe.tables.get(pk=planned[2, late.pk]).look}"
        in page.partition("Next you go to")[0].rpartition("<section")[2]
    )
    free = cafe.tables.exclude(pk__in=[planned[2, late.pk], planned[3, late.pk]]).get()
    seats.sit_down(free, late, 1)
    assert rows(cafe) == {**planned, (1, late.pk): free.pk}
    assert "Please sit at this table" in step(visit, late, meeting)


def test_a_round_that_began_too_early_begins_again(cafe, leader, people, meeting, go_to, now):
    go_to("round-1")
    leading.undo(leader, seen=meeting.move_count, now=now)
    free = next(person for person in people if person.pk not in cafe.tables.values_list("host_id", flat=True))
    with pytest.raises(Refused, match="already hosts"):
        choosing.host_table(table(cafe, 1), free)
    choosing.host_table(table(cafe, 1), table(cafe, 1).host)
    choosing.host_table(table(cafe, 1), free)
    go_to("round-1")

    assert table(cafe, 1).host == free
    assert faults(cafe) == []
