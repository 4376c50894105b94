"""The way in which a group consults, and who writes, keeps time and observes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import cases, library
from peercircle.activities.case_consultation.access import CAME_OF_IT
from peercircle.activities.case_consultation.actions.casting import locked, unchoose
from peercircle.activities.case_consultation.models import Part
from peercircle.activities.case_consultation.protocols import Does
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions import leading
from peercircle.meetings.actions.taking_part import locked_while_at
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.stream.nudges import nudge

LONGEST = 240  # minutes that an item may have


@transaction.atomic
def choose_way(item: AgendaItem, me: Attendance, key: str, *, now: datetime) -> None:
    """Its minutes are the item's from now on. Without a step to choose a case, the group goes on to its first step."""
    meeting = locked_while_at(item, me)
    consultation = locked(item)
    if consultation.protocol == key:
        return
    way = next((each for each in library.offered() if each.key == key and each.steps), None)
    if way is None:
        raise Refused(_("This way of consulting is no longer offered. Choose another one."))
    if not cases.is_at_the_beginning(consultation, meeting):
        raise Refused(_("The consultation has begun, so its way stays. The facilitator can go back to its first step."))
    if consultation.case_giver_id and way.steps[0].does is not Does.CHOOSE:
        unchoose(consultation)
    consultation.protocol = key
    consultation.save(update_fields=["protocol"])
    item.consultation = consultation
    item.minutes = max(1, min(way.minutes, LONGEST))
    item.save(update_fields=["minutes"])
    if meeting.stage not in (CAME_OF_IT, way.steps[0].key):
        _begin_anew(item, me, meeting, now)
    nudge(meeting.topic, "header", "step", "lead", "screen")


def _begin_anew(item: AgendaItem, me: Attendance, meeting: Meeting, now: datetime) -> None:
    """The step at which the group stood is not in the new way."""
    leading.jump(me, item, seen=meeting.move_count, now=now)
    meeting.refresh_from_db()
    if meeting.stage == CAME_OF_IT:
        leading.go_next(me, seen=meeting.move_count, now=now)


@transaction.atomic
def give_role(item: AgendaItem, me: Attendance, role: Part.Role, to: Attendance) -> None:
    """One role each, one person each. Taking it for oneself is giving it to oneself."""
    meeting = locked_while_at(item, me)
    consultation = locked(item)
    if to.left_at is not None or to.meeting_id != meeting.pk:
        raise Refused(_("Choose somebody who is here."))
    if not cases.is_free(to, consultation, meeting):
        raise Refused(_("The facilitator and the case giver have no second role. Choose somebody else."))
    holder = cases.roles(consultation, meeting).get(role)
    if holder == to:
        return
    if holder:
        raise Refused(_("%(name)s has this role already.") % {"name": holder.first_name})
    consultation.parts.filter(Q(role=role) | Q(attendance=to)).delete()
    Part.objects.create(consultation=consultation, role=role, attendance=to)
    nudge(meeting.topic, "step")


@transaction.atomic
def release_role(item: AgendaItem, me: Attendance, role: Part.Role) -> None:
    """One's own, or anybody's by the one who leads."""
    meeting = locked_while_at(item, me)
    parts = locked(item).parts.filter(role=role)
    if meeting.leader_id != me.pk:
        parts = parts.filter(attendance=me)
    parts.delete()
    nudge(meeting.topic, "step")
