"""Which promises a phone may touch: those of its own meeting."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from peercircle.meetings.models import Action, Attendance


def action(me: Attendance, pk: UUID) -> Action:
    return get_object_or_404(Action.objects.select_related("owner__person"), pk=pk, meeting=me.meeting_id)
