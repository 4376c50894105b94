"""What was said in a group reaches none of the programme's people, no director and no education office.

A word that nobody else uses is planted wherever a group writes; then each of them opens every page they may open.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.core.cache import cache

from peercircle.activities.case_consultation.models import Case, Consultation
from peercircle.activities.icebreaker.models import Card
from peercircle.activities.prioritise.models import Ballot, Option, Vote
from peercircle.activities.talk.models import Note, Topic
from peercircle.activities.world_cafe.models import Cafe, Table, TableNote
from peercircle.groups.models import Charter
from peercircle.meetings.models import Action, AgendaItem, Meeting, Minutes, MinutesSection, Publication
from peercircle.reports.actions import make_integration
from peercircle.reports.api.doors import DOORS
from peercircle.rounds.models import Word
from tests import test_nothing_breaks as every_door
from tests.unpacked import unpacked
from tests.whole_house import OUTSIDE

known = every_door.known
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

MARK = "Zzmarker"
PLANTED = ("note", "topic", "word", "card", "option", "voter", "table", "paper", "promise", "open", "secret", "charter")


@pytest.fixture
def room():
    return "talk"


@pytest.fixture
def planted(known, meeting, group, leader, member, now):
    """In the meeting that goes on, and in the minutes of one that was."""
    last = AgendaItem.objects.filter(meeting=meeting).order_by("-position").first()
    items = {
        kind: AgendaItem.objects.create(meeting=meeting, position=last.position + place, kind=kind, minutes=5)
        for place, kind in enumerate(["check_in", "icebreaker", "prioritise", "world_cafe"], start=1)
    }
    topic = Topic.objects.create(item=last, position=2, text=f"{MARK}topic")
    note = Note.objects.create(id=uuid4(), topic=topic, writer=leader, text=f"{MARK}note", written_at=now)
    Word.objects.create(item=items["check_in"], text=f"{MARK}word", writer="veil", is_shown=True)
    Card.objects.create(item=items["icebreaker"], writer=leader, past=f"{MARK}card")
    option = Option.objects.create(
        id=uuid4(), vote=Vote.objects.create(item=items["prioritise"]), number=1, text=f"{MARK}option"
    )
    Ballot.objects.create(option=option, voter=f"{MARK}voter", dots=3)
    table = Table.objects.create(cafe=Cafe.objects.create(item=items["world_cafe"]), number=1, theme=f"{MARK}table")
    TableNote.objects.create(id=uuid4(), table=table, writer=leader, text=f"{MARK}paper", written_at=now)
    Action.objects.create(id=uuid4(), meeting=meeting, owner=member, what=f"{MARK}promise", made_at=now)
    number = (group.charters.first().number if group.charters.exists() else 0) + 1
    Charter.objects.create(group=group, number=number, text=f"{MARK}charter", written_at=now)
    was = Meeting.objects.create(
        group=group, starts_at=now - dt.timedelta(9), template="regular", code="WAS234", phase=Meeting.Phase.CLOSED
    )
    minutes = Minutes.objects.create(meeting=was, written_at=now)
    for place, (word, is_confidential) in enumerate([("open", False), ("secret", True)], start=1):
        MinutesSection.objects.create(
            minutes=minutes, position=place, heading="A", text=f"{MARK}{word}", is_confidential=is_confidential
        )
    consulted = AgendaItem.objects.create(
        meeting=was, position=1, kind="case_consultation", minutes=50, actual_minutes=50
    )
    Consultation.objects.create(
        item=consulted,
        protocol="tietze",
        case_giver=member,
        **dict.fromkeys(["topic", "key_question", "first_step", "verdict_note"], f"{MARK}case"),
    ).ideas.create(number=1, text=f"{MARK}case")
    Case.objects.create(id=uuid4(), group=group, owner=member, topic=f"{MARK}case", offered_at=now)
    # Their numbers in an address, and the meeting that was.
    return {"table_pk": table.pk, "note_pk": note.pk, "was": was.pk} | {kind: item.pk for kind, item in items.items()}


def pages(client, known, behind, planted, meeting) -> Iterator[tuple[str, str]]:
    """Each page that opens, and what it says; also behind the meeting that was."""
    for name, path in every_door.EVERY_DOOR:
        for there in ({}, {"pk": str(planted["was"])}):
            numbers = every_door.own(name, path, known, meeting) | {key: str(pk) for key, pk in planted.items()}
            numbers |= {"item_pk": numbers.get(every_door.room_of(name), numbers["item_pk"])} | behind(name) | there
            if (there and "<int:pk>" not in path) or not set(re.findall(r"<(?:\w+:)?(\w+)>", path)) <= numbers.keys():
                continue
            for url in every_door.filled(path, numbers):
                cache.clear()
                answer = client.get(url)
                if answer.status_code == HTTPStatus.OK:
                    yield f"{name} {url}", text_of(answer)


def text_of(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return unpacked(body).decode(errors="replace")


# With the key in the address whoever has it may read: the screen stands on a wall, a link is a member's own.
BY_KEY = ("meetings:screen", "meetings:join", "meetings:feed", "next_date:answer-link", "groups:invitation")


@pytest.mark.parametrize("role", OUTSIDE)
def test_nothing_that_a_group_wrote_stands_on_their_pages(role, clients, known, behind, planted, meeting):
    opened = {
        title: text
        for title, text in pages(clients[role], known, behind, planted, meeting)
        if not title.startswith(BY_KEY)
    }

    assert len(opened) > 10
    assert [title for title, text in opened.items() if MARK.lower() in text.lower()] == []


def test_what_a_group_published_is_read_by_director_and_office_and_nothing_beside_it(
    clients, known, behind, planted, meeting, contact, now
):
    minutes = Minutes.objects.get(meeting=planted["was"])
    Minutes.objects.filter(pk=minutes.pk).update(locked_at=now)
    Publication.objects.create(minutes=minutes, by=contact, published_at=now)
    read = {}
    for role in OUTSIDE:
        opened = pages(clients[role], known, behind, planted, meeting)
        read[role] = {
            (title.split()[0], word)
            for title, text in opened
            if not title.startswith(BY_KEY)
            for word in re.findall(f"{MARK}([a-z]+)", text)
        }

    theirs = {("programme:our-group", "open")}
    assert read == {role: set() for role in OUTSIDE} | {"director": theirs, "office": theirs}


def test_a_token_of_another_program_reads_nothing_of_it_either(client, planted, everybody, now):
    token = make_integration(id=uuid4(), name="Donor", by=everybody["manager"], now=now)
    answers = [client.get(f"/api/{door.path}", headers={"Authorization": f"Bearer {token}"}) for door in DOORS]

    assert [answer.status_code for answer in answers] == [200] * len(DOORS)
    assert [answer for answer in answers if MARK in answer.content.decode()] == []


def test_a_member_reads_what_was_planted(clients, known, behind, planted, meeting):
    """Otherwise the tests above would find nothing because nothing is there."""
    text = "\n".join(text for _title, text in pages(clients["member"], known, behind, planted, meeting))

    read = {word for word in PLANTED if f"{MARK}{word}" in text}
    assert read >= {"note", "option", "table", "promise", "open", "secret", "charter"}
    assert "voter" not in read
