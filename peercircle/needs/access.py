"""Which needs somebody may see. A stranger gets 404."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from peercircle.groups.models import Group, Membership
from peercircle.needs.models import Need


def needs_of(group: Group) -> QuerySet[Need]:
    """What the group asks for, the newest first; withdrawn needs are nobody's business."""
    return group.needs.asked().order_by("-raised_at")


def need_for_member(mine: Membership, pk: UUID) -> Need:
    return get_object_or_404(Need.objects.select_related("meeting"), pk=pk, group=mine.group_id)
