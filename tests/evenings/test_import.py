"""An expert takes over a list of attendance: one colleague is in doubt, one is known under another spelling."""

import datetime as dt

import pytest
from django.utils import timezone

from peercircle.config import tick
from peercircle.people.models import Person
from peercircle.programme.models import Session, SessionAttendance

HEADINGS = "Dita,Lloji i seancës,Komuna,Shkolla,Emri,Mbiemri"


@pytest.fixture
def list_of_december(tmp_path, site):
    day = timezone.localdate() - dt.timedelta(days=3)
    colleagues = ["Goran,Djordjevic", "Arta,Krasniqi", "Arta,Krasniqi", "Besnik,Gashi"]
    lines = [HEADINGS, *(f"{day:%d.%m.%Y},trajnim,Podujevë,Xheladin Rekaliu,{name}" for name in colleagues)]
    lines.append("nesër,trajnim,Podujevë,Xheladin Rekaliu,Drita,Hoxha")
    file = tmp_path / "dhjetor.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def came() -> list[tuple[str, Session]]:
    return sorted((each.person.name, each.session) for each in SessionAttendance.objects.select_related("person"))


def test_a_list_is_taken_over(server, expert, site, list_of_december, phone_of, album):
    goran = Person.objects.create_person("Goran", "Đorđević", profession="teacher")
    goran.workplaces.add(site)
    phone = phone_of(expert, "Vesna")
    phone.page.goto(f"{server}/programme/sessions/")

    def send() -> None:
        phone.find("input[type=file]").set_input_files(list_of_december)
        album.take(phone.page, "choose")
        phone.tap("Send it and look")
        tick.once(timezone.now())  # the server's own clock stands still in these evenings
        phone.sees("This is what the file says.")

    phone.tap("Attendance from a file")
    send()
    phone.sees("1 row that cannot be read")
    phone.sees("1 person is in doubt")
    phone.sees("is like one that is known")
    album.take(phone.page, "look")
    phone.tap("Look at them")
    phone.sees("The same name stands twice on the sheet of one session.")
    phone.sees("Goran Đorđević")
    album.take(phone.page, "who")
    phone.page.get_by_label("A new person").first.check()
    phone.tap("Keep these answers")
    phone.does_not_see("1 person is in doubt")
    assert came() == []

    phone.tap("Save what can be saved")
    tick.once(timezone.now())
    phone.sees("New attendances")
    album.take(phone.page, "saved")
    first = came()
    assert [name for name, _session in first] == ["Arta Krasniqi", "Arta Krasniqi", "Besnik Gashi", "Goran Đorđević"]
    people = Person.objects.count()

    phone.tap("Send another file")
    send()
    phone.sees("are there already")
    phone.does_not_see("Who is it?")
    phone.tap("Save what can be saved")
    tick.once(timezone.now())
    phone.sees("Saved")

    assert came() == first
    assert Person.objects.count() == people
    assert album.faults == []
