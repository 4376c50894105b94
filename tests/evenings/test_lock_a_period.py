"""The programme reports a period. A sheet comes late, and the report says so."""

import datetime as dt

import pytest
from django.utils import timezone

from peercircle.people.models import Person
from peercircle.programme.demo import accounts, loading
from peercircle.programme.models import Session, SessionAttendance


@pytest.fixture
def today(server):
    loading.load(timezone.localdate())
    Person.objects.update(language="")
    return timezone.localdate()


def _look_at_the_pictures(phone, album):
    phone.tap("Pictures of the numbers")
    phone.sees("Needs of the groups, by how long they waited for an answer")
    album.take(phone.page, "pictures")
    phone.tap("The rhythm of the groups")
    phone.sees("In which months the groups met")
    album.take(phone.page, "rhythm")
    phone.tap("Pictures of the numbers")
    phone.tap("Whom we reached")


def test_a_period_is_reported_and_corrected(server, today, phone_of, album):
    manager = Person.objects.get(email=accounts.MANAGER.email)
    session = Session.objects.held().filter(kind="coaching").order_by("held_on").first()
    first, last = session.held_on.replace(day=1), session.held_on.replace(day=1) + dt.timedelta(days=45)

    phone = phone_of(manager, "Katharina")
    phone.page.goto(server)
    phone.tap("Whom we reached")
    phone.sees("888")
    album.take(phone.page, "reach")
    phone.tap("What these numbers mean")
    phone.sees("What is planned has reached nobody.")
    album.take(phone.page, "definitions")
    phone.tap("Whom we reached")
    _look_at_the_pictures(phone, album)
    phone.tap("What we promised and reported: Psychosocial support in basic education")

    phone.tap("Add a target")
    phone.page.get_by_label("What is counted").select_option("people")
    phone.write("How many there shall be", "900")
    phone.tap("Add a target")
    phone.sees("888 so far")
    album.take(phone.page, "promised")

    phone.tap("Add a period")
    phone.write("First day", first.isoformat())
    phone.write("Last day", last.isoformat())
    phone.tap("Add a period")
    phone.sees("Not reported yet: the numbers follow the records.")
    album.take(phone.page, "open")
    phone.tap("Report these numbers")
    phone.sees("These numbers stay as they were told.")

    late = Person.objects.exclude(session_attendances__session=session).filter(programme_role="").first()
    SessionAttendance.objects.create(session=session, person=late, method="register", recorded_at=timezone.now())
    phone.page.reload()
    phone.sees("The records say something else now")
    album.take(phone.page, "differs")
    phone.write("Why do the numbers differ?", "A sheet came late.")
    phone.tap("Note the correction")
    phone.sees("A sheet came late.")
    phone.does_not_see("The records say something else now")
    album.take(phone.page, "corrected")

    assert album.faults == []


@pytest.mark.parametrize("language", ["de", "sr", "sq"])
def test_long_words_push_no_column_out_of_sight_on_a_computer(server, today, phone_of, language):
    manager = Person.objects.get(email=accounts.MANAGER.email)
    Person.objects.filter(pk=manager.pk).update(language=language)
    page = phone_of(manager, "Katharina").page
    page.set_viewport_size({"width": 1280, "height": 800})

    page.goto(f"{server}/reports/?by=municipality&across=role")

    shown, all_of_it = page.locator(".wide").evaluate("table => [table.clientWidth, table.scrollWidth]")
    assert shown == all_of_it
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
