"""The plan that people see: the best one, with its proof; with memory and wishes; and what if it has a fault."""

import logging
from datetime import timedelta

import pytest

from peercircle.activities.world_cafe import evening
from peercircle.activities.world_cafe.actions import choosing, planning
from peercircle.activities.world_cafe.actions.planning import cafe_of
from peercircle.activities.world_cafe.faces.running import proof
from peercircle.activities.world_cafe.models import Cafe, Seat
from peercircle.activities.world_cafe.tests.looking import faults, rows, table
from peercircle.meetings.actions import joining
from peercircle.meetings.models import AgendaItem, Attendance, Meeting


@pytest.fixture
def cafe(three_tables):
    return three_tables


def test_the_plan_is_the_best_that_mathematics_allows(cafe, go_to):
    go_to("round-1")

    cafe.refresh_from_db()
    assert (cafe.repeats, cafe.fewest_repeats) == (0, 0)
    assert faults(cafe) == []
    assert len(rows(cafe)) == 6 * 3


@pytest.mark.parametrize(
    ("repeats", "fewest", "is_fairest", "sentence"),
    [
        (0, 0, True, "No two guests meet twice."),
        (12, 12, False, "12 repeats; fewer is impossible."),
        (1, 1, True, "1 repeat; fewer is impossible."),
        (72, 48, True, "72 repeats; a fairer plan is impossible."),
        (15, 12, False, "15 repeats: 3 above what may be possible."),
    ],
)
def test_the_organiser_reads_how_good_it_is(repeats, fewest, is_fairest, sentence):
    cafe = Cafe(mode=Cafe.Mode.CLASSIC, repeats=repeats, fewest_repeats=fewest, is_fairest=is_fairest)

    assert proof(cafe) == sentence


def test_a_fault_of_ours_is_logged_and_the_evening_goes_on(cafe, go_to, monkeypatch, caplog):
    def broken(demand):
        raise ZeroDivisionError

    monkeypatch.setattr(evening.seating, "plan", broken)
    with caplog.at_level(logging.ERROR):
        go_to("round-1")

    assert "plain rotation" in caplog.text
    assert faults(cafe) == []


def test_who_sat_together_at_an_earlier_meeting_sits_apart_today(cafe, people, group, contact, meeting, go_to, now):
    """Three members sat at one table last month; today two of them travel, and do not share a table at all."""
    before = Meeting.objects.create(group=group, starts_at=now - timedelta(days=30), template="regular", code="OLD234")
    item = AgendaItem.objects.create(meeting=before, position=1, kind="world_cafe", minutes=50)
    earlier = cafe_of(item)
    old_table = planning.add_theme(earlier, "Yard")
    joining.tick_present(meeting, contact, now=now)
    members = [person for person in meeting.attendances.all() if person.membership]
    for person in members:
        sat = Attendance.objects.create(meeting=before, membership=person.membership, joined_at=before.starts_at)
        Seat.objects.create(cafe=earlier, table=old_table, round=1, attendance=sat)

    assert set(evening.met_before(cafe).values()) == {1}
    assert len(evening.met_before(cafe)) == 3
    for number, guest in enumerate(people[-3:], start=1):
        choosing.host_table(table(cafe, number), guest)
    go_to("round-1")
    together = [(seat.round, seat.table_id) for seat in Seat.objects.filter(cafe=cafe, attendance__in=members)]
    assert len(together) == 9
    # Seven guests at three tables meet somebody of three; the pairs of last month count for as little as can be.
    assert len(together) - len(set(together)) <= 2


def test_wishes_of_the_choice_are_granted(cafe, people, go_to):
    planning.add_theme(cafe, "Fourth")
    planning.choose_mode(cafe, Cafe.Mode.TOP_THREE)
    for person in people:
        choosing.choose_themes(cafe, person, [table(cafe, 2)])
    go_to("round-1")

    assert cafe.tables.get(number=2).is_open
    guests = set(Seat.objects.filter(cafe=cafe).values_list("attendance_id", flat=True))
    wished = Seat.objects.filter(cafe=cafe, table__number=2).values_list("attendance_id", flat=True)
    assert set(wished) == guests
