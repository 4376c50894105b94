"""A consultation of the made-up demo, played through the actions: offered, told, thought about, and what came of it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import get_language

from peercircle.activities.case_consultation import circle, library
from peercircle.activities.case_consultation.actions import (
    choosing,
    contributing,
    ending,
    following_up,
    offering,
    opening,
    telling,
)
from peercircle.activities.case_consultation.models import Case, Consultation
from peercircle.activities.case_consultation.protocols import Does, step
from peercircle.groups.models import Membership
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import AgendaItem, Attendance

FOUR_WEEKS = timedelta(days=28)
STAY = 2


@dataclass(frozen=True)
class Told:
    """A case as it is told, in general terms."""

    topic: str
    protocol: str
    story: dict[str, str]
    question: str
    module: str
    said: list[str]
    first_step: str
    verdict: str
    sentence: str


@cache
def _cases(language: str) -> list[Told]:
    whole = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))
    return [Told(**case) for case in whole.get(language[:2], whole["sq"])]


@dataclass(frozen=True)
class Scene:
    """Where the group is just now, and who brings the case."""

    item: AgendaItem
    consultation: Consultation
    owner: Membership
    by: Attendance  # the owner, in the meeting
    leader: Attendance
    at: str
    now: datetime
    rng: Random

    @property
    def told(self) -> Told:
        return _told(self.consultation)

    def id(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)


def play(item: AgendaItem, by: Membership, now: datetime, rng: Random) -> None:
    """Before the meeting somebody offers a case; in it the group helps them; afterwards it is read and judged."""
    if item.meeting.is_planned:
        _offer(by, now, rng)
        return
    consultation = Consultation.objects.select_related("item__meeting", "case_giver").get(item=item)
    if item.meeting.is_closed:
        _look_back(consultation, by, now)
        return
    here = step(library.of(consultation), item.meeting.stage)
    me, leader = Attendance.objects.filter(meeting=item.meeting, membership=by).first(), item.meeting.leader
    if here and me and leader and here.does in STEPS:
        STEPS[here.does](Scene(item, consultation, by, me, leader, here.key, now, rng))


def _told(consultation: Consultation) -> Told:
    return next(told for told in _cases(get_language() or "") if told.topic == consultation.topic)


def _offer(by: Membership, now: datetime, rng: Random) -> None:
    """The next one that the group has not had yet."""
    known = set(Consultation.objects.filter(item__meeting__group=by.group_id).values_list("topic", flat=True))
    known |= set(Case.objects.filter(group=by.group_id).values_list("topic", flat=True))
    cases = _cases(get_language() or "")
    told = next((each for each in cases if each.topic not in known), cases[0])
    id = UUID(int=rng.getrandbits(128), version=4)
    offering.offer_case(by, told.topic, rng.choice(Case.Urgency.values), id=id, now=now)


# --- In the meeting --------------------------------------------------------------------------------
def _choose(scene: Scene) -> None:
    _offer(scene.owner, scene.now, scene.rng)
    case = Case.objects.get(owner=scene.owner)
    choosing.choose_case(scene.item, scene.leader, case.pk)
    told = _told(Consultation(topic=case.topic))
    choosing.choose_protocol(scene.item, scene.leader, told.protocol, now=scene.now)


def _tell(scene: Scene) -> None:
    with suppress(Refused):  # where nothing can be sealed it is said aloud
        telling.tell(scene.item, scene.by, scene.told.story, at=scene.at)


def _ask(scene: Scene) -> None:
    telling.ask(scene.item, scene.by, scene.told.question, at=scene.at)


def _choose_module(scene: Scene) -> None:
    telling.wish_module(scene.item, scene.by, scene.told.module, at=scene.at)
    telling.choose_module(scene.item, scene.leader, scene.told.module, at=scene.at)


def _consult(scene: Scene) -> None:
    """The first ones write; the others say it aloud, of which nothing stays."""
    people = circle.circle(scene.consultation, scene.item.meeting)
    here = step(library.of(scene.consultation), scene.at)
    if here and here.keeps:
        for speaker, words in zip(people.consultants, scene.told.said, strict=False):
            with suppress(Refused):  # as above
                contributing.contribute(scene.item, speaker, words, id=scene.id(), at=scene.at)


def _take_along(scene: Scene) -> None:
    written = scene.consultation.contributions.exclude(text=None).values_list("pk", flat=True)
    telling.take_along(
        scene.item,
        scene.by,
        scene.told.first_step,
        stay=written[:STAY],
        follow_up_on=localdate(scene.now) + FOUR_WEEKS,
        at=scene.at,
    )


STEPS: dict[Does, Callable[[Scene], None]] = {
    Does.CHOOSE: _choose,
    Does.TELL: _tell,
    Does.KEY_QUESTION: _ask,
    Does.MODULE: _choose_module,
    Does.CONTRIBUTE: _consult,
    Does.FIRST_STEP: _take_along,
}


# --- Afterwards ------------------------------------------------------------------------------------
def _look_back(consultation: Consultation, by: Membership, now: datetime) -> None:
    """Who was there reads it. On the day of the question the text ends, and the case giver says what came of it."""
    if by != consultation.case_giver:
        opening.open_texts(consultation, by, now=now)
    elif consultation.follow_up_on and consultation.follow_up_on <= localdate(now):
        ending.destroy_texts(consultation, now=consultation.expires_at or now)
        told = _told(consultation)
        following_up.say_what_came_of_it(consultation, told.verdict, now=now)
        following_up.add_a_sentence(consultation, told.sentence)
