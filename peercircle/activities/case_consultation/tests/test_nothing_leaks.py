"""A word that nobody else uses is typed wherever a case can be told; then all that is kept and sent is searched.

What is sealed stands nowhere: in no row and no file of the database, no log, letter, address, export and report of an
error, and in nothing that is pushed. What the case giver lets stay in general terms stays with the members.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as house
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peercircle.activities.case_consultation.actions import telling
from peercircle.activities.case_consultation.models import Consultation
from peercircle.activities.case_consultation.tests.marked import *  # noqa: F403  (fixtures)
from peercircle.activities.case_consultation.tests.marked import GENERAL, MARK, TYPED, holds, is_typed_and_sealed
from peercircle.identifiers.models import KeptWords
from peercircle.kit import sealing
from peercircle.kit.wiping import wipe_what_was_deleted
from peercircle.meetings import kinds
from peercircle.meetings.actions import leading, sending
from peercircle.meetings.models import Letter
from peercircle.stream import parts
from peercircle.stream.models import Part
from tests.cast import client_of
from tests.unpacked import unpacked_letter


@pytest.fixture(autouse=True)
def everything_logged(caplog):
    caplog.set_level(logging.DEBUG)


def tables() -> Iterator[tuple[str, bytes]]:
    """Every row of every table, as a dump of the database holds it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if connection.vendor == "postgresql":
                with cursor.cursor.copy(f'COPY "{table}" TO STDOUT') as copied:
                    yield table, b"".join(bytes(row) for row in copied)
            else:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                yield table, b"\n".join(_as_bytes(value) for row in cursor.fetchall() for value in row)


def _as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


# --- What is kept --------------------------------------------------------------------------------
def test_no_row_of_the_database_holds_it(consulted, leader, now):
    def found(word):
        return {table for table, content in tables() if holds(content, word)}

    assert is_typed_and_sealed(consulted)
    assert KeptWords.objects.exists()
    assert found(MARK) == set()
    assert found(GENERAL) >= {"case_consultation_consultation", "case_consultation_idea", "case_consultation_case"}

    leading.close_meeting(leader, now=now)
    kinds.get("case_consultation").upkeep(now)

    assert found(MARK) == set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(house.ON_POSTGRES, reason="its files cannot be read from here; the rows are copied above")
def test_no_file_of_the_database_holds_it(consulted, leader, now):
    name = Path(connection.settings_dict["NAME"])

    def found(word):
        return [path.name for path in name.parent.glob(f"{name.name}*") if holds(path.read_bytes(), word)]

    assert is_typed_and_sealed(consulted)
    assert found(MARK) == []
    assert name.name + "-wal" in found(GENERAL)

    leading.close_meeting(leader, now=now)
    wipe_what_was_deleted()

    assert found(MARK) == []
    assert found(GENERAL) != []


def test_no_file_beside_the_database_holds_it(consulted, settings):
    files = [path for path in Path(settings.HOME).rglob("*") if path.is_file()]

    assert len(files) == 2  # the key file, and the key of this consultation
    assert [path for path in files if holds(path.read_bytes(), MARK) or holds(path.read_bytes(), GENERAL)] == []


def test_no_question_to_the_database_holds_it(send, go_to, consultation, present_member):
    """So no log of slow questions on the side of the database does either."""
    go_to("tell")
    with CaptureQueriesContext(connection) as asked:
        assert send(present_member, "tell", **{"text": f"{MARK}story", "text-keep": "9"}).status_code == 302

    assert len(asked) > 3
    assert [query for query in asked if holds(query["sql"].encode(), MARK)] == []


def test_what_the_house_asks_about_is_kept_nowhere_before_the_answer(send, go_to, consultation, present_member, caplog):
    go_to("tell")

    answer = send(present_member, "tell", text=f"{MARK}story")

    assert answer.status_code == 422
    assert "no-store" in answer.headers["Cache-Control"]
    assert [table for table, content in tables() if holds(content, MARK)] == []
    assert MARK not in caplog.text


# --- What is sent --------------------------------------------------------------------------------
def test_nothing_that_is_pushed_holds_it(consulted, go_to, leader, meeting, now):
    """Phones and the wall fetch their own; what is drawn once for all says nothing of a case, sealed or general."""
    languages = [code for code, _name in house.LANGUAGES]
    named = Part.objects.filter(topic__name=meeting.topic).values_list("name", flat=True)
    pushed = {name: parts.drawn(meeting.topic, name, languages) for name in named if parts.is_shared(name)}

    assert {"header", "step", "screen"} <= set(named)
    assert "header" in pushed
    assert [name for name, drawn in pushed.items() if MARK in str(drawn) or GENERAL in str(drawn)] == []


def test_nothing_on_the_wall_holds_it(consulted, go_to, meeting, leader, visit, now):
    for step in ("consult", "key_question", "tell"):
        while meeting.stage != step:
            leading.go_back(leader, seen=meeting.move_count, now=now)
            meeting.refresh_from_db()
        for name in ("screen", "screen-part"):
            said = visit(None, reverse(f"meetings:{name}", args=[meeting.code])).content.decode()
            assert MARK not in said
            assert f"{GENERAL}question" not in said


def test_no_address_holds_it(consulted, answers):
    assert len(answers) == len(TYPED) + 2
    assert [answer.url for answer in answers if "Zz" in answer.url] == []


def test_no_letter_and_no_paper_holds_it(consulted, leader, facilitator, present_member, member, meeting, visit, now):
    leading.close_meeting(leader, now=now)
    sending.send_minutes(meeting, [facilitator, member], confidential_to=[member], by=member, now=now)
    for letter in Letter.objects.all():
        sending.send_letter.call(letter.pk)
    letters = [unpacked_letter(letter) for letter in mail.outbox]
    names = ("minutes", "minutes-print", "minutes-share", "minutes-pdf", "register")
    pages = [visit(member, reverse(f"meetings:{name}", args=[meeting.pk])) for name in names]

    assert len(letters) >= 2
    assert {page.status_code for page in pages} == {200}
    assert [letter for letter in letters if holds(letter, MARK)] == []
    assert [letter for letter in letters if holds(letter, f"{GENERAL}question")] != []
    assert [page for page in pages if holds(page.content, MARK)] == []


def test_no_log_holds_it(consulted, leader, caplog, now):
    leading.close_meeting(leader, now=now)

    logging.getLogger("peercircle").warning("the log is kept")
    assert "the log is kept" in caplog.text
    assert MARK not in caplog.text
    assert GENERAL not in caplog.text


def test_the_screen_that_shows_it_is_covered_when_nobody_touches_it(consulted, page, consultants):
    shown = page(consultants[0])

    before = shown.partition(f"{MARK}story")[0]
    assert before != shown
    assert before.rpartition('class="cover"')[2].count("</details>") == 0, "the cover begins the same box"


def test_a_guest_reads_it_in_the_meeting_and_is_told_that_it_ends_there(
    consulted, page, consultants, leader, visit, now
):
    told = "You are our guest: you read this here and now."
    during, before = page(consultants[0]), page(leader)
    leading.close_meeting(leader, now=now)
    after = visit(consultants[0], reverse("case_consultation-after:open-texts", args=[consulted.item_id]), post={})

    assert f"{MARK}story" in during
    assert told in during
    assert told not in before
    assert after.url.startswith(reverse("account_login"))


# --- When something breaks -----------------------------------------------------------------------
@pytest.mark.parametrize("debug", [False, True])
def test_no_report_of_an_error_holds_it(
    settings, monkeypatch, caplog, go_to, consultation, present_member, meeting, debug
):
    """A tap on "Show it to the group" breaks in the middle of it: page, letter to administrators and log."""
    settings.DEBUG, settings.ADMINS = debug, [("Operator", "operator@school.example")]
    go_to("tell")

    def broken(*_parts):
        raise RuntimeError("the line to the phones is cut")

    monkeypatch.setattr(telling, "nudge", broken)
    client = client_of(present_member)
    client.raise_request_exception = False

    answer = post_story(client, meeting, consultation)
    told = answer.content.decode() + "".join(str(letter.message()) for letter in mail.outbox) + caplog.text

    assert answer.status_code == 500
    assert "the line to the phones is cut" in told
    assert len(mail.outbox) == (0 if debug else 1)
    assert MARK not in told


def test_nor_when_the_key_is_missing_or_the_text_was_tampered_with(consulted, caplog, page, consultants, settings):
    Consultation.objects.filter(pk=consulted.pk).update(story=bytes(consulted.story)[:-1] + b"x")
    tampered = page(consultants[0])
    (sealing.folder() / consulted.key).write_bytes(b"garbage")
    garbled = page(consultants[0])

    assert str(sealing.CHANGED) in tampered
    assert str(sealing.DAMAGED_KEY) in garbled
    assert MARK not in caplog.text + garbled


def post_story(client: Client, meeting, consultation):
    url = reverse("case_consultation:tell", args=[meeting.pk, consultation.item_id])
    return client.post(url, {"at": "tell", "text": f"{MARK}story", "text-keep": "9", "level": "primary"})
