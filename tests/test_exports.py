"""Whatever file the house gives to anybody, and whatever it prints: of a case that was told nothing stands in it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.test import Client

from peercircle.activities.case_consultation.tests.marked import *  # noqa: F403  (fixtures)
from peercircle.activities.case_consultation.tests.marked import GENERAL, MARK, holds, is_typed_and_sealed
from peercircle.kit.paper import pdf
from peercircle.kit.sheets import as_workbook
from peercircle.meetings.actions import leading
from peercircle.reports.files import FILES
from tests import test_nothing_breaks as every_door
from tests.unpacked import unpacked_letter

known = every_door.known
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

# Doors that give a file only when somebody chooses which.
CHOSEN = {door: [f"?file={kind}&language=sq" for kind in FILES] for door in ("reports:report", "reports:period-report")}
OFFICE = "application/vnd.openxmlformats-officedocument"
PDF, CALENDAR, WORD, EXCEL = (
    "application/pdf",
    "text/calendar",
    f"{OFFICE}.wordprocessingml.document",
    f"{OFFICE}.spreadsheetml.sheet",
)
# Who gave the case, who belongs to the group and was not there, who looks after it, who reports.
GIVEN = {
    "member": {PDF, CALENDAR},
    "contact": {PDF, CALENDAR},
    "expert": {PDF, EXCEL},
    "manager": {PDF, WORD, EXCEL, "application/xml", "text/csv"},
}


@pytest.fixture
def room():
    return "case_consultation"


def given(client: Client, known: dict[str, str], behind, meeting) -> Iterator[tuple[str, str, bytes]]:
    """Of each door that opens: its name, what kind of thing it gives, and the bytes."""
    for name, path in every_door.EVERY_DOOR:
        numbers = every_door.own(name, path, known, meeting) | behind(name)
        if set(re.findall(r"<(?:\w+:)?(\w+)>", path)) <= numbers.keys():
            for url in every_door.filled(path, numbers):
                for chosen in CHOSEN.get(name, [""]):
                    cache.clear()
                    answer = client.get(url + chosen)
                    if answer.status_code == HTTPStatus.OK:
                        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
                        yield name, answer.headers["Content-Type"], content


# --- What the house gives --------------------------------------------------------------------------
@pytest.mark.parametrize("role", GIVEN)
def test_no_door_gives_a_case_away(role, consulted, clients, known, behind, meeting, leader, now):
    """After the meeting what was told is opened by a tap and by nothing else, and in no file ever."""
    leading.close_meeting(leader, now=now)
    assert is_typed_and_sealed(consulted)
    known |= dict.fromkeys(["item_pk", "past_item_pk"], str(consulted.item_id))
    kinds, told, in_files = set(), [], []

    for name, kind, content in given(clients[role], known, behind, meeting):
        kinds.add(kind.partition(";")[0])
        if holds(content, MARK):
            told.append(name)
        if not kind.startswith("text/html") and holds(content, GENERAL):
            in_files.append(name)

    assert kinds >= GIVEN[role]
    assert told == []
    assert in_files == []


@pytest.mark.parametrize("command", [["reach", "--json", "--internal"], ["kept_words"]])
def test_no_command_prints_it(consulted, leader, capsys, command, now):
    leading.close_meeting(leader, now=now)

    call_command(*command)

    assert not holds(capsys.readouterr().out.encode(), MARK)


# --- How it is searched ----------------------------------------------------------------------------
def zipped(**files: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", 8) as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return content.getvalue()


PACKED = {
    "plain": lambda text: text.encode(),
    "workbook": lambda text: as_workbook({"Sheet": [["a", text]]}),
    "zip": lambda text: zipped(a=text.encode()),
    "name in a zip": lambda text: zipped(**{text: b"a"}),
    "zip in a zip": lambda text: zipped(a=zipped(b=text.encode())),
    "gzip": lambda text: gzip.compress(text.encode()),
    "page of a PDF": lambda text: pdf(f"<p>{text}</p>"),
    "title of a PDF": lambda text: pdf(f"<title>{text}</title><p>a</p>"),
    "field of a PDF": lambda text: pdf(f'<form><input value="{text}"></form>', has_fields=True),
    "PDF in a zip": lambda text: zipped(a=pdf(f"<p>{text}</p>")),
}


@pytest.mark.parametrize("how", PACKED)
def test_what_is_packed_is_found(how):
    word = MARK.lower() + "word"

    assert holds(PACKED[how](word), word)
    assert not holds(PACKED[how]("another"), word)


def test_what_travels_in_a_letter_is_found():
    letter = EmailMessage("Ë", "Përshëndetje, nesër takohemi.", to=["a@school.example"])
    letter.attach("a.zip", zipped(a=MARK.encode()), "application/zip")

    assert MARK.encode() not in letter.message().as_bytes()
    assert holds(unpacked_letter(letter), MARK)
    assert b"takohemi" in unpacked_letter(letter)
