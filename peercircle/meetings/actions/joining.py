"""Coming, being ticked, leaving, coming back. Presence is attendance."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Membership
from peercircle.kit.refusals import Refused
from peercircle.meetings import kinds
from peercircle.meetings.models import Attendance, Meeting
from peercircle.stream.nudges import nudge, show_out

EARLY = timedelta(minutes=90)


def _locked(pk: int) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("group", "item").get(pk=pk)


def _joinable(pk: int, now: datetime) -> Meeting:
    meeting = _locked(pk)
    if meeting.is_closed:
        raise Refused(_("This meeting is over. Its minutes are on the group's page."))
    if meeting.phase == Meeting.Phase.CANCELLED:
        raise Refused(_("This meeting was cancelled. Ask your group for the new date."))
    if meeting.is_planned and now < meeting.starts_at - EARLY:
        raise Refused(_("You are early: this meeting has not begun. Come back on the day with the same code."))
    return meeting


def _people_changed(meeting: Meeting) -> None:
    """The activity that is going on hears of it first: a seat may have to be found."""
    if meeting.is_open and meeting.item is not None:
        meeting.item.meeting = meeting
        kinds.get(meeting.item.kind).people_changed(meeting.item, meeting.stage)
    nudge(meeting.topic, "people", "lead", "screen", "step")


@transaction.atomic
def join(meeting: Meeting, membership: Membership, *, now: datetime) -> Attendance:
    """A member comes in with a phone; joining twice is the same as once."""
    locked = _joinable(meeting.pk, now)
    attendance, is_changed = come_in(locked, membership, now=now)
    if is_changed:
        _people_changed(locked)
    return attendance


def come_in(meeting: Meeting, membership: Membership, *, now: datetime) -> tuple[Attendance, bool]:
    """Here with a phone, in a meeting that is locked; and whether that is new."""
    attendance, is_new = Attendance.objects.get_or_create(
        meeting=meeting, membership=membership, defaults={"joined_at": now, "joined_at_move": meeting.move_count}
    )
    is_changed = is_new or attendance.left_at is not None or not attendance.has_phone
    _end_absence(attendance, meeting)
    if not attendance.has_phone:
        attendance.has_phone = True
        attendance.save(update_fields=["has_phone"])
    return attendance, is_changed


def _end_absence(attendance: Attendance, meeting: Meeting) -> None:
    if attendance.left_at is None:
        return
    attendance.absences.filter(to_move=None).update(to_move=meeting.move_count)
    attendance.left_at = None
    attendance.save(update_fields=["left_at"])


@transaction.atomic
def join_as_guest(meeting: Meeting, first_name: str, *, now: datetime) -> Attendance:
    locked = _joinable(meeting.pk, now)
    attendance = Attendance.objects.create(
        meeting=locked, guest_name=first_name, joined_at=now, joined_at_move=locked.move_count
    )
    _people_changed(locked)
    return attendance


@transaction.atomic
def tick_present(meeting: Meeting, membership: Membership, *, now: datetime) -> None:
    """A member without a phone is here."""
    locked = _joinable(meeting.pk, now)
    attendance, _is_new = Attendance.objects.get_or_create(
        meeting=locked,
        membership=membership,
        defaults={"joined_at": now, "joined_at_move": locked.move_count, "has_phone": False},
    )
    _end_absence(attendance, locked)
    _people_changed(locked)


@transaction.atomic
def untick(attendance: Attendance) -> None:
    """A wrong tick: the person was not here. Only for people who were ticked, never for a phone."""
    meeting = _locked(attendance.meeting_id)
    locked = meeting.attendances.get(pk=attendance.pk)
    if locked.has_phone:
        raise Refused(_("This person is here with a phone. Mark that they left instead."))
    locked.delete()
    _people_changed(meeting)


@transaction.atomic
def leave(attendance: Attendance, *, now: datetime) -> None:
    meeting = _locked(attendance.meeting_id)
    locked = meeting.attendances.get(pk=attendance.pk)
    if locked.left_at is not None or not meeting.is_open:
        return
    locked.left_at = now
    locked.save(update_fields=["left_at"])
    locked.absences.create(from_move=meeting.move_count)
    _people_changed(meeting)


@transaction.atomic
def come_back(attendance: Attendance) -> None:
    meeting = _locked(attendance.meeting_id)
    locked = meeting.attendances.get(pk=attendance.pk)
    if locked.left_at is None or not meeting.is_open:
        return
    _end_absence(locked, meeting)
    _people_changed(meeting)


@transaction.atomic
def mark_ready(me: Attendance, *, is_ready: bool) -> None:
    """Ready for the next step; the mark is gone as soon as the group moves."""
    meeting = me.meeting
    me.ready_at_move = meeting.move_count if is_ready else None
    me.save(update_fields=["ready_at_move"])
    nudge(meeting.topic, "people", "lead")


@transaction.atomic
def notice_phone(attendance_pk: int, *, is_connected: bool, now: datetime) -> None:
    """The stream says that a phone came or went. Only what changes is written."""
    lost = Attendance.objects.filter(pk=attendance_pk, meeting__phase=Meeting.Phase.OPEN)
    away_since = None if is_connected else now
    changed = lost.filter(away_since__isnull=not is_connected).update(away_since=away_since)
    if changed:
        nudge(lost.select_related("meeting").get().meeting.topic, "people", "lead")


def show_out_of_meetings(membership: Membership) -> None:
    """Who is no longer in the group hears no more of a meeting that is going on."""
    for attendance in (
        Attendance.objects.filter(membership=membership)
        .exclude(meeting__phase__in=[Meeting.Phase.CLOSED, Meeting.Phase.CANCELLED])
        .select_related("meeting")
    ):
        show_out(attendance.meeting.topic, attendance.who)
