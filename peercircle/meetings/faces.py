"""What the live screens show, as contexts for their fragments. The page, the answer to a tap and the stream use the same."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import get_language

from peercircle.meetings import kinds, pointer
from peercircle.meetings.actions.leading import may_take_lead
from peercircle.meetings.models import Attendance, Meeting


def header(meeting: Meeting, now: datetime) -> dict[str, object]:
    place = pointer.here(meeting)
    return {
        "meeting": meeting,
        "place": place,
        "title": kinds.title(place.item) if place else "",
        "left": pointer.seconds_left(meeting, now),
        "ends_at": pointer.ends_at(meeting, now),
    }


def step(me: Attendance) -> dict[str, object]:
    """The middle of a phone: what its owner does now."""
    meeting = me.meeting
    place = pointer.here(meeting)
    context: dict[str, object] = {"me": me, "meeting": meeting, "place": place}
    if place and meeting.is_open:
        face = place.kind.phone(place.item, place.stage, me)
        context["face"] = kinds.render(
            face, me=me, meeting=meeting, item=place.item, stage=place.stage, leads=meeting.leader_id == me.pk
        )
    return context


def lead(me: Attendance, now: datetime) -> dict[str, object]:
    """The bottom of a phone: all controls for the one who leads; ready, leave and take over for the others."""
    meeting = me.meeting
    place = pointer.here(meeting)
    present = list(meeting.attendances.here())
    return {
        "me": me,
        "meeting": meeting,
        "place": place,
        "leads": meeting.leader_id == me.pk,
        "may_take": meeting.leader_id != me.pk and may_take_lead(meeting, me, now),
        "following": pointer.following(place) if place else None,
        "present": present,
    }


def present(meeting: Meeting) -> dict[str, object]:
    """The row of seats: who is here, ready, away."""
    return {"meeting": meeting, "present": list(meeting.attendances.here())}


def people(me: Attendance) -> dict[str, object]:
    meeting = me.meeting
    attendances = list(meeting.attendances.select_related("membership__person").order_by("joined_at"))
    came = {attendance.membership_id for attendance in attendances}
    members = meeting.group.memberships.filter(ended_on=None).select_related("person")
    return {
        "meeting": meeting,
        "me": me,
        "attendances": attendances,
        "missing": [member for member in members if member.pk not in came],
    }


def screen(meeting: Meeting) -> dict[str, object]:
    """The wall: step, clock, results. Nothing personal."""
    place = pointer.here(meeting)
    context: dict[str, object] = {"meeting": meeting, "place": place, "language": get_language()}
    if place and meeting.is_open:
        face = place.kind.screen(place.item, place.stage)
        context["face"] = kinds.render(face, meeting=meeting, item=place.item, stage=place.stage)
        context["title"] = kinds.title(place.item)
    return context
