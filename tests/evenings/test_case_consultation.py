"""A consultation in six phases: nine colleagues with a phone each, one case, and what goes wrong on a real afternoon.

Screens are kept under var/pictures.
"""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from peercircle.activities.case_consultation import texts
from peercircle.activities.case_consultation.models import Consultation
from peercircle.meetings import kinds
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import AgendaItem, Attendance, Meeting

WALL = {"viewport": {"width": 1280, "height": 800}}
NIGHT = {"color_scheme": "dark"}
FOLLOWS = 20_000


def unfold(phone, words: str) -> None:
    phone.find("summary").filter(has_text=words).click()


class Evening:
    """Arta leads, Besnik gives the case, Teuta writes, Milica keeps the time; five more consult."""

    def __init__(self, group, nine, phone_of, album) -> None:
        self.group, self.nine, self.phone_of, self.album = group, nine, phone_of, album

    def begin(self) -> None:
        now = timezone.now()
        self.meeting = Meeting.objects.create(group=self.group, starts_at=now, template="regular", code="CASE24")
        for position, (kind, minutes) in enumerate([("case_consultation", 50), ("check_out", 5)], start=1):
            item = AgendaItem.objects.create(meeting=self.meeting, position=position, kind=kind, minutes=minutes)
            kinds.get(kind).prepare(item)
        leading.open_meeting(self.meeting, by=self.nine[0], now=now)
        self.people = [joining.join(self.meeting, member, now=now) for member in self.nine]
        self.consultation = Consultation.objects.get(item__meeting=self.meeting)
        names = ["arta", "besnik", "teuta", "milica", "shpresa", "driton", "dorde", "valbona", "emine"]
        self.phones = [
            self.phone(member, name, **({"color_scheme": "dark"} if number % 2 else {}))
            for number, (member, name) in enumerate(zip(self.nine, names, strict=True))
        ]
        self.arta, self.besnik, self.teuta, self.milica, self.shpresa, self.driton, *_more = self.phones
        self.wall = self.phone_of(None, "wall", **WALL)
        self.wall.page.goto(f"/screen/{self.meeting.code}/")

    def phone(self, member, name: str, **options: object):
        phone = self.phone_of(member, name, **options)
        phone.page.goto(f"/live/{self.meeting.pk}/")
        phone.find("#step h1").wait_for()
        return phone

    def next(self, words: str, leads=None) -> None:
        leads = leads or self.arta
        leads.tap_next(timeout=FOLLOWS)
        expect(leads.find("#header")).to_contain_text(words, timeout=FOLLOWS)
        for phone in [*self.phones, self.wall]:
            phone.follows(self.meeting, timeout=FOLLOWS)

    def loses(self, phone, owner: Attendance) -> None:
        """The phone is gone, as long ago as it takes until others are asked."""
        phone.page.goto("about:blank")
        lost = Attendance.objects.filter(pk=owner.pk, away_since__isnull=False)
        for _look in range(200):
            if lost.update(away_since=timezone.now() - leading.AWAY):
                return
            phone.page.wait_for_timeout(100)
        raise AssertionError("nobody noticed that the phone is gone")

    def picture(self, title: str, *phones) -> None:
        for phone in phones:
            self.album.take(phone.page, f"{title}-{phone.name}")

    def fresh(self) -> Consultation:
        return Consultation.objects.get(pk=self.consultation.pk)

    def written(self) -> list[tuple[str, str]]:
        consultation = self.fresh()
        rows = consultation.contributions.filter(step="consult").select_related("by__membership__person")
        return [(row.by.first_name, texts.of_contribution(consultation, row).text) for row in rows]


@pytest.fixture
def evening(nine, group, phone_of, album):
    evening = Evening(group, nine, phone_of, album)
    evening.begin()
    return evening


def choose(evening) -> None:
    """Two cases are offered, the dots decide, and who writes and keeps time says so on the own phone."""
    evening.arta.sees("A colleague is in a crisis")
    evening.besnik.write("Two words for it", "noisy lessons")
    evening.besnik.page.get_by_label("it weighs on me today").check()
    evening.picture("offer", evening.besnik)
    evening.besnik.tap("Offer it to the group")
    evening.driton.write("Two words for it", "late homework")
    evening.driton.tap("Offer it to the group")
    for number, phone in enumerate([evening.shpresa, evening.milica, evening.teuta], start=1):
        phone.page.get_by_role("button", name="My dot for “noisy lessons”").click(timeout=FOLLOWS)
        evening.arta.sees(f"{number} of 9 have placed a dot", timeout=FOLLOWS)
    evening.wall.does_not_see(re.compile("noisy lessons"))
    evening.picture("vote", evening.arta, evening.shpresa, evening.wall)
    evening.arta.tap("Show how the dots fell")
    evening.shpresa.sees("3 dots", timeout=FOLLOWS)
    evening.picture("dots", evening.arta)
    evening.arta.find(".row").filter(has_text="noisy lessons").get_by_role("button", name="We take this one").click()
    evening.besnik.sees("Your case is chosen", timeout=FOLLOWS)
    evening.teuta.page.get_by_role("button", name="I write").click(timeout=FOLLOWS)
    evening.milica.page.get_by_role("button", name="I keep time").click(timeout=FOLLOWS)
    evening.arta.sees("Make it free", timeout=FOLLOWS)
    expect(evening.arta.page.get_by_role("button", name="Make it free")).to_have_count(2, timeout=FOLLOWS)
    evening.picture("chosen", evening.arta, evening.besnik, evening.teuta, evening.wall)


def tell_and_ask(evening) -> None:
    """The story with its sheet, the key question that a colleague offered, and the way that was wished for."""
    evening.next("The story")
    evening.besnik.sees("Tell us what it is about")
    evening.shpresa.sees("Listen to Besnik")
    evening.milica.sees("You keep the time")
    unfold(evening.besnik, "Fill in a story sheet too, if you like")
    evening.besnik.page.get_by_label("Level").select_option("primary")
    evening.besnik.page.get_by_label("Where it shows").select_option("lesson")
    evening.besnik.write("In your own words", "Two of them talk all the time, and I raise my voice.")
    evening.picture("tell", evening.besnik)
    evening.besnik.tap("Show it to the group")
    evening.shpresa.sees("Two of them talk all the time, and I raise my voice.", timeout=FOLLOWS)
    evening.wall.does_not_see(re.compile("raise my voice"))
    evening.picture("told", evening.arta, evening.shpresa, evening.milica, evening.wall)

    evening.next("The key question")
    unfold(evening.shpresa, "Offer a question")
    evening.shpresa.write("A question that I offer", "How do I stay calm when it gets loud?")
    evening.shpresa.tap("Offer it")
    evening.besnik.sees("How do I stay calm when it gets loud?", timeout=FOLLOWS)
    not_heard = evening.arta.find("section").filter(has_text="Who has not spoken yet").locator(".chips")
    expect(not_heard).not_to_contain_text("Shpresa", timeout=FOLLOWS)
    evening.picture("question", evening.besnik, evening.arta)
    evening.arta.tap("Milica", within="#step")
    expect(not_heard).not_to_contain_text("Milica", timeout=FOLLOWS)
    expect(not_heard).to_contain_text("Driton")
    evening.besnik.tap("This is my question", within=".notes")
    expect(evening.driton.find("h1")).to_have_text("How do I stay calm when it gets loud?", timeout=FOLLOWS)

    evening.next("How we consult")
    evening.besnik.tap(re.compile("^Good advice"), within="#step")
    evening.arta.sees("Besnik would like: Good advice", timeout=FOLLOWS)
    evening.arta.page.locator("#step .row").last.scroll_into_view_if_needed()
    evening.picture("module", evening.arta, evening.besnik)
    evening.arta.tap(re.compile("^Good advice"), within="#step")
    expect(evening.driton.find("h1")).to_have_text("Good advice", timeout=FOLLOWS)
    evening.picture("module-chosen", evening.driton)


def contribute_out_of_turn(evening) -> None:
    """Shpresa's phone still shows her turn while the facilitator has passed on."""
    evening.shpresa.write("Your contribution", "Begin with a minute of silence.")
    evening.arta.tap("Pass on to Driton")
    evening.driton.sees("It is your turn", timeout=FOLLOWS)
    evening.shpresa.tap("Write it down and pass on")
    evening.shpresa.sees(re.compile("It is not your turn just now"), timeout=FOLLOWS)
    assert [name for name, _text in evening.written()] == ["Teuta", "Milica", "Shpresa"]
    evening.picture("out-of-turn", evening.shpresa)


def lose_the_facilitators_phone(evening) -> None:
    """The facilitator's phone dies in the silent step; Driton takes over, and his screen is right at once."""
    evening.loses(evening.arta, evening.people[0])
    evening.driton.page.reload()
    evening.driton.page.get_by_role("button", name="I take over").click(timeout=FOLLOWS)
    evening.driton.sees("Whose turn it is", timeout=FOLLOWS)
    evening.driton.sees(re.compile("No debate"))
    evening.besnik.sees("Lean back and listen")
    evening.picture("taken-over", evening.driton)
    evening.arta.page.goto(f"/live/{evening.meeting.pk}/")
    evening.arta.tap("Take the lead back")
    evening.arta.sees("Whose turn it is", timeout=FOLLOWS)


def come_to_shpresa_again(evening) -> None:
    """When it is Shpresa's turn again, what she had typed is in her field."""
    its_her_turn = evening.shpresa.find("#step h1").filter(has_text="It is your turn")
    for _turn in evening.people:
        if its_her_turn.count():
            break
        whose = evening.arta.find("#step h1").inner_text()
        evening.arta.tap(re.compile("^Pass on to"))
        expect(evening.arta.find("#step h1")).not_to_have_text(whose, timeout=FOLLOWS)
        heading = evening.arta.find("#step h1").inner_text()
        mine = "It is your turn" if heading == "Listen to Shpresa" else heading
        expect(evening.shpresa.find("#step h1")).to_have_text(mine, timeout=FOLLOWS)
    expect(evening.shpresa.page.get_by_label("Your contribution")).to_have_value("Begin with a minute of silence.")
    evening.shpresa.tap("Write it down and pass on")
    evening.arta.sees("3 contributions are written down", timeout=FOLLOWS)
    assert evening.written()[-1] == ("Shpresa", "Begin with a minute of silence.")


def test_a_consultation_in_six_phases(evening):
    choose(evening)
    tell_and_ask(evening)
    evening.next("Consultation")

    evening.besnik.sees("Lean back and listen")
    assert evening.besnik.find("#step textarea, #step input[type=text]").count() == 0
    evening.teuta.sees("It is your turn")
    evening.arta.sees("Whose turn it is")
    evening.wall.sees("Teuta speaks")
    evening.picture("silent", evening.besnik, evening.arta, evening.teuta, evening.milica, evening.wall)
    evening.teuta.write("Your contribution", "My advice is: lower your voice instead of raising it.")
    evening.teuta.tap("Write it down and pass on")
    evening.milica.sees("It is your turn", timeout=FOLLOWS)
    evening.milica.tap("I have said it")
    evening.shpresa.sees("It is your turn", timeout=FOLLOWS)
    evening.teuta.page.get_by_label("Milica").check()
    evening.teuta.write("In a few words", "Stand beside the two before they begin.")
    evening.picture("secretary", evening.teuta)
    evening.teuta.tap("Write it down")
    evening.driton.sees("2 contributions are written down", timeout=FOLLOWS)
    contribute_out_of_turn(evening)
    lose_the_facilitators_phone(evening)
    come_to_shpresa_again(evening)

    evening.next("The first step")
    take_along(evening)
    assert evening.album.faults == []


def take_along(evening) -> None:
    evening.besnik.sees("What is your first step?")
    evening.besnik.write("My first step", "Tomorrow I lower my voice once, on purpose.")
    evening.besnik.page.get_by_label("Stand beside the two before they begin.").check()
    evening.picture("first-step", evening.besnik, evening.arta)
    evening.besnik.tap("Take this along")
    evening.shpresa.sees("Tomorrow I lower my voice once, on purpose.", timeout=FOLLOWS)
    evening.besnik.sees("Taken along", timeout=FOLLOWS)
    evening.picture("taken-along", evening.besnik, evening.shpresa)
    kept = evening.fresh().contributions.filter(may_stay=True).select_related("by__membership__person")
    assert [row.by.first_name for row in kept] == ["Milica"]
    assert evening.fresh().follow_up_on > timezone.localdate()
    evening.next("Check-out")


def test_the_case_giver_stops_goes_on_and_leaves(evening):
    choose(evening)
    evening.next("The story")
    unfold(evening.besnik, "I want to stop")
    evening.picture("stop", evening.besnik)
    evening.besnik.tap("Stop my case")
    evening.besnik.sees("You have stopped your case")
    evening.shpresa.sees("Besnik has stopped the case", timeout=FOLLOWS)
    evening.picture("stopped", evening.besnik, evening.shpresa, evening.arta, evening.wall)
    evening.besnik.tap("Go on with my case after all")
    evening.shpresa.sees("Listen to Besnik", timeout=FOLLOWS)

    for words in ("The key question", "How we consult", "Consultation"):
        evening.next(words)
    besnik = Attendance.objects.get(meeting=evening.meeting, membership=evening.nine[1])
    joining.leave(besnik, now=timezone.now())
    evening.shpresa.sees("Besnik has left", timeout=FOLLOWS)
    evening.picture("left", evening.shpresa, evening.arta)
    evening.besnik.page.reload()
    evening.besnik.tap("I am back")
    evening.besnik.sees("Lean back and listen")
    evening.teuta.sees("It is your turn", timeout=FOLLOWS)

    unfold(evening.besnik, "I want to stop")
    evening.besnik.tap("Stop my case")
    evening.arta.tap("Go on with the meeting")
    expect(evening.arta.find("#header")).to_contain_text("Check-out", timeout=FOLLOWS)
    assert evening.album.faults == []
