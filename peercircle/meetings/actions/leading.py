"""What the one who leads can do. Every step can be undone, except closing, which says so before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Group, Membership
from peercircle.kit.refusals import Refused
from peercircle.kit.wiping import wipe_what_was_deleted
from peercircle.meetings import kinds, pointer
from peercircle.meetings.actions.joining import come_in
from peercircle.meetings.actions.planning import carry_over
from peercircle.meetings.actions.recording import write_minutes
from peercircle.meetings.actions.sending import tell_absent
from peercircle.meetings.models import AgendaItem, Attendance, Meeting, Move
from peercircle.meetings.pointer import Place
from peercircle.stream.nudges import nudge

# After this time without the leader's phone the others are offered to take over.
AWAY = timedelta(seconds=20)

EVERYWHERE = ("header", "step", "lead", "people", "screen")
POINTER = [
    "item",
    "stage",
    "stage_number",
    "stage_began_at",
    "stage_ends_at",
    "paused_seconds_left",
    "move_count",
]


def _locked(pk: int) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("item", "leader").get(pk=pk)


def _led_by(me: Attendance) -> Meeting:
    """The meeting, locked, when this phone leads it and it is still going on."""
    meeting = _locked(me.meeting_id)
    if meeting.phase == Meeting.Phase.PLANNED:
        raise Refused(_("The meeting has not begun yet. Open it first."))
    if not meeting.is_open:
        raise Refused(_("This meeting is over. Its minutes are on the group's page."))
    if meeting.leader_id != me.pk:
        raise Refused(_("Somebody else leads just now. Ask them to hand you the lead."))
    return meeting


def _move(meeting: Meeting, what: Move.What, by: Attendance, now: datetime, to_item: AgendaItem | None = None) -> None:
    """Remember how it is before it changes."""
    meeting.move_count += 1
    Move.objects.create(
        meeting=meeting,
        number=meeting.move_count,
        what=what,
        by=by,
        at=now,
        to_item=to_item or meeting.item,
        item=meeting.item,
        stage=meeting.stage,
        stage_number=meeting.stage_number,
        stage_began_at=meeting.stage_began_at,
        stage_ends_at=meeting.stage_ends_at,
        paused_seconds_left=meeting.paused_seconds_left,
    )


def _leave(meeting: Meeting) -> None:
    """The activity puts away what was only for the stage that the group goes away from."""
    if meeting.item is not None:
        meeting.item.meeting = meeting
        kinds.get(meeting.item.kind).leave(meeting.item, meeting.stage)


def _go_to(meeting: Meeting, place: Place, now: datetime) -> None:
    """The time of a stage starts with the stage."""
    _leave(meeting)
    place.kind.enter(place.item, place.stage.key)
    meeting.item = place.item
    meeting.stage = place.stage.key
    meeting.stage_number = place.number
    meeting.stage_began_at = now
    meeting.stage_ends_at = now + timedelta(seconds=place.stage.seconds)
    meeting.paused_seconds_left = None


def _save(meeting: Meeting) -> None:
    meeting.save(update_fields=POINTER)
    nudge(meeting.topic, *EVERYWHERE)


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: Membership, now: datetime) -> Attendance:
    """Let people in; the one who opens leads.

    Opening an open meeting only lets the person in, so a second tap is harmless.
    """
    # Locks the group's row too: "one open meeting" is a rule about the group.
    Group.objects.select_for_update().get(pk=meeting.group_id)
    locked = _locked(meeting.pk)
    if locked.phase in {Meeting.Phase.CLOSED, Meeting.Phase.CANCELLED}:
        raise Refused(_("This meeting is over. Plan a new one instead."))
    opener, _is_new = come_in(locked, by, now=now)
    if locked.is_open:
        return opener
    if Meeting.objects.filter(group=meeting.group_id, phase=Meeting.Phase.OPEN).exists():
        raise Refused(_("This group is already in a meeting. Join that one, or close it first."))
    first = locked.items.first()
    if first is None:
        raise Refused(_("The plan is still empty. Add a first step, then open the meeting."))

    first.meeting = locked
    locked.phase = Meeting.Phase.OPEN
    locked.opened_at = now
    locked.leader = opener
    if localdate(locked.starts_at) != localdate(now):
        # It takes place today, whatever was planned: minutes and calendars say so.
        locked.starts_at = now
        locked.calendar_sequence += 1
    locked.save(update_fields=["phase", "opened_at", "leader", "starts_at", "calendar_sequence"])
    _move(locked, Move.What.OPEN, opener, now, to_item=first)
    _go_to(locked, pointer.begin(first), now)
    _save(locked)
    return opener


@transaction.atomic
def go_next(me: Attendance, *, seen: int, now: datetime) -> None:
    """`seen` is the move that the phone showed: a second tap, or a tap on an old screen, changes nothing."""
    refusal = _("This was the last step. Close the meeting when everybody is ready.")
    _step(me, Move.What.NEXT, pointer.following, refusal, seen, now)


@transaction.atomic
def go_back(me: Attendance, *, seen: int, now: datetime) -> None:
    _step(me, Move.What.BACK, pointer.preceding, _("This is the first step. There is nothing before it."), seen, now)


def _step(
    me: Attendance,
    what: Move.What,
    find: Callable[[Place], Place | None],
    refusal: Promise,
    seen: int,
    now: datetime,
) -> None:
    meeting = _led_by(me)
    if seen != meeting.move_count:
        return
    place = pointer.here(meeting)
    target = find(place) if place else None
    if target is None:
        raise Refused(refusal)
    _move(meeting, what, me, now, to_item=target.item)
    _go_to(meeting, target, now)
    _save(meeting)


@transaction.atomic
def jump(me: Attendance, item: AgendaItem, *, seen: int, now: datetime) -> None:
    """Go to the beginning of any item of this meeting."""
    meeting = _led_by(me)
    if seen != meeting.move_count:
        return
    item.meeting = meeting
    _move(meeting, Move.What.JUMP, me, now, to_item=item)
    _go_to(meeting, pointer.begin(item), now)
    _save(meeting)


@transaction.atomic
def undo(me: Attendance, *, seen: int, now: datetime) -> None:
    """Take the last step back as if it had not been tapped: place and clock are as they were."""
    meeting = _led_by(me)
    if seen != meeting.move_count:
        return
    done = meeting.moves.filter(undone_at=None).exclude(what=Move.What.OPEN)
    last = done.select_related("item").order_by("-number").first()
    if last is None:
        raise Refused(_("There is nothing to undo yet."))
    last.undone_at = now
    last.save(update_fields=["undone_at"])
    if (last.item_id, last.stage) != (meeting.item_id, meeting.stage):
        _leave(meeting)
    meeting.item = last.item
    meeting.stage = last.stage
    meeting.stage_number = last.stage_number
    meeting.stage_began_at = last.stage_began_at
    meeting.stage_ends_at = last.stage_ends_at
    meeting.paused_seconds_left = last.paused_seconds_left
    # Raised without a row: a tap that saw the undone step is old now.
    meeting.move_count += 1
    _save(meeting)


@transaction.atomic
def pause(me: Attendance, *, seen: int, now: datetime) -> None:
    meeting = _led_by(me)
    if seen != meeting.move_count or meeting.is_paused:
        return
    _move(meeting, Move.What.PAUSE, me, now)
    meeting.paused_seconds_left = pointer.seconds_left(meeting, now)
    _save(meeting)


@transaction.atomic
def go_on(me: Attendance, *, seen: int, now: datetime) -> None:
    meeting = _led_by(me)
    if seen != meeting.move_count or meeting.paused_seconds_left is None:
        return
    _move(meeting, Move.What.GO_ON, me, now)
    meeting.stage_ends_at = now + timedelta(seconds=meeting.paused_seconds_left)
    meeting.paused_seconds_left = None
    _save(meeting)


@transaction.atomic
def change_time(me: Attendance, minutes: int, *, seen: int, now: datetime) -> None:
    """One minute more or less, or five more. Less never ends a stage before now."""
    meeting = _led_by(me)
    if seen != meeting.move_count:
        return
    left = pointer.seconds_left(meeting, now)
    # More time after an overrun means time from now, not from long ago.
    left = max(left, 0) + minutes * 60 if minutes > 0 else max(left + minutes * 60, min(left, 0))
    _move(meeting, Move.What.TIME, me, now)
    if meeting.is_paused:
        meeting.paused_seconds_left = left
    else:
        meeting.stage_ends_at = now + timedelta(seconds=left)
    _save(meeting)


@transaction.atomic
def begin_step_anew(meeting: Meeting, *, now: datetime) -> None:
    """The server's clock was set back in the middle of a step: its whole time is left, and not hours."""
    meeting = _locked(meeting.pk)
    if not meeting.is_open or not meeting.stage_began_at or not meeting.stage_ends_at or meeting.stage_began_at <= now:
        return
    meeting.stage_ends_at = now + (meeting.stage_ends_at - meeting.stage_began_at)
    meeting.stage_began_at = now
    meeting.save(update_fields=["stage_began_at", "stage_ends_at"])
    nudge(meeting.topic, "header")


@transaction.atomic
def hand_lead(me: Attendance, to: Attendance) -> None:
    meeting = _led_by(me)
    if to.meeting_id != meeting.pk or to.left_at or not to.has_phone:
        raise Refused(_("Choose somebody who is here with a phone."))
    _lead_with(meeting, to, taken_from=None)


@transaction.atomic
def take_lead(me: Attendance, *, now: datetime) -> None:
    """Take over from a phone that has gone, or take back what was taken over in one's absence."""
    meeting = _locked(me.meeting_id)
    if not meeting.is_open or me.left_at:
        raise Refused(_("This meeting is not going on for you. Join it again first."))
    if meeting.leader_id == me.pk:
        return
    if not may_take_lead(meeting, me, now):
        raise Refused(_("The facilitator is here. Ask them to hand you the lead."))
    taken_back = meeting.lead_taken_from_id == me.pk
    _lead_with(meeting, me, taken_from=None if taken_back else meeting.leader)


def may_take_lead(meeting: Meeting, me: Attendance, now: datetime) -> bool:
    leader = meeting.leader
    if leader is None or leader.left_at or meeting.lead_taken_from_id == me.pk:
        return True
    return leader.away_since is not None and leader.away_since <= now - AWAY


def _lead_with(meeting: Meeting, leader: Attendance, taken_from: Attendance | None) -> None:
    meeting.leader = leader
    meeting.lead_taken_from = taken_from
    meeting.save(update_fields=["leader", "lead_taken_from"])
    nudge(meeting.topic, "lead", "people", "step")


@transaction.atomic
def close_meeting(me: Attendance, *, now: datetime) -> None:
    """End the meeting: its minutes are written, and what must not outlive it is removed. Cannot be undone."""
    meeting = _locked(me.meeting_id)
    if meeting.is_closed:
        return
    _close(_led_by(me), now)


@transaction.atomic
def close_forgotten(meeting: Meeting, *, now: datetime) -> None:
    """Nobody closed it: the words, votes and cards in it must go all the same."""
    meeting = _locked(meeting.pk)
    if meeting.is_open:
        _close(meeting, now)


def _close(meeting: Meeting, now: datetime) -> None:
    meeting.phase = Meeting.Phase.CLOSED
    meeting.closed_at = now
    meeting.save(update_fields=["phase", "closed_at"])
    write_minutes(meeting, now=now)
    tell_absent(meeting, now=now)
    carry_over(meeting)
    for item in AgendaItem.and_removed.filter(meeting=meeting):
        item.meeting = meeting
        kinds.get(item.kind).forget(item)
    transaction.on_commit(wipe_what_was_deleted)
    nudge(meeting.topic, *EVERYWHERE)
