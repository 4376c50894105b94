"""What came of it: at the next meeting the case giver says whether it helped, also when the text has long ended.

Screens are kept under var/pictures.
"""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from peercircle.activities.case_consultation import texts
from peercircle.activities.case_consultation.actions import offering
from peercircle.activities.case_consultation.models import Consultation
from peercircle.kit import sealing
from peercircle.meetings import kinds
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import AgendaItem, Meeting, MinutesSection

QUESTION = "How do I stay calm when it gets loud?"
IDEA = "Wait at the door until it is quiet"
TOLD = "Two of them talk all the time, and I raise my voice."
NIGHT = {"color_scheme": "dark"}
FOLLOWS = 20_000
ARTA, BESNIK, TEUTA, DRITON = 0, 1, 2, 5


def meet(group, agenda, *, code, now):
    meeting = Meeting.objects.create(group=group, starts_at=now, template="regular", code=code)
    for position, (kind, minutes) in enumerate(agenda, start=1):
        item = AgendaItem.objects.create(meeting=meeting, position=position, kind=kind, minutes=minutes)
        kinds.get(kind).prepare(item)
    return meeting


@pytest.fixture
def consulted(group, nine):
    """`consulted(days_ago)`: Besnik gave a case; Arta led, Teuta and others were there, Driton was not."""

    def consulted(days_ago, **said):
        now = timezone.now() - dt.timedelta(days=days_ago)
        meeting = meet(group, [("case_consultation", 50)], code="BEFORE", now=now)
        leader = leading.open_meeting(meeting, by=nine[ARTA], now=now)
        for number, member in enumerate(nine):
            if number not in (ARTA, DRITON):
                joining.join(meeting, member, now=now)
        found = Consultation.objects.get(item__meeting=meeting)
        found.protocol, found.case_giver, found.topic = "tietze", nine[BESNIK], "noisy lessons"
        found.key, found.key_question, found.first_step = texts.new_key(), QUESTION, "Count to five first"
        for name, value in said.items():
            setattr(found, name, value)
        found.save()
        for number, (text, may_stay) in enumerate([(IDEA, True), (TOLD, False)], start=1):
            row = found.contributions.model(
                id=uuid4(), consultation=found, step="consult", number=number, by=leader, may_stay=may_stay
            )
            row.text = texts.sealed(found, text, bound_to=row.bound_to)
            row.save()
        meeting.refresh_from_db()
        leading.close_meeting(leader, now=now + dt.timedelta(minutes=47))
        found.refresh_from_db()
        return found

    return consulted


class Evening:
    """Today's meeting: Arta leads, Besnik gave the case of last time; two colleagues, a guest and the wall."""

    def __init__(self, group, nine, phone_of, album, *, late=(), before=(("check_in", 5),)) -> None:
        now = timezone.now()
        self.group, self.nine, self.album, self.phone_of = group, nine, album, phone_of
        agenda = [*before, ("case_consultation", 50), ("check_out", 5)]
        self.meeting = meet(group, agenda, code="TODAY2", now=now)
        leading.open_meeting(self.meeting, by=nine[ARTA], now=now)
        for number in (BESNIK, TEUTA, DRITON):
            if number not in late:
                joining.join(self.meeting, nine[number], now=now)
        self.arta = self.phone(nine[ARTA], "arta")
        if BESNIK not in late:
            self.besnik = self.phone(nine[BESNIK], "besnik", **NIGHT)
        self.teuta = self.phone(nine[TEUTA], "teuta")
        self.guest = self.phone(joining.join_as_guest(self.meeting, "Luan", now=now), "guest")
        self.wall = phone_of(None, "wall", viewport={"width": 1280, "height": 800})
        self.wall.page.goto(f"/screen/{self.meeting.code}/")

    def phone(self, who, name, **options):
        phone = self.phone_of(who, name, **options)
        phone.page.goto(f"/live/{self.meeting.pk}/")
        phone.find("#step h1").wait_for()
        return phone

    def next(self, words) -> None:
        self.arta.tap_next(timeout=FOLLOWS)
        for phone in (self.arta, self.besnik, self.teuta, self.guest, self.wall):
            expect(phone.find("#header")).to_contain_text(words, timeout=FOLLOWS)
            phone.follows(self.meeting, timeout=FOLLOWS)

    def picture(self, title, *phones) -> None:
        for phone in phones:
            self.album.take(phone.page, f"{title}-{phone.name}")

    def says(self, words) -> None:
        self.besnik.tap(words, within="#step")
        expect(self.besnik.find(".answer[aria-pressed=true]")).to_have_text(words, timeout=FOLLOWS)


@pytest.fixture
def today(group, nine, phone_of, album):
    return lambda **how: Evening(group, nine, phone_of, album, **how)


def test_what_came_of_it_at_the_next_meeting(consulted, today):
    before = consulted(10)
    evening = today()
    evening.next("What came of it?")
    evening.besnik.sees("Did it help?")
    evening.teuta.sees(QUESTION)
    evening.teuta.sees("The case giver says it in a moment.")
    for phone in (evening.guest, evening.wall):
        phone.does_not_see(QUESTION)
    evening.picture("asked", evening.arta, evening.besnik, evening.teuta, evening.guest, evening.wall)

    evening.says("It helped partly")
    evening.teuta.sees("it helped partly", timeout=FOLLOWS)
    expect(evening.arta.find("#header")).to_contain_text("What came of it?")
    evening.besnik.write("A sentence, if you like", "Three lessons of five were quiet.")
    evening.besnik.tap("Add the sentence")
    evening.teuta.sees("Three lessons of five were quiet.", timeout=FOLLOWS)
    evening.picture("said", evening.besnik, evening.teuta)

    evening.besnik.tap("Take it back")
    evening.teuta.sees("The case giver says it in a moment.", timeout=FOLLOWS)
    evening.says("It helped")
    evening.teuta.sees("it helped", timeout=FOLLOWS)
    evening.next("Choosing the case")
    evening.besnik.does_not_see("Did it help?")

    evening.arta.tap("More")
    evening.arta.tap("Close the meeting now")
    evening.teuta.sees("The meeting is over. Thank you.", timeout=FOLLOWS)
    said = MinutesSection.objects.get(minutes__meeting=evening.meeting, heading="What came of it")
    assert (said.text, said.is_confidential) == ("noisy lessons: it helped", True)
    before.refresh_from_db()
    assert (before.verdict, before.verdict_note) == ("helped", "")

    read_what_stays(evening, before)
    assert evening.album.faults == []


def read_what_stays(evening, before) -> None:
    """Who was there reads it from the group's page; a colleague who was not reads the topic."""
    evening.teuta.page.goto(reverse("groups:group", args=[evening.group.pk]))
    evening.picture("group", evening.teuta)
    evening.teuta.tap("What stays: Case consultation")
    evening.picture("list", evening.teuta)
    evening.teuta.find(".rows a").filter(has_text="noisy lessons").click()
    for words in (QUESTION, IDEA, "Count to five first", "it helped"):
        evening.teuta.sees(words)
    evening.teuta.does_not_see(TOLD)
    evening.picture("stays", evening.teuta)

    driton = evening.phone_of(evening.nine[DRITON], "driton", **NIGHT)
    driton.page.goto(reverse("case_consultation-after:consultation", args=[before.item_id]))
    driton.sees("noisy lessons")
    driton.sees("What stays of it is for those who were there. Ask one of them.")
    driton.does_not_see(QUESTION)
    evening.picture("not-there", driton)


def test_whoever_gave_the_last_case_comes_when_the_group_chooses_the_next_one(consulted, today):
    """The consultation opens the meeting, and nobody could be asked: the question waits on the own phone."""
    before = consulted(10)
    evening = today(late=[BESNIK], before=[])
    offering.offer_case(evening.nine[TEUTA], "Morning quarrels", 2, id=uuid4(), now=timezone.now())
    evening.arta.sees("Which case today?")
    joining.join(evening.meeting, evening.nine[BESNIK], now=timezone.now())
    evening.besnik = evening.phone(evening.nine[BESNIK], "besnik", **NIGHT)
    evening.besnik.sees("Did it help?")
    evening.arta.sees("Besnik has not said yet", timeout=FOLLOWS)
    evening.teuta.does_not_see("Besnik has not said yet")
    evening.picture("late", evening.arta, evening.besnik)

    evening.says("It helped partly")
    evening.arta.sees("it helped partly", timeout=FOLLOWS)
    evening.besnik.write("A sentence, if you like", "Three lessons of five were quiet.")
    evening.besnik.tap("Add the sentence")
    evening.arta.sees("Three lessons of five were quiet.", timeout=FOLLOWS)
    evening.picture("late-said", evening.arta, evening.besnik)
    evening.besnik.sees("Which case today?")
    before.refresh_from_db()
    assert (before.verdict, before.verdict_note) == ("partly", "Three lessons of five were quiet.")
    assert evening.album.faults == []


def test_a_follow_up_after_the_text_has_ended(consulted, today):
    before = consulted(40, follow_up_on=timezone.localdate() - dt.timedelta(days=20))
    key = before.key
    assert before.expires_at < timezone.now() - dt.timedelta(days=19)
    kinds.get("case_consultation").upkeep(timezone.now())
    before.refresh_from_db()
    assert (before.key, before.story, before.contributions.count()) == ("", None, 0)
    assert key not in sealing.names()

    evening = today()
    evening.next("What came of it?")
    evening.teuta.sees(QUESTION)
    evening.says("It did not help")
    evening.teuta.sees("it did not help", timeout=FOLLOWS)
    evening.picture("ended", evening.besnik, evening.teuta)

    evening.besnik.page.goto(reverse("case_consultation-after:consultation", args=[before.item_id]))
    for words in (QUESTION, IDEA, "What was told is not kept. Only what stays in general terms is."):
        evening.besnik.sees(words)
    expect(evening.besnik.find("main").get_by_role("button", name="Open it")).to_have_count(0)
    evening.besnik.tap("It helped partly", within="main")
    expect(evening.besnik.find(".answer[aria-pressed=true]")).to_have_text("It helped partly")
    evening.picture("at-home", evening.besnik)
    before.refresh_from_db()
    assert before.verdict == "partly"
    assert evening.album.faults == []
