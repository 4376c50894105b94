"""What the live screens show, as contexts for their fragments.

The page, the answer to a tap and the stream use the same.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from peercircle.meetings import kinds, pointer
from peercircle.meetings.actions.leading import AWAY, may_take_lead
from peercircle.meetings.models import Attendance, Meeting


def look(meeting: Meeting) -> Meeting:
    """For whoever shows it and changes nothing: who came is asked at most once, however often that is looked at."""
    meeting.seats = meeting.attendances.in_order()
    return meeting


def header(meeting: Meeting, now: datetime) -> dict[str, object]:
    """The bar on top: where we are, and the clock."""
    place = pointer.here(meeting)
    return {
        "meeting": meeting,
        "place": place,
        "title": kinds.title(place.item) if place else "",
        "seconds_left": pointer.seconds_left(meeting, now),
        "ends_at": pointer.ends_at(meeting, now),
    }


def step(me: Attendance, request: HttpRequest) -> dict[str, object]:
    """The middle of a phone: what its owner does now."""
    meeting = me.meeting
    place = pointer.here(meeting)
    context: dict[str, object] = {"me": me, "meeting": meeting, "place": place}
    if place and meeting.is_open:
        face = place.kind.phone(place.item, place.stage, me)
        leads = meeting.leader_id == me.pk
        context["face"] = kinds.render(
            face, request, me=me, meeting=meeting, item=place.item, stage=place.stage, leads=leads
        )
    return context


def lead(me: Attendance, now: datetime) -> dict[str, object]:
    """The bottom of a phone: all controls for the one who leads; ready, leave and take over for the others."""
    meeting = me.meeting
    place = pointer.here(meeting)
    context: dict[str, object] = {"me": me, "meeting": meeting, "place": place}
    if meeting.leader_id == me.pk:
        following = pointer.following(place) if place else None
        return context | {
            "leads": True,
            "following": following,
            "following_title": _title_after(place, following),
            "present": meeting.here(),
            "items": [(item, kinds.title(item)) for item in meeting.items.all()],
        }
    leader = meeting.leader
    offered_at = leader.away_since + AWAY if leader and leader.away_since else None
    return context | {
        "may_take": may_take_lead(meeting, me, now),
        "offered_in": max(timedelta(0), offered_at - now).total_seconds() if offered_at else None,
    }


def _title_after(place: pointer.Place | None, following: pointer.Place | None) -> kinds.Text:
    if place is None or following is None:
        return ""
    return following.stage.name if following.item == place.item else kinds.title(following.item)


def present(meeting: Meeting) -> dict[str, object]:
    """The row of seats: who is here, ready, away."""
    return {"meeting": meeting, "present": meeting.here()}


def people(me: Attendance) -> dict[str, object]:
    """The register while the meeting goes on: who came, and who could be ticked."""
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
    context: dict[str, object] = {
        "meeting": meeting,
        "place": place,
        "join_address": settings.ORIGIN + reverse("meetings:join", args=[meeting.code]),
    }
    if place and meeting.is_open:
        face = place.kind.screen(place.item, place.stage)
        context["face"] = kinds.render(face, meeting=meeting, item=place.item, stage=place.stage)
    return context
