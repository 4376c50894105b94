"""Attendance from a file, from the sample to what is saved, through the doors; and who may not."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from peercircle.config import tick
from peercircle.people.models import Person
from peercircle.programme.actions import taking_over, uploads
from peercircle.programme.imports.layout import lay_out
from peercircle.programme.imports.reading import read
from peercircle.programme.models import (
    GuestTally,
    Session,
    SessionAttendance,
    Upload,
    UploadedPerson,
    UploadedRow,
)
from peercircle.programme.tests.files import HEAD, text, with_part, workbook
from tests.cast import client_of

PLAIN = workbook(People=[["First name", "Day"], ["Arta", dt.date(2026, 3, 12)]])


def send(client, content, *, name="attendance.csv", pk=None, kind="", then_read=True):
    pk = pk or uuid4()
    file = SimpleUploadedFile(name, content)
    answer = client.post(reverse("programme:import-new"), {"id": str(pk), "file": file, "kind": kind})
    if then_read:
        uploads.work_on(pk)  # as the queue does
    return answer, pk


def door(name, pk, **more):
    return reverse(f"programme:{name}", args=[pk], **more)


def saved(client, pk, **more):
    answer = client.post(door("import-save", pk), more)
    uploads.work_on(pk)
    return answer


# --- The whole way ----------------------------------------------------------------------------------


def test_a_file_is_looked_at_and_saved(expert, session, sheet, goran):
    client = client_of(expert)

    answer, pk = send(client, sheet)
    page = client.get(door("import", pk)).content.decode()

    assert answer.status_code == 302
    assert not SessionAttendance.objects.exists()
    assert "2 new" in page
    assert "1 known" not in page
    assert "is like one that is known" in page
    assert "A4" in page
    assert "This is no day." in page
    assert "1 row left out" in page

    page = client.get(door("import-people", pk)).content.decode()
    assert "Goran Đorđević" in page
    assert "The names" in page

    assert saved(client, pk).status_code == 302
    page = client.get(door("import", pk)).content.decode()
    came = {attendance.person.name for attendance in SessionAttendance.objects.filter(session=session)}
    assert came == {"Arta Krasniqi", "Goran Đorđević"}
    assert {each.method for each in SessionAttendance.objects.all()} == {"import"}
    assert {each.recorded_by for each in SessionAttendance.objects.all()} == {expert}
    assert "<h1>Saved</h1>" in page
    assert not UploadedPerson.objects.exists(), "names go when they are saved"
    session.refresh_from_db()
    assert session.is_held


def test_the_same_file_again_changes_nothing(expert, session, sheet, goran):
    client = client_of(expert)
    _answer, first = send(client, sheet)
    saved(client, first)
    before = list(SessionAttendance.objects.order_by("pk").values()), Person.objects.count(), Session.objects.count()

    _answer, second = send(client, sheet)
    page = client.get(door("import", second)).content.decode()
    saved(client, second)

    assert "2 are there already" in page
    assert "is like one" not in page, "nobody is asked again"
    after = list(SessionAttendance.objects.order_by("pk").values()), Person.objects.count(), Session.objects.count()
    assert after == before
    assert Upload.objects.get(pk=second).new_attendances == 0


def test_who_is_meant_is_decided_by_a_person(expert, session, sheet, goran):
    client = client_of(expert)
    _answer, pk = send(client, sheet)
    asked = UploadedPerson.objects.get(verdict="proposed")

    answer = client.post(door("import-people", pk), {str(asked.pk): "new"})
    saved(client, pk)

    assert answer.status_code == 302
    came = SessionAttendance.objects.filter(session=session)
    assert goran.pk not in came.values_list("person", flat=True)
    assert Person.objects.filter(family_name="Djordjevic").count() == 1


def test_whoever_was_found_to_be_another_meanwhile_came_as_that_one(expert, session, sheet, goran):
    client = client_of(expert)
    _answer, pk = send(client, sheet)
    UploadedPerson.objects.filter(given_name="Goran").update(choice="is", person=goran)
    known = goran
    for name in ("Goran A", "Goran B", "Goran C"):
        other = Person.objects.create_person(name)
        Person.objects.filter(pk=known.pk).update(same_as=other)
        known = other

    saved(client, pk)

    assert SessionAttendance.objects.filter(session=session, person=known).count() == 1
    assert not SessionAttendance.objects.filter(person=goran).exists()


def test_who_is_left_out_is_left_out(expert, session, sheet, goran):
    client = client_of(expert)
    _answer, pk = send(client, sheet)
    asked = UploadedPerson.objects.get(verdict="proposed")

    client.post(door("import-people", pk), {str(asked.pk): "leave"})
    saved(client, pk)

    assert [each.person.name for each in SessionAttendance.objects.all()] == ["Arta Krasniqi"]
    assert Upload.objects.get(pk=pk).left_out == 2


def test_two_people_of_one_name_on_one_sheet_are_in_doubt(expert, session, day):
    client = client_of(expert)
    twice = f"{day},coaching,Podujevë,Xheladin Rekaliu,Arta,Krasniqi,f,teacher"

    _answer, pk = send(client, text(HEAD, twice, twice))
    page = client.get(door("import", pk)).content.decode()
    people = client.get(door("import-people", pk)).content.decode()
    saved(client, pk)

    assert "1 person is in doubt" in page
    assert "The same name stands twice on the sheet of one session." in people
    assert SessionAttendance.objects.count() == 1


def test_nothing_is_saved_when_all_or_nothing_is_asked(expert, session, sheet):
    client = client_of(expert)
    _answer, pk = send(client, sheet)

    answer = saved(client, pk, only_whole="on")

    assert answer.status_code == 409
    assert "nothing was" in answer.content.decode()
    assert not SessionAttendance.objects.exists()
    assert saved(client, pk).status_code == 302
    assert SessionAttendance.objects.count() == 2


def test_guests_are_counted_once(expert, session, day):
    client = client_of(expert)
    lines = text("Day,Kind,Municipality,School,Name,Guests", f"{day},coaching,Podujevë,Xheladin Rekaliu,,12")

    for _time in range(2):
        _answer, pk = send(client, lines)
        saved(client, pk)

    assert [(each.session, each.number) for each in GuestTally.objects.all()] == [(session, 12)]


def test_a_session_ahead_has_no_attendance(expert, session):
    client = client_of(expert)
    ahead = (timezone.localdate() + dt.timedelta(days=5)).isoformat()

    _answer, pk = send(client, text(HEAD, f"{ahead},coaching,Podujevë,Xheladin Rekaliu,Arta,Krasniqi,f,teacher"))
    page = client.get(door("import", pk)).content.decode()
    saved(client, pk)

    assert "This day lies ahead" in page
    assert not SessionAttendance.objects.exists()


def test_while_it_is_read_the_page_says_so_and_asks_again(expert, session, sheet):
    client = client_of(expert)
    _answer, pk = send(client, sheet, then_read=False)

    page = client.get(door("import", pk)).content.decode()

    assert "data-again" in page
    assert "Nothing is saved yet." in page
    assert client.post(door("import-save", pk)).status_code == 409


def test_a_second_tap_sends_and_saves_once(expert, session, sheet):
    client = client_of(expert)
    pk = uuid4()
    for _tap in range(2):
        answer, _pk = send(client, sheet, pk=pk)
        assert answer.status_code == 302
    for _tap in range(2):
        assert saved(client, pk).status_code == 302

    assert Upload.objects.count() == 1
    assert SessionAttendance.objects.count() == 2


def test_a_file_is_thrown_away(expert, session, sheet):
    client = client_of(expert)
    _answer, pk = send(client, sheet)

    answer = client.post(door("import-throw-away", pk), follow=True)
    assert "Nothing of it was saved" in answer.content.decode()
    assert client.get(door("import", pk)).status_code == 404
    uploads.work_on(pk)

    assert not Upload.objects.exists()
    assert not UploadedPerson.objects.exists()


# --- Bad luck ---------------------------------------------------------------------------------------


def test_a_piece_that_was_interrupted_is_done_again(expert, session, sheet, monkeypatch):
    client = client_of(expert)
    _answer, pk = send(client, sheet)
    monkeypatch.setattr(taking_over, "AT_ONCE", 1)
    uploads.begin_saving(Upload.objects.get(pk=pk), only_whole=False, now=timezone.now())

    taking_over.save_next_piece(Upload.objects.get(pk=pk), now=timezone.now())  # and the server goes down
    assert SessionAttendance.objects.count() == 1
    later = timezone.now() + uploads.STUCK + dt.timedelta(seconds=1)
    uploads.look_after_uploads(later)
    uploads.work_on(pk)

    assert SessionAttendance.objects.count() == 2
    assert Upload.objects.get(pk=pk).state == Upload.State.DONE


def test_a_file_that_nobody_saves_is_forgotten_after_a_day(expert, session, sheet):
    _answer, pk = send(client_of(expert), sheet)
    sent = Upload.objects.get(pk=pk).uploaded_at

    tick.programme.upkeep(sent + dt.timedelta(hours=23))
    assert UploadedRow.objects.exists()
    tick.programme.upkeep(sent + dt.timedelta(hours=24, seconds=1))

    assert not Upload.objects.exists()
    assert not UploadedPerson.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"PK\x03\x04broken", "broken"),
        (b"%PDF-1.7 x", "This is no table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 50, "old Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (with_part(PLAIN, "xl/vbaProject.bin", b"macro"), "has macros in it"),
        (with_part(PLAIN, "xl/media/a.png", b"\0" * 70 * 1024 * 1024), "unpacks to far too much"),
        (b"x" * (5 * 1024 * 1024 + 1), "Send at most 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_once(expert, session, content, sentence):
    answer, pk = send(client_of(expert), content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Upload.objects.filter(pk=pk).exists()


@pytest.mark.parametrize("csrf", [True, False])
def test_more_than_any_letter_may_bring_is_told_of_files_not_of_photos(expert, csrf):
    client = Client(enforce_csrf_checks=csrf)
    client.cookies.update(client_of(expert).cookies)
    client.cookies["csrftoken"] = "x" * 32

    answer, _pk = send(client, b"x" * 20 * 1024 * 1024, then_read=False)

    assert answer.status_code == 413
    assert "Send at most 5 MB" in answer.content.decode()
    assert "photo" not in answer.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (text("Colour,Shape", "red,round"), "No row with headings"),
        (text("Day,Kind", "2026-12-01,coaching"), "no column for names"),
        (text("Day,First name,Family name,Municipality", "2026-12-01,A,B,Podujevë"), "what kind of sessions"),
    ],
)
def test_a_file_without_its_columns_says_what_is_missing(expert, session, content, sentence):
    client = client_of(expert)
    _answer, pk = send(client, content)

    page = client.get(door("import", pk)).content.decode()

    assert sentence in page
    assert client.post(door("import-save", pk)).status_code == 409
    assert not Upload.objects.get(pk=pk).content, "the file is gone"


# --- Who may ----------------------------------------------------------------------------------------

DOORS = ["import", "import-people", "import-save", "import-throw-away"]


@pytest.mark.parametrize("who", ["member", "contact", "stranger"])
def test_only_the_programme_sends_files(request, visit, who, session, sheet):
    person = request.getfixturevalue(who)

    for name in ("import-new", "import-sample", "import-form"):
        assert visit(person, reverse(f"programme:{name}")).status_code == 404
    assert visit(person, reverse("programme:import-new"), post={"id": str(uuid4())}).status_code == 404


def test_who_is_not_signed_in_is_asked_to(db):
    assert Client().get(reverse("programme:import-new")).status_code == 302


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.parametrize("who", ["manager", "colleague_of_another_team", "member"])
def test_a_file_is_seen_by_who_sent_it_alone(request, expert, session, sheet, name, who):
    _answer, pk = send(client_of(expert), sheet)
    client = client_of(request.getfixturevalue(who))

    answer = client.post(door(name, pk)) if name.endswith(("save", "away")) else client.get(door(name, pk))

    assert answer.status_code == 404
    assert Upload.objects.get(pk=pk).is_ready


def test_the_sessions_of_another_team_are_not_touched(colleague_of_another_team, other_team, session, sheet):
    client = client_of(colleague_of_another_team)

    _answer, pk = send(client, sheet)
    page = client.get(door("import", pk)).content.decode()
    saved(client, pk)

    assert "None of your teams looks after" in page
    assert not SessionAttendance.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_pages_ask_little_of_the_database(expert, session, day, site, many, django_assert_num_queries):
    names = ["Goran", "Milena", "Zvonko"][:many]
    for name in names:
        Person.objects.create_person(name, "Đorđević", profession="teacher").workplaces.add(site)
    lines = [f"{day},coaching,Podujevë,Xheladin Rekaliu,{name},Djordjevic,,teacher" for name in names]
    client = client_of(expert)
    _answer, pk = send(client, text(HEAD, *lines))
    for name, queries in [("import", 7), ("import-people", 8)]:
        with django_assert_num_queries(queries):
            client.get(door(name, pk))


# --- The sample --------------------- ----------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "sq", "sr", "sr-latn", "de"])
def test_the_sample_is_understood_in_every_language(expert, session, language):
    client = client_of(expert)
    with translation.override(language):
        content = client.get(reverse("programme:import-sample"), headers={"Accept-Language": language}).content

    layout = lay_out(read(content))

    assert len(layout.lines) == 2
    assert not layout.unused
    assert {"day", "kind", "municipality", "given_name", "sex"} <= layout.lines[0].cells.keys()
