"""Whatever a phone sends, no door answers 500, and whoever is refused reads why.

Every door of the house is found by itself. A new one that reads fields gets a line in `what_is_typed.py`: what
a person would send. Each field is then spoiled in turn, while the others stay as they should be.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterator
from http import HTTPStatus
from http.cookies import SimpleCookie
from urllib.parse import quote_plus, urlencode
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils.html import strip_tags

from peercircle.activities.case_consultation.actions.offering import offer_case
from peercircle.activities.case_consultation.models import Consultation, OwnProtocol, OwnStep
from peercircle.activities.case_consultation.tests.consulted import consultation_that_was
from peercircle.activities.next_date.models import Slot
from peercircle.activities.prioritise.models import Option
from peercircle.activities.talk.models import Note, Topic
from peercircle.activities.world_cafe.models import Pattern, Table, TableNote
from peercircle.groups.models import Membership
from peercircle.meetings.actions import leading
from peercircle.meetings.models import Action, MinutesSection
from peercircle.needs.actions import raise_need
from tests.cast import client_of
from tests.test_house import doors
from tests.what_is_typed import ASKED, ID, TYPED

FORM = "application/x-www-form-urlencoded"

AWKWARD = {
    "nothing": "",
    "spaces": " \t ",
    "negative": "-1",
    "half": "1.5",
    "no number": "NaN",
    "huge": "9" * 30,
    "endless number": "9" * 5000,
    "other digits": "٣",
    "power": "²",
    "NUL": "a\0b",
    "control": "\x01\x1b\r\n\u2028",
    "surrogate": "a\ud800b",
    "markup": "</textarea><script>alert(1)</script>\"'&{{ x }}{% y %}",
    "emoji": "👩‍👩‍👧‍👦🇽🇰" * 3,
    "right to left": "\u202eabc\u2066",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "no day": "2027-02-31",
    "midnight": "24:00",
    "unknown": "00000000-0000-4000-8000-00000000dead",
    "100 kB": "x" * 100_000,
    "2 MB": "ë" * 1_000_000,
}
# As a phone sends them; two million letters are not quoted again for every field.
QUOTED = {why: quote_plus(value, errors="surrogatepass") for why, value in AWKWARD.items()}
NUMBERS = ["0", str(2**63 - 1), str(2**63), "1" + "0" * 30, "9" * 5000]
TEXTS = ["%00", "%F0%9F%91%A9", "%ED%A0%80", "%3Cscript%3E", "x" * 3000, "1" * 3000]


def filled(path: str, known: dict[str, str]) -> Iterator[str]:
    """The path with what is there; a list of words gives each."""
    word = re.search(r"\(\?P<\w+>([^()\\]+)\)", path)
    if word:
        for one in word[1].split("|"):
            yield from filled(path.replace(word[0], one), known)
        return
    path = re.sub(r"\(\?P<(\w+)>[^()]+\)|<(?:\w+:)?(\w+)>", lambda found: known[found[1] or found[2]], path)
    yield "/" + path.replace("^", "").replace("$", "")


def spoiled(path: str, known: dict[str, str]) -> Iterator[str]:
    """The path with one of its names or numbers wrong."""
    for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", path):
        if name in known:
            for value in NUMBERS if kind == "int" else TEXTS:
                yield from filled(path, {**known, name: value})


ROOMS = ["house", "minutes", *settings.ACTIVITIES]
EVERY_DOOR = sorted(set(doors(get_resolver().url_patterns)))


def room_of(name: str) -> str:
    if name.startswith("meetings:minutes"):
        return "minutes"
    room = name.partition(":")[0].removesuffix("-plan").removesuffix("-after")
    return room if room in settings.ACTIVITIES else "house"


def doors_of(room: str) -> list[tuple[str, str]]:
    """All but those of the library that signs people in."""
    return [door for door in EVERY_DOOR if room_of(door[0]) == room and not door[1].startswith("accounts/")]


@pytest.fixture
def known(room, meeting, site, leader, present_member, member, guest, put_on_agenda, now) -> dict[str, str]:
    """The numbers of what is really there; the group stands at an item of this room."""
    item = put_on_agenda(room if room in settings.ACTIVITIES else "talk")
    note = UUID(ID.replace("1", "2"))
    known = {
        "pk": str(meeting.pk), "item_pk": str(item.pk), "code": meeting.code, "token": "x", "template": "regular",
        "membership_pk": str(member.pk), "attendance_pk": str(present_member.pk), "to_pk": str(present_member.pk),
        "group_pk": str(meeting.group_id), "round_": "1", "note_pk": str(note),
        "site_pk": str(site.pk), "municipality_pk": str(site.municipality_id),
        "invitation_pk": "1", "number": "1", "name": "x", "section_pk": "1",
        "on": "2026-12-03", "person_pk": str(member.person_id),
        "kept_pk": str(leader.membership.person_id), "double_pk": str(member.person_id),
        "office": "police", "one_pk": str(leader.membership.person_id), "other_pk": str(member.person_id),
    }  # fmt: skip
    action = Action.objects.create(id=ID, meeting=meeting, what="Ask", made_at=now)
    known["action"] = str(action.pk)
    need, other_need = (raise_need(meeting.group, "A need", id=uuid4(), now=now) for _number in range(2))
    known |= {"need_pk": str(need.pk), "into_pk": str(other_need.pk), "entry_pk": str(need.entries.get().pk)}
    if room == "minutes":
        leading.close_meeting(leader, now=now)
        known["section_pk"] = str(MinutesSection.objects.create(minutes=meeting.minutes, position=99, heading="A").pk)
    if room == "talk":
        topic = Topic.objects.create(item=item, position=1, text="A topic")
        Note.objects.create(id=note, topic=topic, writer=leader, text="A note", written_at=now)
        known |= {"topic_pk": str(topic.pk), "note": str(note)}
    if room == "world_cafe":
        tables = [Table.objects.create(cafe=item.cafe, number=n, theme=f"Theme {n}") for n in (1, 2)]
        TableNote.objects.create(id=note, table=tables[0], writer=leader, text="A note", written_at=now)
        other = TableNote.objects.create(id=uuid4(), table=tables[0], writer=guest, text="A note", written_at=now)
        pattern = Pattern.objects.create(id=uuid4(), cafe=item.cafe, name="A pattern", found_at=now)
        known |= {"table_pk": str(tables[0].pk), "table": str(tables[0].pk), "other_note": str(other.pk)}
        known["pattern_pk"] = str(pattern.pk)
    if room == "prioritise":
        option = Option.objects.create(id=note, vote=item.vote, number=1, text="An option")
        known["option"] = str(option.pk)
    if room == "case_consultation":
        offer_case(member, "Two words", 2, id=note, now=now)
        known["case"] = str(note)
        Consultation.objects.filter(item=item).update(case_giver=member)
        past = consultation_that_was([leader.membership, member], now - dt.timedelta(28))
        known |= {"consultation_pk": str(past.pk), "past_item_pk": str(past.item_id)}
        known |= an_own_way(leader.membership)
    if room == "next_date":
        slot = Slot.objects.filter(item=item).first() or Slot.objects.create(item=item, starts_at=now + dt.timedelta(9))
        known["slot"] = str(slot.pk)
    return known


def an_own_way(maker: Membership) -> dict[str, str]:
    own = OwnProtocol.objects.create(name="Ours", made_by=maker.person)
    row = OwnStep.objects.create(
        protocol=own, position=1, name="A", minutes=5, does="choose", speaks="everybody", say="A"
    )
    return {"protocol_pk": str(own.pk), "step_pk": str(row.pk)}


class Knocking:
    """Sends, takes back whatever it changed, and writes down what broke."""

    def __init__(self, who: object) -> None:
        self.client: Client = client_of(who)
        self.client.raise_request_exception = False
        self.cookies = {name: cookie.value for name, cookie in self.client.cookies.items()}
        self.who = type(who).__name__ if who else "nobody"
        self.broken: set[str] = set()
        self.error = ""
        got_request_exception.connect(self.notice)

    def notice(self, **_more: object) -> None:
        self.error = repr(sys.exc_info()[1])[:300]

    def __call__(
        self, method: str, url: str, body: bytes = b"", *, kind: str = FORM, why: str = "", **more: str
    ) -> int:
        cache.clear()
        self.client.cookies = SimpleCookie(self.cookies)  # whoever signed out is back
        self.error = ""
        with transaction.atomic():
            answer = self.client.generic(method, url, body, content_type=kind, **more)
            if method == "POST" and answer.status_code == HTTPStatus.FOUND:
                # What was taken in can be shown too.
                answer = self.client.get(answer.headers["Location"])
                method = "POST, then GET"
            transaction.set_rollback(True)
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.broken.add(f"{method} {url[:90]} ({why}): {self.error}")
        elif method.startswith("POST") and answer.status_code >= HTTPStatus.BAD_REQUEST and not is_explained(answer):
            self.broken.add(f"{method} {url[:90]} ({why}): {answer.status_code} without a sentence")
        return answer.status_code


def is_explained(answer: object) -> bool:
    page = answer.content.decode()
    main = page.partition("<main")[2] or page
    return 'role="alert"' in page or "<form" in main or len(strip_tags(main).strip()) > 20


def bodies(name: str, known: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """As it should be, then each field spoiled in turn."""
    right = {key.format(**known): value.format(**known) for key, value in TYPED.get(name, {}).items()}
    yield "as it should be", urlencode(right).encode()
    yield "nothing", b""
    for field in right:
        others = urlencode({key: value for key, value in right.items() if key != field})
        for why, value in QUOTED.items():
            yield f"{field}: {why}", f"{others}&{quote_plus(field)}={value}".encode()


@pytest.fixture
def room(request) -> str:
    return request.param


each_room = pytest.mark.parametrize("room", ROOMS, indirect=True)
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def own(name: str, path: str, known: dict[str, str], meeting: object) -> dict[str, str]:
    """`pk` is a step below /steps/, a need below /needs/, and so on, else the meeting."""
    if path.startswith("child-in-danger/"):
        return {**known, "code": "XK-18"}
    if "/needs/" in path and not path.startswith("live/"):
        return {**known, "pk": known["need_pk"]}
    if "/import/" in path:
        return {**known, "pk": known["need_pk"]}
    if path.startswith("promises/"):
        return {**known, "pk": known["action"]}
    if path.startswith("groups/"):
        return {**known, "pk": str(meeting.group_id)}
    if path.startswith("after/"):
        return {**known, "item_pk": known.get("past_item_pk", known["item_pk"])}
    if path.startswith(("steps/", "^steps/")):
        return {**known, "pk": known["item_pk"]}
    return known


@each_room
def test_no_field_breaks_a_door(room, known, meeting, leader):
    knock = Knocking(leader)
    for name, path in doors_of(room):
        for url in filled(path, own(name, path, known, meeting)):
            for why, body in bodies(name, known):
                knock("POST", url, body, why=why)
    assert knock.broken == set()


@each_room
def test_no_address_breaks_a_door(room, known, meeting, leader):
    knock = Knocking(leader)
    for name, path in doors_of(room):
        mine = own(name, path, known, meeting)
        body = next(bodies(name, known))[1]
        for url in [*filled(path, mine), *spoiled(path, mine)]:
            knock("GET", url)
            knock("POST", url, body)
        for why, value in QUOTED.items() if name in ASKED else []:
            knock("GET", f"{next(filled(path, mine))}?{ASKED[name]}={value}", why=why)
    assert knock.broken == set()


@each_room
def test_others_do_not_break_it_either(room, known, meeting, present_member, guest, stranger):
    for who in (present_member, guest, stranger, None):
        knock = Knocking(who)
        for name, path in doors_of(room):
            for url in filled(path, own(name, path, known, meeting)):
                body = next(bodies(name, known))[1]
                knock("GET", url)
                knock("POST", url, body)
                knock("POST", url, body, HTTP_HX_REQUEST="true")
        assert knock.broken == set()


@pytest.mark.parametrize("room", ["talk"], indirect=True)
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, b"%ff=%fe&text=\xff\xfe"),
        (FORM + "; charset=utf-7", b"text=a"),
        (FORM + "; charset=no-such", b"text=a"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n"),
        ("application/json", b"{"),
        ("", b"\0"),
    ],
)
def test_no_kind_of_letter_breaks_a_door(room, known, meeting, leader, kind, body):
    knock = Knocking(leader)
    for name, path in doors_of(room):
        knock("POST", next(filled(path, own(name, path, known, meeting))), body, kind=kind)
    assert knock.broken == set()


@pytest.mark.parametrize("room", ["house"], indirect=True)
def test_no_method_breaks_a_door(room, known, meeting, leader):
    knock = Knocking(leader)
    for name, path in EVERY_DOOR:
        if set(re.findall(r"<(?:\w+:)?(\w+)>", path)) <= known.keys():
            for method in ("HEAD", "PUT", "DELETE"):
                knock(method, next(filled(path, own(name, path, known, meeting))))
    assert knock.broken == set()
