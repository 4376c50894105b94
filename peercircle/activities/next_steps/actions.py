"""What people do at the end of a meeting: promise, and take it back."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from peercircle.groups.models import Membership
from peercircle.meetings.actions import promises
from peercircle.meetings.models import Action, Attendance
from peercircle.stream.nudges import nudge


def part(action: Action) -> str:
    """Its name in the stream and its id on the page."""
    return f"next_steps_action-{action.pk}"


@transaction.atomic
def add_action(
    me: Attendance, what: str, *, id: UUID, owner: Membership | None, due_on: date | None, now: datetime
) -> Action:
    action = promises.promise(me.meeting, what, id=id, owner=owner, due_on=due_on, now=now)
    nudge(me.meeting.topic, part(action))
    return action


@transaction.atomic
def take_out(me: Attendance, action: Action) -> None:
    nudge(me.meeting.topic, part(action))
    promises.take_back_promise(action)
