"""Who writes, keeps time and observes."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import cases
from peercircle.activities.case_consultation.models import Consultation, Part
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions.taking_part import locked_while_at
from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.stream.nudges import nudge


@transaction.atomic
def give_role(item: AgendaItem, me: Attendance, role: Part.Role, to: Attendance) -> None:
    """One role each, one person each. Taking it for oneself is giving it to oneself."""
    meeting = locked_while_at(item, me)
    consultation = Consultation.objects.locked().get(item=item)
    if to.left_at is not None or to.meeting_id != meeting.pk:
        raise Refused(_("Choose somebody who is here."))
    if not cases.is_free(to, consultation, meeting):
        raise Refused(_("The facilitator and the case giver have no second role. Choose somebody else."))
    holder = cases.roles(consultation).get(role)
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
    parts = Consultation.objects.locked().get(item=item).parts.filter(role=role)
    if meeting.leader_id != me.pk:
        parts = parts.filter(attendance=me)
    parts.delete()
    nudge(meeting.topic, "step")
