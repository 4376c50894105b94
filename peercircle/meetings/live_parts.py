"""Which parts of a meeting's screens change while it goes on, and what the stream tells us about phones."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone

from peercircle.meetings import faces
from peercircle.meetings.actions import joining
from peercircle.meetings.models import Meeting
from peercircle.stream import parts, presence


def register() -> None:
    parts.shared("header", _meeting, _header)
    # Names are for those who lead: pushed to everybody, they would reach the room's screen too.
    parts.personal("people")
    parts.personal("step")
    parts.personal("lead")
    parts.personal("screen")
    presence.watch(_notice)


def _meeting(topic: str, _key: str) -> Meeting:
    found = Meeting.objects.select_related("group", "item", "leader")
    return found.get(pk=topic.removeprefix("meeting:"))


def _header(meeting: Meeting) -> str:
    return render_to_string("meetings/_header.html", faces.header(meeting, timezone.now()))


def _notice(topic: str, who: str, here: bool) -> None:
    kind, _, pk = who.partition(":")
    if kind == "attendance":
        joining.notice_phone(int(pk), is_connected=here, now=timezone.now())
