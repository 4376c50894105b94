"""Who may do what in a consultation."""

from __future__ import annotations

from django.http import HttpRequest

from peercircle.meetings import access
from peercircle.meetings.models import AgendaItem, Attendance

KIND = "case_consultation"


def item_for_leader(request: HttpRequest, pk: int, item_pk: int) -> tuple[AgendaItem, Attendance]:
    """A consultation of the meeting that this phone leads."""
    access.leading(request, pk)
    return access.item_for_participant(request, pk, item_pk, kind=KIND)
