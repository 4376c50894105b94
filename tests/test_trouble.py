"""A full disk, a busy database, a letter that is too large: the person reads what to do next."""

import http.client
import logging
import sqlite3
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from peercircle.activities.talk.models import Note, Topic
from peercircle.kit import trouble
from peercircle.people.models import Person
from peercircle.programme.models import Upload
from tests.cast import client_of, live

ID = "4f0f6a3e-0000-4000-8000-000000000001"
EMPTY = "PRAGMA max_page_count = 1073741823"
STILL_HERE = "Your text is still on this phone"


@pytest.fixture
def address(meeting, leader, put_on_agenda):
    topic = Topic.objects.create(item=put_on_agenda("talk"), position=1, text="A topic")
    return live("talk:write", meeting, topic.pk)


@pytest.fixture
def full_disk(transactional_db, address):
    """The file may not grow by a single page; after the test it may again."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)


@pytest.mark.skipif(settings.ON_POSTGRES, reason="only a SQLite file can be told to be full")
def test_on_a_full_disk_a_note_is_not_half_written(full_disk, address, leader, caplog):
    client = client_of(leader)
    caplog.set_level(logging.ERROR, logger=trouble.__name__)

    def write(number: int) -> HttpResponse:
        note = {"id": f"{ID[:-6]}{number:06}", "text": "ë" * 280}
        return client.post(address, note, headers={"HX-Request": "true"})

    # The pages that are there already hold a few.
    written = next(number for number in range(1000) if write(number).status_code != 200)
    answer = write(written)

    assert answer.status_code == 503
    assert (answer.headers["Retry-After"], answer.headers["HX-Retarget"]) == ("5", "#refusal")
    assert STILL_HERE in answer.content.decode()
    assert Note.objects.count() == written
    assert len([record for record in caplog.records if record.name == trouble.__name__]) == 2

    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    assert write(written).status_code == 200


def test_a_busy_database_asks_for_patience(rf, db):
    middleware = trouble.Trouble(lambda request: None)
    error = OperationalError("database is locked")

    assert middleware.process_exception(rf.get("/"), error).status_code == 503
    if not settings.ON_POSTGRES:
        ours = OperationalError("no such table: talk_note")
        assert middleware.process_exception(rf.get("/"), ours) is None
    assert middleware.process_exception(rf.get("/"), ValueError()) is None


def test_trouble_after_the_view_is_told_the_same_way(rf, db):
    try:
        raise OperationalError("database or disk is full") from sqlite3.OperationalError()
    except OperationalError:
        answer = trouble.broken(rf.get("/"))

    assert answer.status_code == 503
    assert trouble.broken(rf.get("/")).status_code == 500


@pytest.mark.parametrize("csrf", [True, False])
def test_what_is_too_large_is_refused_in_a_sentence(db, csrf):
    client = Client(enforce_csrf_checks=csrf)
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    huge = {"language": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    fields = {f"field-{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}

    for data in (huge, fields):
        answer = client.post(reverse("choose-language"), data, headers={"HX-Request": "true"})
        assert answer.status_code == 413
        assert "make it shorter" in answer.content.decode()


@pytest.mark.parametrize("csrf", [True, False])
def test_a_file_that_is_too_large_is_refused_in_a_sentence(db, csrf):
    client = Client(enforce_csrf_checks=csrf)
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    photo = SimpleUploadedFile("photo.jpg", b"x" * 30 * 1024 * 1024)

    answer = client.post(reverse("choose-language"), {"photo": photo})

    assert answer.status_code == 413
    assert "at most 12 MB" in answer.content.decode()


def test_500_megabytes_are_answered_before_they_have_come(server, db):
    """What is read of them fits into the memory; the rest is not waited for."""
    person = Person.objects.create_person("Vesna", programme_role=Person.ProgrammeRole.EXPERT)
    cookies = {"csrftoken": "x" * 32, "sessionid": client_of(person).cookies["sessionid"].value}
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": "multipart/form-data; boundary=b",
        "Content-Length": str(500 * 1024 * 1024),
    }
    line = http.client.HTTPConnection(urlsplit(server).netloc, timeout=60)
    line.putrequest("POST", reverse("programme:import-new"))
    for name, value in headers.items():
        line.putheader(name, value)
    line.endheaders()
    line.send(b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n')
    for _megabyte in range(13):
        line.send(b"x" * 1024 * 1024)

    answer = line.getresponse()

    assert answer.status == 413
    assert "Send at most 5 MB" in answer.read().decode()
    assert not Upload.objects.exists()
    line.close()


def test_a_name_that_is_not_ours_is_refused_in_a_sentence(db):
    answer = Client().get("/now/x", headers={"Host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "load the page again" in answer.content.decode()


def test_going_to_what_only_a_button_sends(visit, leader, meeting):
    answer = visit(leader, live("meetings:close", meeting))

    assert answer.status_code == 405
    assert "Go back and tap it again." in answer.content.decode()


def test_after_signing_in_one_comes_to_a_page(visit, meeting, leader):
    url = live("meetings:close", meeting)

    answer = visit(None, url, post={}, HTTP_REFERER=f"http://testserver/live/{meeting.pk}/")

    assert answer.headers["Location"].endswith(f"?next=/live/{meeting.pk}/")
