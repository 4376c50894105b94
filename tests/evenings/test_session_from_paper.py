"""A session on paper: planned, its sheet printed, a card scanned, a name written, the rest ticked; the numbers move."""

from __future__ import annotations

import re

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from peercircle.people.actions import make_card
from peercircle.people.models import Person
from peercircle.programme.models import GuestTally, Session
from tests.evenings.people import Phone

CAME = ("Arta", "Besnik", "Teuta", "Milica", "Shpresa")
WITH_A_CARD = "Emine Kryeziu"


def test_a_session_from_paper(server, expert, nine, site, phone, phone_of, album):
    driton, phone = Phone(phone(), "Driton"), phone_of(expert, "Vesna")
    numbers = reverse("reports:reach")
    phone.page.goto(numbers)
    phone.sees("Nobody yet")
    session = _the_session_is_planned(phone, album)
    _the_sheet_is_printed(phone, session)
    phone.page.goto(numbers)
    phone.sees("Nobody yet")  # what is planned has reached nobody

    _a_card_is_scanned(phone, session, album)
    _a_name_is_written(driton, phone, session, album)
    _the_sheet_is_entered(phone, session, album)

    phone.page.goto(numbers)
    facts = phone.find("dl.facts").first.inner_text()
    assert re.findall(r"\d+", facts) == ["8", "8", "5"]  # people, attendances, guests
    album.take(phone.page, "numbers")
    _one_was_ticked_by_mistake(phone, session)
    phone.page.goto(numbers)
    assert re.findall(r"\d+", phone.find("dl.facts").first.inner_text()) == ["7", "7", "5"]
    assert album.faults == []


def _the_session_is_planned(phone: Phone, album) -> Session:
    phone.page.goto("/")
    phone.tap("Sessions")
    album.take(phone.page, "no-session-yet")
    phone.tap("Plan a session", within=".heading")
    phone.write("Find a school or Learning Centre", "dzeladin")
    phone.tap("Search")
    phone.page.get_by_role("link", name="Xheladin Rekaliu").click()
    phone.page.get_by_label("coaching").check()
    phone.write("Day", timezone.localdate().isoformat())
    phone.page.get_by_label("Conflict resolution").check()
    phone.page.get_by_label("Vesna Marković").check()
    album.take(phone.page, "plan")
    phone.tap("Plan the session")
    phone.sees("The session has been planned.")
    album.take(phone.page, "planned")
    return Session.objects.get()


def _the_sheet_is_printed(phone: Phone, session: Session) -> None:
    link = phone.page.get_by_role("link", name="Attendance sheet (PDF)").get_attribute("href")
    answer = phone.page.request.get(link, timeout=90_000)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF-")


def _a_card_is_scanned(phone: Phone, session: Session, album) -> None:
    """Emine has no phone. The camera of Vesna's opens what the code on the card says."""
    emine = Person.objects.get(family_name="Kryeziu")
    emine.email = None
    emine.save(update_fields=["email"])
    card = make_card(emine, by=Person.objects.get(given_name="Teuta"), now=timezone.now())
    phone.page.goto(reverse("programme:session", args=[session.pk]))
    phone.tap("Check-in by phone")
    phone.tap("Show the code")
    album.take(phone.page, "code")
    phone.page.goto(card.address)
    album.take(phone.page, "card")
    phone.tap(f"Check in {WITH_A_CARD}")
    phone.sees(f"{WITH_A_CARD} is on the list.")
    phone.sees("1 person is on the list.")
    phone.sees("Vesna")


def _a_name_is_written(driton: Phone, phone: Phone, session: Session, album) -> None:
    """Driton has a phone, and never signed in anywhere."""
    session.refresh_from_db()
    driton.page.goto(reverse("programme:check-in", args=[session.check_in_code]))
    driton.write("First name", "Driton")
    driton.write("Family name", Person.objects.get(given_name="Driton").family_name.upper())
    album.take(driton.page, "who-are-you")
    driton.tap("I am here")
    driton.sees("Those who lead the session put you on the list.")
    album.take(driton.page, "thank-you")
    phone.page.reload()
    phone.sees("1 person wrote their name on a phone.")
    phone.sees("1 person is on the list.")


def _the_sheet_is_entered(phone: Phone, session: Session, album) -> None:
    phone.tap("Say who they are")
    expect(phone.page.get_by_role("combobox", name="Driton")).to_have_value(
        str(Person.objects.get(given_name="Driton").pk)
    )
    for name in CAME:
        phone.page.get_by_role("checkbox", name=name).check()
    phone.find("summary").filter(has_text="Somebody new").click()
    phone.write("First name", "Zana")
    phone.write("Family name", "Đukić-Rexhepi")
    phone.page.get_by_label("Profession").select_option("tutor")
    phone.tap("Add and tick")
    phone.sees("Zana Đukić-Rexhepi has been added and ticked.")
    phone.write("Guests whose names nobody took", "2")
    phone.write("Women among them, if known", "3")
    phone.tap("Save who was there")
    phone.sees("These are fewer guests than women and men together.")
    phone.write("Guests whose names nobody took", "5")
    album.take(phone.page, "sheet")
    phone.tap("Save who was there")
    phone.sees("It is saved who was there.")
    album.take(phone.page, "held")
    session.refresh_from_db()
    assert session.is_held
    methods = session.attendances.values_list("method", flat=True)
    assert sorted(methods) == ["card", "code", *["register"] * 6]
    tally = GuestTally.objects.get(session=session)
    assert (tally.number, tally.women, tally.men) == (5, 3, None)


def _one_was_ticked_by_mistake(phone: Phone, session: Session) -> None:
    phone.page.goto(reverse("programme:attendance", args=[session.pk]))
    phone.page.get_by_role("checkbox", name="Driton").uncheck()
    phone.tap("Save who was there")
    phone.sees("It is saved who was there.")


def test_a_session_is_called_off_where_there_is_no_network(server, expert, team, site, phone_of):
    session = Session.objects.create(
        phase=team.programme.phases.get(),
        team=team,
        kind="coaching",
        held_on=timezone.localdate(),
        municipality=site.municipality,
        site=site,
    )
    phone = phone_of(expert, "Vesna")
    phone.page.goto(reverse("programme:session", args=[session.pk]))

    phone.page.context.set_offline(True)
    phone.tap("Call the session off")
    phone.sees("Saved here, sent when the network is back.")
    session.refresh_from_db()
    assert session.is_planned
    phone.page.context.set_offline(False)

    phone.sees("It takes place after all", timeout=30_000)
    session.refresh_from_db()
    assert session.is_cancelled
