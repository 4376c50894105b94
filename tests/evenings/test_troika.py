"""Three trios at once: nine colleagues with a phone each; one leaves in the second turn, and somebody comes late.

Screens are kept under var/pictures.
"""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from peercircle.activities.case_consultation.models import Consultation, TrioSeat
from peercircle.meetings import kinds
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import AgendaItem, Attendance, Meeting

WALL = {"viewport": {"width": 1280, "height": 800}}
FOLLOWS = 30_000


class Evening:
    """Arta leads and sits in a trio like everybody."""

    def __init__(self, group, nine, phone_of, album) -> None:
        self.nine, self.phone_of, self.album = nine, phone_of, album
        now = timezone.now()
        self.meeting = Meeting.objects.create(group=group, starts_at=now, template="regular", code="TR3924")
        for position, (kind, minutes) in enumerate([("check_in", 5), ("case_consultation", 30)], start=1):
            item = AgendaItem.objects.create(meeting=self.meeting, position=position, kind=kind, minutes=minutes)
            kinds.get(kind).prepare(item)
        Consultation.objects.filter(item=item).update(protocol="troika")
        leading.open_meeting(self.meeting, by=nine[0], now=now)
        self.people = [joining.join(self.meeting, member, now=now) for member in nine]
        self.phones = {
            person.pk: self.phone(member, member.person.given_name.lower(), number)
            for number, (person, member) in enumerate(zip(self.people, nine, strict=True))
        }
        self.arta = self.phones[self.people[0].pk]
        self.wall = phone_of(None, "wall", **WALL)
        self.wall.page.goto(f"/screen/{self.meeting.code}/")

    def phone(self, member, name: str, number: int):
        phone = self.phone_of(member, name, color_scheme="dark" if number % 2 else "light")
        phone.page.goto(f"/live/{self.meeting.pk}/")
        phone.find("#step h1").wait_for()
        return phone

    def next(self, words: str) -> None:
        self.arta.tap_next(timeout=FOLLOWS)
        self.everybody_follows()
        expect(self.arta.find("#header")).to_contain_text(words, timeout=FOLLOWS)

    def everybody_follows(self) -> None:
        for phone in [*self.phones.values(), self.wall]:
            phone.follows(self.meeting, timeout=FOLLOWS)

    def at(self, trio: int, position: int) -> Attendance:
        return Attendance.objects.get(pk=self._seats().get(trio=trio, position=position).attendance_id)

    def of(self, trio: int, position: int):
        return self.phones[self.at(trio, position).pk]

    def _seats(self):
        return TrioSeat.objects.filter(consultation__item__meeting=self.meeting)

    def headings(self, trio: int) -> list[str]:
        """What the phones of a trio say, in the order in which its people tell."""
        seats = self._seats().filter(trio=trio, attendance__left_at=None).order_by("position")
        return [self.phones[seat.attendance_id].find("#step h1").inner_text() for seat in seats]

    def picture(self, title: str, *phones) -> None:
        for phone in phones:
            self.album.take(phone.page, f"{title}-{phone.name}")


@pytest.fixture
def evening(nine, group, phone_of, album):
    return Evening(group, nine, phone_of, album)


ALOUD = [
    "Turn your chair round and listen",
    "You two think aloud with each other",
    "You two think aloud with each other",
]


def test_nine_phones_are_three_trios_at_once(evening):
    evening.next("Turn 1: Each alone")
    for trio in (1, 2, 3):
        assert evening.headings(trio) == [f"You are in trio {trio}"] * 3
        for position in (2, 3):
            evening.of(trio, position).sees(f"{evening.at(trio, 1).first_name} tells in a moment.")
    evening.picture("sit-down", evening.arta, evening.of(2, 1), evening.of(3, 2), evening.wall)
    _two_change_places(evening)

    for turn in (1, 2, 3):
        if turn > 1:
            evening.next(f"Turn {turn}: Each alone")
        evening.next(f"Turn {turn}: One tells")
        evening.next(f"Turn {turn}: The others ask")
        if turn == 2:
            _one_leaves_and_one_comes(evening)
        evening.next(f"Turn {turn}: The others think aloud")
        if turn == 1:
            assert [evening.headings(trio) for trio in (1, 2, 3)] == [ALOUD] * 3
            evening.picture("aloud", evening.arta, evening.of(2, 1), evening.of(2, 2), evening.wall)
        evening.next(f"Turn {turn}: What was of value")

    _a_fourth_turn_for_who_has_not_told(evening)
    assert evening.album.faults == []


def _two_change_places(evening) -> None:
    one, other = evening.at(1, 2), evening.at(2, 3)
    evening.arta.tap("All trios")
    evening.picture("all-trios", evening.arta)
    evening.arta.tap(one.name)
    evening.picture("with-whom", evening.arta)
    evening.arta.tap(other.name)
    evening.arta.sees("Tap a person who should sit elsewhere.")
    assert evening.at(2, 3) == one
    evening.arta.tap("Back to the meeting")
    evening.arta.find("#step h1").wait_for()
    expect(evening.phones[one.pk].find("#step h1")).to_have_text("You are in trio 2", timeout=FOLLOWS)


def _one_leaves_and_one_comes(evening) -> None:
    """The third of a trio goes before telling: one of its two listens from now on, the other tells later."""
    trio = next(number for number in (1, 2, 3) if evening.arta not in [evening.of(number, place) for place in (2, 3)])
    told, telling, leaves = (evening.at(trio, position) for position in (1, 2, 3))
    phone = evening.phones.pop(leaves.pk)
    joining.leave(leaves, now=timezone.now())
    phone.sees("You have left this meeting.", timeout=FOLLOWS)
    for person in (told, telling):
        expect(evening.phones[person.pk].find("#step h1")).to_have_text("You ask", timeout=FOLLOWS)
    late = joining.join_as_guest(evening.meeting, "Vjosa", now=timezone.now())
    page = evening.phone_of(late, "vjosa")
    page.page.goto(f"/live/{evening.meeting.pk}/")
    page.sees("With you:")
    evening.phones[late.pk] = page
    evening.picture("after-leaving", evening.phones[telling.pk], page, evening.arta, evening.wall)


def _a_fourth_turn_for_who_has_not_told(evening) -> None:
    told = evening.meeting.attendances.here().count()
    assert told == 9
    evening.next("Turn 4: Each alone")
    evening.next("Turn 4: One tells")
    headings = [phone.find("#step h1").inner_text() for phone in evening.phones.values()]
    assert set(headings) <= {"You tell", "You listen", "Talk on"}
    assert "You tell" in headings
    evening.picture("fourth-turn", evening.arta, evening.wall)
