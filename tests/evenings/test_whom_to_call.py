"""A coordinator calls an office and puts its number on the card; a colleague reads it there without a network."""

from __future__ import annotations

from django.urls import reverse

from tests.evenings.people import Phone


def test_a_number_is_called_and_stands_on_the_card(server, expert, site, phone_of, album):
    vesna = phone_of(expert, "Vesna")
    vesna.page.goto("/")
    vesna.tap("Whom to call when a child is in danger")
    vesna.page.get_by_role("link", name="Podujevë/Podujevo").click()
    vesna.sees("What nobody has called stays empty on the card.")
    vesna.page.get_by_role("link", name="Centre for Social Work").click()
    vesna.write("Phone number", "038 200 000")
    vesna.write("When does somebody answer?", "Monday to Friday, 8 to 16")
    vesna.tap("Put it on the card")
    vesna.page.wait_for_function("document.activeElement.name === 'is_right'")  # nobody enters what they did not call
    vesna.page.get_by_label("I called this number today, and the right office answered.").check()
    album.take(vesna.page, "enter")
    vesna.tap("Put it on the card")
    vesna.sees("The number stands on the card, with your name and today's date.")
    album.take(vesna.page, "entered")

    _a_colleague_reads_it(phone_of(), site.municipality.code, album)
    assert album.faults == []


def _a_colleague_reads_it(phone: Phone, code: str, album) -> None:
    """On a phone that nobody knows; once opened, the card is there also without a network."""
    phone.page.goto("/")
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.tap("A child may be in danger")
    phone.find("summary").filter(has_text="Numbers of another municipality").click()
    phone.page.get_by_role("link", name="Podujevë/Podujevo").click()
    phone.sees("038 200 000")
    phone.page.context.set_offline(True)
    phone.page.goto(reverse("safeguarding:card", args=[code]))
    phone.sees("038 200 000")
    phone.sees("Monday to Friday, 8 to 16")
    album.take(phone.page, "offline")
