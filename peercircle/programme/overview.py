"""What the programme's page tells about each group. Dates and numbers only, nothing of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, DateTimeField, Exists, Max, Min, OuterRef, Prefetch, Q

from peercircle.groups.models import Group, GroupQuerySet, Membership
from peercircle.meetings.models import Meeting
from peercircle.places.models import Municipality, Site


@dataclass(frozen=True)
class Glance:
    group: Group
    sites: list[Site]
    municipalities: list[Municipality]
    member_count: int
    last_held_at: datetime | None
    next_at: datetime | None
    needs_contact: bool


def glances(groups: GroupQuerySet, *, now: datetime) -> list[Glance]:
    """Active groups first, the one that has not met for longest on top. Three queries in all."""
    members = dict(
        groups.filter(memberships__ended_on=None).values_list("pk").annotate(Count("memberships")).order_by()
    )
    sites = Prefetch("sites", Site.objects.select_related("municipality"))
    dated = groups.prefetch_related(sites).annotate(
        last_held_at=Max("meetings__starts_at", filter=Q(meetings__phase=Meeting.Phase.CLOSED)),
        next_at=Min(
            "meetings__starts_at",
            filter=Q(meetings__phase=Meeting.Phase.PLANNED, meetings__starts_at__gte=now),
            output_field=DateTimeField(),
        ),
        has_contact=Exists(Membership.objects.filter(group=OuterRef("pk"), is_contact=True, ended_on=None)),
    )
    found = [_glance(group, members.get(group.pk, 0)) for group in dated]
    return sorted(found, key=_longest_silent_first)


def _glance(group: Group, member_count: int) -> Glance:
    sites = list(group.sites.all())
    return Glance(
        group=group,
        sites=sites,
        municipalities=list({site.municipality.pk: site.municipality for site in sites}.values()),
        member_count=member_count,
        last_held_at=getattr(group, "last_held_at", None),
        next_at=getattr(group, "next_at", None),
        needs_contact=group.status == Group.Status.ACTIVE and not getattr(group, "has_contact", True),
    )


def _longest_silent_first(glance: Glance) -> tuple[bool, float]:
    last = glance.last_held_at
    return glance.group.status != Group.Status.ACTIVE, last.timestamp() if last else 0
