"""Planning a meeting: its date, place and roles. Its agenda is changed in `actions.agenda`."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Group, Membership
from peercircle.kit.refusals import Refused
from peercircle.meetings import drafts, kinds, plans, rotation
from peercircle.meetings.actions.agenda import AGENDA_PARTS, locked_to_change, put_at
from peercircle.meetings.models import AgendaItem, Meeting, Move, RoleTurn
from peercircle.stream.nudges import nudge

# Read aloud and typed in a hurry: nothing that looks like something else.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 6
# A group may plan a meeting while it sits down to it.
LATE = timedelta(hours=1)
AHEAD = timedelta(days=2 * 366)


@transaction.atomic
def plan_meeting(
    group: Group,
    template: str,
    *,
    starts_at: datetime,
    by: Membership | None,
    now: datetime,
    rng: Random,
    place: str = "",
) -> Meeting:
    """A meeting with its agenda, roles and code.

    The same group's plan for the same time is that meeting already, so a second tap is harmless.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    known = group.meetings.filter(starts_at=starts_at, phase=Meeting.Phase.PLANNED).first()
    if known:
        return known
    plan = plans.get(template)
    if plan is None:
        raise Refused(_("This template is not installed here. Choose another one."))
    if group.status == Group.Status.ENDED:
        raise Refused(_("This group has ended. Begin it again before you plan a meeting."))
    _check_time(starts_at, now)

    roles = rotation.propose_roles(group)
    items = drafts.agenda(group, plan)
    meeting = Meeting.objects.create(
        group=group, starts_at=starts_at, place=place, template=plan.key, code=_new_code(rng), planned_by=by
    )
    for item in items:
        item.meeting = meeting
    AgendaItem.objects.bulk_create(items)
    RoleTurn.objects.bulk_create(
        RoleTurn(meeting=meeting, role=role, membership=member) for role, member in roles.items()
    )
    for item in items:
        kinds.get(item.kind).prepare(item)
    nudge(meeting.topic, *AGENDA_PARTS)
    return meeting


def _check_time(starts_at: datetime, now: datetime) -> None:
    if starts_at < now - LATE:
        raise Refused(_("This time is over. Choose a later one."))
    if starts_at > now + AHEAD:
        raise Refused(_("This is more than two years ahead. Choose an earlier day."))


def _new_code(rng: Random) -> str:
    while True:
        code = "".join(rng.choices(CODE_LETTERS, k=CODE_LENGTH))
        if not Meeting.objects.filter(code=code).exists():
            return code


@transaction.atomic
def reschedule(meeting: Meeting, starts_at: datetime, *, now: datetime) -> None:
    meeting = _planned(meeting)
    if meeting.starts_at == starts_at:
        return
    _check_time(starts_at, now)
    if meeting.group.meetings.filter(starts_at=starts_at, phase=Meeting.Phase.PLANNED).exists():
        raise Refused(_("This group has another meeting at that time. Choose another time."))
    meeting.starts_at = starts_at
    meeting.calendar_sequence += 1
    meeting.save(update_fields=["starts_at", "calendar_sequence"])
    nudge(meeting.topic, *AGENDA_PARTS)


def _planned(meeting: Meeting) -> Meeting:
    # Locks the group's row too: "one planned meeting at a time" is a rule about the group.
    Group.objects.select_for_update().get(pk=meeting.group_id)
    meeting = locked_to_change(meeting.pk)
    if meeting.is_open:
        raise Refused(_("This meeting is going on. Close it when you are done."))
    return meeting


@transaction.atomic
def set_place(meeting: Meeting, place: str) -> None:
    meeting = locked_to_change(meeting.pk)
    if meeting.place == place:
        return
    meeting.place = place
    meeting.calendar_sequence += 1
    meeting.save(update_fields=["place", "calendar_sequence"])
    nudge(meeting.topic, *AGENDA_PARTS)


@transaction.atomic
def settle(meeting: Meeting, starts_at: datetime, place: str, *, now: datetime) -> None:
    """When and where, as one form asks for it."""
    reschedule(meeting, starts_at, now=now)
    set_place(meeting, place)


@transaction.atomic
def cancel_meeting(meeting: Meeting) -> None:
    """It does not take place. What it would have taken up returns in the next plan."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.phase == Meeting.Phase.CANCELLED:
        return
    meeting = _planned(meeting)
    meeting.phase = Meeting.Phase.CANCELLED
    meeting.calendar_sequence += 1
    meeting.save(update_fields=["phase", "calendar_sequence"])
    nudge(meeting.topic, *AGENDA_PARTS)


@transaction.atomic
def give_role(meeting: Meeting, role: RoleTurn.Role, membership: Membership | None) -> None:
    """To this member, or to nobody: roles rotate, but nobody is forced."""
    meeting = locked_to_change(meeting.pk)
    if membership is None:
        meeting.roles.filter(role=role).delete()
    elif membership.group_id != meeting.group_id or membership.ended_on:
        raise Refused(_("Roles go to members of this group. Choose one of them."))
    else:
        RoleTurn.objects.update_or_create(meeting=meeting, role=role, defaults={"membership": membership})
    nudge(meeting.topic, *AGENDA_PARTS)


@transaction.atomic
def give_roles(meeting: Meeting, roles: dict[RoleTurn.Role, Membership | None]) -> None:
    for role, membership in roles.items():
        give_role(meeting, role, membership)


@transaction.atomic
def carry_over(closed: Meeting) -> None:
    """What the group did not get to returns in its next meeting, when that is planned already.

    Agreeing on the next date plans that meeting before this one is over.
    """
    begun = Move.objects.filter(meeting=closed, undone_at=None, to_item__isnull=False).values("to_item")
    closed.items.exclude(kind__in=plans.EVERY_TIME).exclude(pk__in=begun).update(is_unfinished=True)
    following = closed.group.meetings.filter(phase=Meeting.Phase.PLANNED, starts_at__gt=closed.starts_at)
    meeting = following.select_for_update(of=("self",)).order_by("starts_at").first()
    if meeting is None:
        return
    for old in drafts.unfinished(closed.group):
        items = list(meeting.items.all())
        item = drafts.bring_back(items, old)
        if item.pk:
            item.save(update_fields=["title", "method", "carried_from"])
        else:
            put_at(meeting, item, items.index(item))
        item.meeting = meeting
        kinds.get(item.kind).prepare(item)
    nudge(meeting.topic, *AGENDA_PARTS)
