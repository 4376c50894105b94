"""What a group looks back on: earlier promises that are open, or that changed since the last meeting."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from peercircle.meetings.models import Action, Attendance, Meeting


def meeting_before(meeting: Meeting) -> Meeting | None:
    earlier = Meeting.objects.filter(group=meeting.group_id, phase=Meeting.Phase.CLOSED).exclude(pk=meeting.pk)
    return earlier.order_by("-closed_at").first()


def promises_before(meeting: Meeting, before: Meeting) -> QuerySet[Action]:
    earlier = Action.objects.filter(meeting__group=meeting.group_id).exclude(meeting=meeting)
    news = Q(state=Action.State.OPEN) | Q(state_changed_at__gte=before.closed_at)
    return earlier.filter(news).select_related("owner__person")


def earlier_action(me: Attendance, pk: UUID) -> Action:
    """A promise of an earlier meeting of the same group."""
    earlier = Action.objects.filter(meeting__group=me.meeting.group_id).exclude(meeting=me.meeting_id)
    return get_object_or_404(earlier.select_related("owner__person"), pk=pk)
