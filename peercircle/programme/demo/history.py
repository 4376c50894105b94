"""The meetings that the groups have held: who came, what was done, decided, promised and needed.

Written in bulk, not through the actions: ten thousand taps would take minutes. The few meetings about a case are held
tap by tap (`case_meetings`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import cycle
from uuid import UUID

from peercircle.groups.models import Membership
from peercircle.meetings import methods, plans
from peercircle.meetings.models import (
    Action,
    AgendaItem,
    Approval,
    Attendance,
    Meeting,
    Minutes,
    MinutesSection,
    RoleTurn,
)
from peercircle.needs.models import Need
from peercircle.programme.demo import reading
from peercircle.programme.demo.circles import Circle, at

Sentences = dict[str, Iterator[str]]

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
FEWEST = 4


@dataclass
class Past:
    """All rows of the past, to be written at once."""

    rng: random.Random
    meetings: list[Meeting] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    roles: list[RoleTurn] = field(default_factory=list)
    attendances: list[Attendance] = field(default_factory=list)
    minutes: list[Minutes] = field(default_factory=list)
    sections: list[MinutesSection] = field(default_factory=list)
    approvals: list[Approval] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)

    def save(self) -> None:
        Meeting.objects.bulk_create(self.meetings)
        AgendaItem.objects.bulk_create(self.items)
        RoleTurn.objects.bulk_create(self.roles)
        Attendance.objects.bulk_create(self.attendances)
        Minutes.objects.bulk_create(self.minutes)
        MinutesSection.objects.bulk_create(self.sections)
        Approval.objects.bulk_create(self.approvals)
        Action.objects.bulk_create(self.actions)
        Need.objects.bulk_create(self.needs)

    def uuid(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def code(self) -> str:
        return "".join(self.rng.choices(LETTERS, k=6))


def remember(circles: list[Circle], rng: random.Random) -> None:
    past = Past(rng)
    for circle in circles:
        sentences = _sentences(circle.language)
        for number, day in enumerate(circle.days):
            if number not in circle.story.about_cases:
                _hold(past, circle, day, number, sentences)
    past.save()


def _sentences(language: str) -> Sentences:
    kinds: dict[str, list[str]] = {}
    for kind, sentence in reading.rows(f"minutes-{language}"):
        kinds.setdefault(kind, []).append(sentence)
    return {kind: cycle(sentences) for kind, sentences in kinds.items()}


def _hold(past: Past, circle: Circle, day: date, number: int, sentences: Sentences) -> None:
    starts_at = at(day, circle.group.usual_time)
    meeting = Meeting(
        group=circle.group,
        starts_at=starts_at,
        place=circle.sites[0].name_sq if circle.language == "sq" else circle.sites[0].name_sr,
        template="first" if number == 0 else "regular",
        phase=Meeting.Phase.CLOSED,
        code=past.code(),
        opened_at=starts_at + timedelta(minutes=past.rng.randint(-2, 6)),
    )
    past.meetings.append(meeting)
    meeting.closed_at = starts_at + timedelta(minutes=_work_through(past, meeting, number))
    present = _come(past, circle, meeting, number / len(circle.days))
    _share_roles(past, circle, meeting, present, number)
    _write(past, meeting, present, sentences)
    _promise(past, meeting, present, sentences, is_open=day == circle.days[-1])
    if number % 2 == 0:
        text = next(sentences["need"])
        past.needs.append(
            Need(
                id=past.uuid(),
                group=circle.group,
                meeting=meeting,
                text=text,
                origin=Need.Origin.TALK,
                raised_at=meeting.closed_at,
                state_since=meeting.closed_at,
            )
        )


def _work_through(past: Past, meeting: Meeting, number: int) -> int:
    """The agenda as it was; gives the minutes it took."""
    plan = plans.get(meeting.template)
    total = 0
    for position, step in enumerate(plan.steps if plan else (), start=1):
        usable = methods.usable_with(step.kind)
        took = max(1, step.minutes + past.rng.randint(-2, 4))
        total += took
        past.items.append(
            AgendaItem(
                meeting=meeting,
                position=position,
                kind=step.kind,
                method=step.method or (usable[number % len(usable)].key if usable else ""),
                minutes=step.minutes,
                actual_minutes=took,
            )
        )
    return total


def _come(past: Past, circle: Circle, meeting: Meeting, how_late: float) -> list[Membership]:
    chance = circle.story.presence - (0.45 * how_late if circle.story.fades else 0)
    present = [member for member in circle.memberships if past.rng.random() < chance]
    for member in circle.memberships:
        if len(present) < FEWEST and member not in present:
            present.append(member)
    for member in present:
        past.attendances.append(
            Attendance(
                meeting=meeting,
                membership=member,
                joined_at=meeting.starts_at + timedelta(minutes=past.rng.randint(-5, 8)),
                has_phone=past.rng.random() < 0.85,
            )
        )
    return present


def _share_roles(past: Past, circle: Circle, meeting: Meeting, present: list[Membership], number: int) -> None:
    """In turn, except where the same person always led: so the silent group began to fade."""
    for place, role in enumerate(RoleTurn.Role):
        turn = place if circle.story.fades else number + place
        past.roles.append(RoleTurn(meeting=meeting, role=role, membership=present[turn % len(present)]))


def _write(past: Past, meeting: Meeting, present: list[Membership], sentences: Sentences) -> None:
    closed_at = meeting.closed_at or meeting.starts_at
    minutes = Minutes(meeting=meeting, written_at=closed_at, locked_at=closed_at + timedelta(days=1))
    past.minutes.append(minutes)
    results = "\n".join(next(sentences["result"]) for _ in range(2))
    past.sections += [
        MinutesSection(minutes=minutes, position=1, kind=MinutesSection.Kind.RESULT, text=results),
        MinutesSection(
            minutes=minutes, position=2, kind=MinutesSection.Kind.DECISION, text=next(sentences["decision"])
        ),
    ]
    past.approvals += [
        Approval(minutes=minutes, membership=member, approved_at=closed_at + timedelta(hours=20 + hours))
        for hours, member in enumerate(present[:2])
    ]


def _promise(
    past: Past,
    meeting: Meeting,
    present: list[Membership],
    sentences: Sentences,
    *,
    is_open: bool,
) -> None:
    closed_at: datetime = meeting.closed_at or meeting.starts_at
    for owner in present[:2]:
        is_done = not is_open and past.rng.random() < 0.8
        due_at = closed_at + timedelta(days=past.rng.choice([7, 14, 21]))
        past.actions.append(
            Action(
                id=past.uuid(),
                meeting=meeting,
                what=next(sentences["action"]),
                owner=owner,
                due_on=due_at.date(),
                state=Action.State.DONE if is_done else Action.State.OPEN,
                state_changed_at=due_at if is_done else None,
                made_at=closed_at,
            )
        )
