"""Which needs somebody may see. A stranger gets 404."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from peercircle.groups.models import Group, Membership
from peercircle.needs.models import Need, NeedQuerySet


def needs_of(group: Group) -> NeedQuerySet:
    """What the group asks for, the newest first."""
    return Need.objects.filter(group=group).asked().order_by("-raised_at")


def need_for_member(mine: Membership, pk: UUID) -> Need:
    """Also one that was withdrawn, so that it can come back."""
    return get_object_or_404(Need.objects.select_related("meeting", "responsible"), pk=pk, group=mine.group_id)


def other_groups_of(need: Need) -> int:
    """How many other groups ask for the same; which ones, they tell themselves."""
    together = Need.objects.of_piles([need.pile]).exclude(group=need.group_id)
    return together.values("group").distinct().count()
