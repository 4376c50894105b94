"""Whatever happens, in whatever order: everybody has a place, and what was stays."""

from contextlib import suppress
from random import Random

import pytest
from django.urls import reverse

from peercircle.activities.world_cafe.actions import planning, seats, tables
from peercircle.activities.world_cafe.activity import cafe_of
from peercircle.activities.world_cafe.models import Cafe, Seat
from peercircle.activities.world_cafe.tests.looking import rows
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import joining, leading

EVENTS = ["late", "leaves", "leaves", "back", "close", "open", "host", "sits", "swap", "next", "next", "back a round"]
EVENTS += ["undo"]
LEADING = {"next": leading.go_next, "back a round": leading.go_back, "undo": leading.undo}


class Chance:
    """An evening in which things happen."""

    def __init__(self, cafe, meeting, leader, now, seed):
        self.cafe, self.meeting, self.leader, self.now, self.rng = cafe, meeting, leader, now, Random(seed)

    @property
    def round(self):
        self.meeting.refresh_from_db()
        return int(self.meeting.stage.partition("-")[2] or 0) if self.meeting.stage.startswith("round") else 0

    def here(self):
        return list(self.meeting.attendances.here())

    def table(self):
        return self.rng.choice(list(self.cafe.tables.filter(is_open=True)))

    def happen(self, event):
        """Anything, as long as the rounds go on."""
        if event in LEADING:
            if (event != "next" and self.round > 1) or (event == "next" and self.round < self.fresh().rounds):
                LEADING[event](self.leader, seen=self.meeting.move_count, now=self.now)
            return
        somebody, somebody_else = (self.rng.choice(self.here()) for _ in range(2))
        gone = list(self.meeting.attendances.exclude(left_at=None)) or [somebody]
        {
            "late": lambda: joining.join_as_guest(self.meeting, "Late", now=self.now),
            "leaves": lambda: somebody == self.leader or joining.leave(somebody, now=self.now),
            "back": lambda: joining.come_back(self.rng.choice(gone)),
            "close": lambda: tables.close_table(self.table(), self.leader),
            "open": lambda: tables.open_again(self.table(), self.leader),
            "host": lambda: tables.change_host(self.table(), somebody, self.leader),
            "sits": lambda: seats.sit_down(self.table(), somebody, self.round),
            "swap": lambda: seats.swap(self.cafe, somebody, somebody_else, self.round),
        }[event]()

    def fresh(self):
        return Cafe.objects.get(pk=self.cafe.pk)

    def places(self, round_):
        """Everybody who is here, with the tables where they are: as host or as guest."""
        places = {person.pk: set() for person in self.here()}
        for table in self.cafe.tables.exclude(host=None):
            if table.is_set(round_) and table.host_id in places:
                places[table.host_id].add(table.pk)
        for seat in Seat.objects.filter(cafe=self.cafe, round=round_, attendance__in=places):
            places[seat.attendance_id].add(seat.table_id)
        return places

    def faults(self):
        """Who has no place or two, or one at a closed table, in the rounds to come and in this one."""
        cafe = self.fresh()
        for number in range(cafe.begun + (self.round != cafe.begun), cafe.rounds + 1):
            is_set = {table.pk: table.is_set(number) for table in self.cafe.tables.all()}
            for person, places in self.places(number).items():
                if len(places) != 1 or not all(is_set[table] for table in places):
                    yield number, person, places


@pytest.mark.parametrize(
    ("mode", "seed"), [(Cafe.Mode.CLASSIC, 6), (Cafe.Mode.FIXED_HOSTS, 3), (Cafe.Mode.CAROUSEL, 7)]
)
def test_everybody_has_one_place_whatever_happens(
    put_on_agenda, leader, present_member, meeting, go_to, now, visit, mode, seed
):
    for number in range(7):
        joining.join_as_guest(meeting, f"G{number}", now=now)
    cafe = cafe_of(put_on_agenda("world_cafe", minutes=50))
    for theme in ("One", "Two", "Three", "Four"):
        planning.add_theme(cafe, theme)
    planning.choose_mode(cafe, mode)
    go_to("round-1")
    evening = Chance(cafe, meeting, leader, now, seed)

    for _ in range(25):
        event = evening.rng.choice(EVENTS)
        was = {where: seat for where, seat in rows(cafe).items() if where[0] < evening.fresh().begun}
        with suppress(Refused):
            evening.happen(event)
        assert list(evening.faults()) == [], event
        if event not in {"sits", "swap"}:
            assert rows(cafe).items() >= was.items(), event
    assert visit(leader, reverse("world_cafe:tables", args=[meeting.pk, cafe.item_id])).status_code == 200
    for person in evening.here():
        assert visit(person, reverse("meetings:step", args=[meeting.pk])).status_code == 200
