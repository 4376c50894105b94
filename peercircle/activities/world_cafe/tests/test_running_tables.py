"""The facilitator changes tables, hosts and seats while the rounds run, and reads who must be told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from peercircle.activities.world_cafe.actions import notes, seats, tables
from peercircle.activities.world_cafe.faces.running import taken, to_tell
from peercircle.activities.world_cafe.models import Seat
from peercircle.activities.world_cafe.tests.looking import faults, rows, step, table
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import joining, leading


@pytest.fixture
def cafe(three_tables):
    return three_tables


# --- Tables close, hosts change ------------------------------------------------------------------
def test_a_table_that_closes_is_finished_and_its_host_travels(cafe, leader, meeting, go_to, now, visit):
    go_to("round-1")
    first = table(cafe, 1)
    notes.write_note(first, first.host, "Rules made together", id=uuid4(), now=now)
    tables.close_table(first, leader)
    tables.close_table(first, leader)  # a second tap

    assert "closes after this round" in step(visit, first.host, meeting)
    go_to("round-2")
    assert not Seat.objects.filter(table=first, round__gt=1).exists()
    assert Seat.objects.filter(attendance=first.host, round=2).exists()
    assert faults(cafe) == [] or Seat.objects.filter(round=3).count() == 7
    go_to("harvest")
    assert "Rules made together" in step(visit, first.host, meeting)


def test_the_last_table_stays_open(cafe, leader, go_to):
    go_to("round-1")
    tables.close_table(table(cafe, 1), leader)
    tables.close_table(table(cafe, 2), leader)

    with pytest.raises(Refused, match="One table has to stay open"):
        tables.close_table(table(cafe, 3), leader)


def test_a_closed_table_opens_again(cafe, leader, go_to):
    go_to("round-1")
    before = rows(cafe)
    tables.close_table(table(cafe, 1), leader)
    tables.open_again(table(cafe, 1), leader)

    assert faults(cafe) == []
    assert {where for where in rows(cafe) if where[0] > 1} == {where for where in before if where[0] > 1}


def test_everyone_leaves_one_table(cafe, meeting, go_to, visit):
    """They sit down elsewhere; the host writes, and next round the tables are even again."""
    go_to("round-1")
    first, second = table(cafe, 1), table(cafe, 2)
    for seat in Seat.objects.filter(table=first, round=1).select_related("attendance"):
        seats.sit_down(second, seat.attendance, 1)

    assert "Nobody sits here this round" in step(visit, first.host, meeting)
    assert "Only the host" in visit(None, reverse("meetings:screen", args=[meeting.code])).content.decode()
    assert faults(cafe) == []


def test_another_host_and_the_old_one_travels_on(cafe, leader, meeting, go_to, visit):
    go_to("round-1")
    first = table(cafe, 1)
    guest = Seat.objects.filter(round=1).exclude(table=first).first().attendance
    tables.change_host(first, guest, leader)

    assert table(cafe, 1).host == guest
    assert rows(cafe)[1, first.host_id] == first.pk  # stays until the round is over
    assert not Seat.objects.filter(attendance=guest).exists()
    assert faults(cafe) == []


def test_a_host_of_another_table_is_not_taken_away(cafe, leader, go_to):
    go_to("round-1")

    with pytest.raises(Refused, match="hosts another table"):
        tables.change_host(table(cafe, 1), table(cafe, 2).host, leader)


def test_more_time_for_one_table_comes_on_top_of_what_all_have(cafe, leader, meeting, go_to, now, visit):
    go_to("round-1")
    for _tap in range(2):
        tables.give_more_time(table(cafe, 1), leader, minutes=2, now=now)
    leading.change_time(leader, 5, seen=meeting.move_count, now=now)
    meeting.refresh_from_db()

    first = table(cafe, 1)
    assert (first.until(meeting) - meeting.stage_ends_at).total_seconds() == 240
    assert f"Your table has time until {localtime(first.until(meeting)):%H:%M}" in step(visit, first.host, meeting)
    assert "Your table has time" not in step(visit, table(cafe, 2).host, meeting)
    go_to("round-2")
    assert table(cafe, 1).more_seconds == 0


def test_while_the_clock_stands_still_nobody_reads_a_time(cafe, leader, meeting, go_to, now, visit):
    go_to("round-1")
    tables.give_more_time(table(cafe, 1), leader, minutes=2, now=now)
    leading.pause(leader, seen=meeting.move_count, now=now)
    assert "Your table has time" not in step(visit, table(cafe, 1).host, meeting)
    meeting.refresh_from_db()
    leading.go_on(leader, seen=meeting.move_count, now=now + timedelta(minutes=9))
    meeting.refresh_from_db()

    assert (table(cafe, 1).until(meeting) - meeting.stage_ends_at).total_seconds() == 120


def test_two_more_minutes_count_from_now_when_the_round_is_over(cafe, leader, meeting, go_to, now):
    go_to("round-1")
    late = meeting.stage_ends_at + timedelta(minutes=3)
    tables.give_more_time(table(cafe, 1), leader, minutes=2, now=late)

    assert table(cafe, 1).until(meeting) == late + timedelta(minutes=2)


def test_before_the_rounds_tables_are_changed_in_the_plan(cafe, leader):
    with pytest.raises(Refused, match="have not begun"):
        tables.close_table(table(cafe, 1), leader)


# --- Who must be told ----------------------------------------------------------------------------
def test_the_screen_names_who_must_be_told_until_they_know(cafe, leader, meeting, go_to, now, visit):
    go_to("round-1")
    late = joining.join_as_guest(meeting, "Rrezarta", now=now)
    named = {seat.attendance_id for seat in to_tell(taken(cafe), 1)}
    assert late.pk in named

    wall = reverse("meetings:screen", args=[meeting.code])
    words = visit(None, wall).content.decode()
    assert "Rrezarta" in words.partition("Your next table is another one")[2].partition("Host and")[0]
    assert "Rrezarta" in step(visit, leader, meeting)
    seats.everybody_knows(cafe, leader)
    assert "Rrezarta" not in visit(None, wall).content.decode()


# --- Doors ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["tables", "form", "swap", "move-person", "told"])
def test_only_who_leads_changes_tables_and_people(cafe, meeting, people, stranger, go_to, visit, name):
    go_to("round-1")
    url = reverse(f"world_cafe:{name}", args=[meeting.pk, cafe.item_id])
    post = None if name == "tables" else {}

    assert visit(people[1], url, post=post).status_code == 403
    assert visit(stranger, url, post=post).status_code == 404
    assert visit(people[0], url, post=post).status_code in {200, 302, 409}


def test_who_leads_moves_swaps_and_changes_by_tapping(cafe, meeting, leader, go_to, visit):
    go_to("round-1")
    one, other = Seat.objects.filter(round=1, table__number=1)[:2]
    two = Seat.objects.filter(round=1, table__number=2).first()

    def post(name, *args, **data):
        return visit(leader, reverse(f"world_cafe:{name}", args=[meeting.pk, *args]), post=data).status_code

    assert post("move-person", cafe.item_id, **{"move-person": one.attendance_id, "move-to": two.table_id}) == 302
    assert rows(cafe)[1, one.attendance_id] == two.table_id
    assert post("swap", cafe.item_id, **{"swap-one": other.attendance_id, "swap-other": two.attendance_id}) == 302
    assert rows(cafe)[1, other.attendance_id] == two.table_id
    third = table(cafe, 3)
    for what in ("more-time", "close", "open"):
        assert post("change-table", third.pk, what) == 302
    assert post("change-host", third.pk, person=one.attendance_id) == 302
    assert post("told", cafe.item_id) == 302
    assert faults(cafe) == []


def test_the_hosts_phone_speaks_for_the_table(cafe, meeting, people, go_to, visit):
    go_to("round-1")
    first = table(cafe, 1)
    other = Seat.objects.filter(round=1).exclude(table=first).first()
    url = reverse("world_cafe:bring", args=[meeting.pk, first.pk, 1])
    guest = Seat.objects.filter(round=1, table=first).exclude(attendance=people[0]).first().attendance

    assert visit(guest, url, post={"person": other.attendance_id}).status_code == 403
    assert visit(first.host, url, post={"person": other.attendance_id}).status_code == 302
    assert rows(cafe)[1, other.attendance_id] == first.pk
