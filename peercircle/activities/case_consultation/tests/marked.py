"""A consultation in which each text is a word that nobody else uses, and how to search for it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from peercircle.activities.case_consultation import texts
from peercircle.activities.case_consultation.models import Case, Consultation, Idea
from peercircle.activities.case_consultation.tests.at_a_step import *  # noqa: F403  (fixtures)
from tests.unpacked import unpacked

MARK = "Zz" + "sealed"  # in pieces, for a report of an error shows the lines of the code
GENERAL = "Zz" + "general"
TYPED = ("story", "offered", "said", "written", "guest")  # what is sealed


@pytest.fixture
def answers():
    """Of each tap: what the phone got, and where it was sent."""
    return []


@pytest.fixture
def consulted(send, go_to, give_role, consultation, consultants, present_member, leader, answers, group, member, now):
    """The case is told, asked about, thought about and taken along; each text has a word of its own."""
    first, second, *_others = consultants

    def tap(who, door, **fields):
        kept = {f"{field}-keep": "9" for field in fields}  # "Keep it as it is": what looks like a name is counted
        answer = send(who, door, **fields, **kept)
        assert answer.status_code == 302, answer.content.decode()
        answers.append(answer)

    Case.objects.create(id=uuid4(), group=group, owner=member, topic=f"{GENERAL}offer", urgency=2, offered_at=now)
    give_role("secretary", leader)
    go_to("tell")
    tap(present_member, "tell", level="primary", text=f"{MARK}story")
    go_to("key_question")
    tap(first, "contribute", text=f"{MARK}offered")
    tap(present_member, "ask", text=f"{GENERAL}question")
    go_to("consult")
    tap(first, "contribute", text=f"{MARK}said")
    tap(leader, "write-down", speaker=second.pk, text=f"{MARK}written")
    tap(consultants[2], "contribute", text=f"{MARK}guest")
    go_to("first_step")
    tap(present_member, "take-along", first_step=f"{GENERAL}step", follow_up_on="")
    row = Consultation.objects.get(pk=consultation.pk)
    row.topic, row.verdict_note = f"{GENERAL}topic", f"{GENERAL}note"
    row.save(update_fields=["topic", "verdict_note"])
    Idea.objects.create(consultation=row, number=1, text=f"{GENERAL}idea")
    return row


def in_any_form(word: str) -> list[bytes]:
    """As it is, and as a dump writes bytes."""
    return [word.encode(), word.encode().hex().encode(), word.encode("utf-16-le")]


def holds(content: bytes, word: str) -> bool:
    """Also in whatever is packed in it."""
    inside = unpacked(content).lower()
    return any(form.lower() in inside for form in in_any_form(word))


def is_typed_and_sealed(row: Consultation) -> bool:
    """Otherwise the searches would find nothing because nothing is there."""
    story = texts.story(row)[0].text
    said = [texts.of_contribution(row, each).text for each in row.contributions.all()]
    return {story, *said} == {f"{MARK}{word}" for word in TYPED}
