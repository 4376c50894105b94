"""World Cafés as they happen: nine people and five themes, people who come late and leave, a hall of sixty.

A few of them hold a phone of the browser, the others act as their phones would. Screens are kept under var/pictures.
"""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from peercircle.activities.world_cafe.actions import planning
from peercircle.activities.world_cafe.models import Cafe, Card, Seat, Table, TableNote
from peercircle.meetings import kinds
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from tests.cast import client_of

THEMES = ["Discipline", "Concentration", "Environment", "Motivation", "Bullying", "Dita e hapur me prindërit"]
WALL = {"viewport": {"width": 1280, "height": 800}}
AT_ONCE = """async (taps) => {
  const csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = (data) => new URLSearchParams({ ...data, csrfmiddlewaretoken });
  const send = ([url, data]) => fetch(url, { method: "POST", body: body(data) });
  return (await Promise.all(taps.map(send))).map((answer) => answer.status);
}"""


class Evening:
    """A café on its own: the facilitator's phone, two more, the room's screen, and people by name."""

    def __init__(self, group, nine, phone_of, album) -> None:
        self.group, self.nine, self.phone_of, self.album = group, nine, phone_of, album

    def begin(self, themes: int, guests: int, mode: str = Cafe.Mode.FITTING) -> None:
        now = timezone.now()
        self.meeting = Meeting.objects.create(group=self.group, starts_at=now, template="regular", code="CAFE24")
        item = AgendaItem.objects.create(meeting=self.meeting, position=1, kind="world_cafe", minutes=90)
        kinds.get("world_cafe").prepare(item)
        self.cafe = Cafe.objects.get(item=item)
        for theme in THEMES[:themes]:
            planning.add_theme(self.cafe, theme, "What helps, and what could we try?")
        planning.choose_mode(self.cafe, mode)
        leading.open_meeting(self.meeting, by=self.nine[0], now=now)
        self.people = [joining.join(self.meeting, member, now=now) for member in self.nine]
        for number in range(guests):
            self.people.append(joining.join_as_guest(self.meeting, f"Guest {number + 1}", now=now))
        self.lead = self.phone(self.nine[0], "lead")
        self.screen = self.phone_of(None, "screen", **WALL)
        self.screen.page.goto(f"/screen/{self.meeting.code}/")

    def phone(self, member, name: str, **options: object):
        phone = self.phone_of(member, name, **options)
        phone.page.goto(f"/live/{self.meeting.pk}/")
        phone.find("#step").wait_for()
        return phone

    def picture(self, title: str, *phones) -> None:
        for phone in phones:
            self.album.take(phone.page, f"{title}-{phone.name}")

    def next(self, words: str) -> None:
        self.lead.tap_next()
        expect(self.lead.find("#header")).to_contain_text(words)

    def everybody_follows(self, *phones) -> None:
        for phone in phones:
            phone.follows(self.meeting)

    def tap(self, who: Attendance, name: str, *args: object, **data: object) -> None:
        """What somebody's phone sends, without the browser."""
        answer = client_of(who).post(reverse(f"world_cafe:{name}", args=[self.meeting.pk, *args]), data)
        assert answer.status_code in {200, 302}, (name, answer.content[:200])

    def page_of(self, who: Attendance) -> str:
        return client_of(who).get(reverse("meetings:step", args=[self.meeting.pk])).content.decode()

    def write(self, who: Attendance, table: Table, text: str) -> None:
        self.tap(who, "note", table.pk, id=uuid4(), text=text)

    def table(self, theme: str) -> Table:
        return self.cafe.tables.select_related("host__membership__person").get(theme=theme)

    def seats(self, round_: int) -> dict[int, int]:
        return dict(Seat.objects.filter(cafe=self.cafe, round=round_).values_list("attendance_id", "table_id"))

    def here(self) -> set[int]:
        return {person.pk for person in self.meeting.attendances.here()}

    def everybody_has_a_place(self, round_: int) -> None:
        """A table to host or a seat; both only for who became host of the table in the middle of the round."""
        hosts = {table.host_id: table.pk for table in self.cafe.tables.filter(is_open=True) if table.is_set(round_)}
        seats = self.seats(round_)
        assert hosts.keys() | seats.keys() >= self.here()
        assert all(hosts[person] == seats[person] for person in hosts.keys() & seats.keys())


@pytest.fixture
def evening(nine, group, phone_of, album):
    return Evening(group, nine, phone_of, album)


def test_nine_people_choose_three_of_five_themes(evening):
    evening.begin(themes=5, guests=0)
    besnik = evening.phone(evening.nine[1], "besnik")
    night = evening.phone(evening.nine[2], "night", color_scheme="dark", viewport={"width": 1280, "height": 800})
    evening.lead.sees("Top three: the group chooses three themes, hosts stay, guests travel")
    evening.lead.sees("9 people are here.")
    evening.picture("choose", evening.lead, besnik, evening.screen)
    wanted = [table.pk for table in evening.cafe.tables.filter(theme__in=["Bullying", "Motivation", "Environment"])]
    for person in evening.people[2:]:
        evening.tap(person, "choose", evening.cafe.item_id, table=wanted)
    besnik.find("label").filter(has_text="Discipline").click()
    besnik.tap("Choose these")
    besnik.sees("Your choice is in.")

    evening.next("Find hosts")
    evening.everybody_follows(besnik, night, evening.screen)
    besnik.does_not_see("Discipline")
    besnik.find("li.table").filter(has_text="Bullying").get_by_role("button").click()
    besnik.sees("You host: three things, that is all")
    evening.picture("hosts", evening.lead, besnik, evening.screen)

    evening.next("Round 1 of 3")
    evening.everybody_follows(besnik, night, evening.screen)
    assert sorted(map(len, _tables(evening, 1).values())) == [2, 2, 2]
    evening.lead.sees("No two guests meet twice.")
    besnik.sees("Your guests:")
    besnik.find("#host-checklist summary").click()
    evening.picture("round-1", evening.lead, besnik, night, evening.screen)
    evening.write(evening.people[4], evening.table("Bullying"), "We look away too often")
    for number in (2, 3):
        evening.next(f"Round {number} of 3")
        evening.everybody_follows(besnik, night, evening.screen)
        assert len(evening.seats(number)) == 6
    night.find("#step h1").wait_for()
    evening.picture("round-3", evening.lead, night)
    visits = {}
    for person, table in Seat.objects.values_list("attendance_id", "table_id"):
        visits.setdefault(person, set()).add(table)
    assert [len(tables) for tables in visits.values()] == [3] * 6

    evening.next("Harvest")
    evening.everybody_follows(besnik)
    besnik.find("#cafe_harvest").wait_for()
    assert besnik.page.get_by_label("What we heard").first.input_value() == "We look away too often"
    evening.picture("harvest", evening.lead, besnik)
    assert evening.album.faults == []


def test_nine_people_and_a_host_for_each_of_five_themes(evening):
    evening.begin(themes=5, guests=0, mode=Cafe.Mode.FIXED_HOSTS)
    evening.lead.sees("We would propose: Top three")
    for person, table in zip(evening.people[4:], evening.cafe.tables.all(), strict=True):
        evening.tap(person, "host", table.pk)
    guest = evening.phone(evening.nine[1], "guest", color_scheme="dark")
    for number in range(1, 6):
        evening.next(f"Round {number} of 5")
        evening.everybody_has_a_place(number)
        assert len(set(evening.seats(number).values())) == 4
        if number == 2:
            evening.everybody_follows(guest, evening.screen)
            guest.sees("Next you go to")
            guest.sees(re.compile("move on by"))
            evening.picture("round-2", evening.lead, guest, evening.screen)
    for person in evening.people[:4]:
        assert Seat.objects.filter(attendance=person).values("table").distinct().count() == 5
    evening.next("Harvest")
    for table in evening.cafe.tables.all():
        answers = {f"table-{table.pk}-heard_1": f"Heard about {table.theme}"}
        evening.tap(table.host, "card", table.pk, **answers)
    evening.everybody_follows(evening.screen)
    evening.lead.sees("5 cards of 5 are in")
    assert Card.objects.exclude(written_at=None).count() == 5
    assert evening.album.faults == []


def test_thirteen_guests_at_four_tables_while_life_happens(evening):
    """A latecomer after round 1, a host who leaves, a table that closes, a guest without a phone."""
    evening.begin(themes=4, guests=8)
    hosts = evening.people[1:5]
    for person, table in zip(hosts, evening.cafe.tables.all(), strict=True):
        evening.tap(person, "host", table.pk)
    evening.next("Round 1 of 3")
    assert len(evening.seats(1)) == 13
    evening.everybody_has_a_place(1)
    host = evening.phone(evening.nine[1], "host")
    host.sees("Your guests:")
    first = evening.table("Discipline")
    evening.write(first.host, first, "Rules that we all keep")
    evening.write(first.host, first, "Tooloudtoloudtoloud" * 14)

    evening.next("Round 2 of 3")
    late = joining.join_as_guest(evening.meeting, "Rrezarta", now=timezone.now())
    evening.everybody_has_a_place(2)
    assert "Please sit at this table" in evening.page_of(late)
    evening.screen.sees("Rrezarta")
    evening.picture("late", evening.lead, host, evening.screen)

    _a_host_leaves_and_a_guest_hosts(evening, host)
    guest = _somebody_supports_a_note_and_takes_it_back(evening)
    _a_guest_without_a_phone_sits_elsewhere(evening)
    _a_table_closes(evening)

    evening.next("Round 3 of 3")
    evening.everybody_has_a_place(3)
    closed = evening.table("Motivation")
    assert closed.pk not in set(evening.seats(3).values())
    evening.everybody_follows(evening.screen)
    evening.screen.does_not_see("Motivation")
    evening.picture("round-3", evening.lead, guest, evening.screen)
    evening.lead.tap("Back")
    expect(evening.lead.find("#header")).to_contain_text("Round 2 of 3")
    guest.sees(re.compile("^We are back in this round"))
    evening.screen.sees("Back in this round: sit where you sat")
    evening.picture("back", evening.lead, guest, evening.screen)
    assert evening.screen.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    before = evening.seats(3)
    evening.next("Round 3 of 3")
    assert evening.seats(3) == before
    evening.next("Harvest")
    evening.lead.sees("Motivation")
    assert TableNote.objects.first().text == "Rules that we all keep"
    evening.picture("harvest", evening.lead, host, guest, evening.screen)
    assert evening.album.faults == []


def _a_host_leaves_and_a_guest_hosts(evening, host):
    table = evening.table("Discipline")
    host.find("summary").filter(has_text="Leave").click()
    host.tap("I have to go")
    host.sees("You have left this meeting.")
    stand_in = evening.table("Discipline").host
    assert stand_in is not None
    assert stand_in != table.host
    phone = evening.phone(stand_in, "stand-in", color_scheme="dark")
    phone.sees(re.compile("^Besnik had to go, so you host this table until Besnik is back."))
    phone.find("#host-checklist li").first.wait_for()
    evening.picture("host-left", phone, evening.screen)
    evening.everybody_has_a_place(2)
    host.tap("I am back")
    host.sees("You host this table")
    assert evening.table("Discipline").host == table.host
    phone.sees("Please sit at this table")
    evening.everybody_has_a_place(3)


def _somebody_supports_a_note_and_takes_it_back(evening):
    first = evening.table("Discipline")
    note = first.notes.first()
    seat = Seat.objects.filter(table=first, round=2, attendance__in=evening.here()).first()
    guest = evening.phone(seat.attendance, "guest")
    for others, pressed in ((1, "true"), (0, "false"), (1, "true")):
        guest.find(f"#support-{note.pk}").click()
        expect(guest.find(f"#support-{note.pk}")).to_have_attribute("aria-pressed", pressed)
        assert note.supports.count() == others
    guest.sees("+1")
    assert guest.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return guest


def _a_guest_without_a_phone_sits_elsewhere(evening):
    """The facilitator lets two change places."""
    one, other = [person for person in list(evening.seats(2)) if person in evening.here()][:2]
    evening.lead.tap("Tables and people")
    evening.lead.sees("Two guests change places")
    evening.picture("tables", evening.lead)
    names = {person.pk: person.name for person in evening.meeting.attendances.here()}
    evening.lead.page.get_by_label("One guest").select_option(label=names[one])
    evening.lead.page.get_by_label("The other guest").select_option(label=names[other])
    before = evening.seats(2)
    evening.lead.tap("They change places")
    evening.lead.sees("Tables and people")
    after = evening.seats(2)
    assert (after[one], after[other]) == (before[other], before[one])


def _and_another_gets_a_new_host_in_the_same_moment(evening):
    """Two who plan anew at once: one waits for the other, and both changes hold."""
    closing, other = evening.table("Motivation"), evening.table("Environment")
    host = Seat.objects.filter(table=other, round=2, attendance__in=evening.here()).first().attendance
    close = reverse("world_cafe:change-table", args=[evening.meeting.pk, closing.pk, "close"])
    change = reverse("world_cafe:change-host", args=[evening.meeting.pk, other.pk])
    taps = [[close, {}], [change, {"person": str(host.pk)}], [close, {}]]

    assert evening.lead.page.evaluate(AT_ONCE, taps) == [200, 200, 200]
    assert evening.table("Motivation").closes_after == 2
    assert evening.table("Environment").host == host
    evening.everybody_has_a_place(3)


def _a_table_closes(evening):
    card = evening.lead.find("li.table").filter(has_text="Motivation")
    card.get_by_role("button", name=re.compile("^2 minutes more")).click()
    evening.lead.sees(re.compile("It has time until"))
    _and_another_gets_a_new_host_in_the_same_moment(evening)
    evening.lead.page.reload()
    evening.lead.sees("This table closes after this round.")
    evening.picture("closing", evening.lead)
    evening.lead.tap("Back to the meeting")
    evening.lead.sees("Say this")


def test_sixty_people_at_six_tables(evening):
    evening.begin(themes=6, guests=51)
    assert Attendance.objects.filter(meeting=evening.meeting).count() == 60
    guest = evening.phone(evening.nine[3], "guest")
    evening.picture("hosts", evening.lead, evening.screen)
    evening.next("Round 1 of 3")
    evening.everybody_has_a_place(1)
    evening.everybody_follows(guest, evening.screen)
    for number in (1, 2, 3):
        if number > 1:
            evening.next(f"Round {number} of 3")
        assert sorted(map(len, _tables(evening, number).values())) == [9] * 6
        evening.everybody_has_a_place(number)
    evening.everybody_follows(guest, evening.screen)
    cafe = Cafe.objects.get(pk=evening.cafe.pk)
    assert cafe.is_fairest
    evening.lead.sees("72 repeats; a fairer plan is impossible.")
    evening.picture("round-3", evening.lead, guest, evening.screen)
    assert evening.album.faults == []


def _tables(evening, round_: int) -> dict[int, list[int]]:
    tables: dict[int, list[int]] = {}
    for person, table in evening.seats(round_).items():
        tables.setdefault(table, []).append(person)
    return tables
