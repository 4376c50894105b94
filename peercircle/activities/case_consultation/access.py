"""Who may do what in a consultation. The case giver owns the question; the one who leads the meeting moderates."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from peercircle.activities.case_consultation.models import Part
from peercircle.meetings import access
from peercircle.meetings.models import AgendaItem, Attendance

KIND = "case_consultation"


def item_for_participant(request: HttpRequest, pk: int, item_pk: int) -> tuple[AgendaItem, Attendance]:
    return access.item_for_participant(request, pk, item_pk, kind=KIND)


def item_for_case_giver(request: HttpRequest, pk: int, item_pk: int) -> tuple[AgendaItem, Attendance]:
    item, me = item_for_participant(request, pk, item_pk)
    if not item.consultation.is_of(me):
        raise PermissionDenied(_("Only the case giver decides this. Tell them what you think of."))
    return item, me


def item_for_leader(request: HttpRequest, pk: int, item_pk: int) -> tuple[AgendaItem, Attendance]:
    access.leading(request, pk)
    return item_for_participant(request, pk, item_pk)


def item_for_secretary(request: HttpRequest, pk: int, item_pk: int) -> tuple[AgendaItem, Attendance]:
    item, me = item_for_participant(request, pk, item_pk)
    if not item.consultation.parts.filter(role=Part.Role.SECRETARY, attendance=me).exists():
        raise PermissionDenied(_("Only the secretary writes for others. Ask the facilitator for this role."))
    return item, me
