"""What people say of an earlier promise."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import promises
from peercircle.meetings.models import Action, Attendance, Meeting
from peercircle.stream.nudges import nudge


def part(action: Action) -> str:
    """Its name in the stream and its id on the page."""
    return f"last_time_action-{action.pk}"


@transaction.atomic
def say_what_came_of_it(me: Attendance, action: Action, state: str, *, now: datetime) -> Action:
    """Anybody who is there may say it; whoever says it last is right."""
    meeting = Meeting.objects.select_for_update().get(pk=me.meeting_id)
    if meeting.is_closed:
        raise Refused(_("This meeting is over. Say it on the group's page."))
    changed = promises.set_action_state(action, state, now=now)
    nudge(meeting.topic, part(action))
    return changed
