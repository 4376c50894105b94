"""What the programme's page tells about each group. Dates and numbers only, nothing of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, DateTimeField, Exists, Max, Min, OuterRef, Prefetch, Q

from peercircle.groups.models import Group, GroupQuerySet, Membership
from peercircle.meetings.models import Meeting
from peercircle.places.models import Municipality, Site
from peercircle.programme import signals


@dataclass(frozen=True)
class Glance:
    group: Group
    sites: list[Site]
    municipalities: list[Municipality]
    member_count: int
    last_held_at: datetime | None
    next_at: datetime | None
    needs_contact: bool
    signals: list[signals.Signal]

    @property
    def urgency(self) -> tuple[int, int]:
        return max((signal.urgency for signal in self.signals), default=0), len(self.signals)


def glances(groups: GroupQuerySet, *, now: datetime) -> list[Glance]:
    """Active groups first, on top the one that needs somebody most. Eight queries in all."""
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
    pasts = [signals.Past(group, members.get(group.pk, 0), getattr(group, "next_at", None)) for group in dated]
    signals.remember(pasts, now=now)
    return sorted((_glance(past, now) for past in pasts), key=_most_urgent_first)


def _glance(past: signals.Past, now: datetime) -> Glance:
    group, sites = past.group, list(past.group.sites.all())
    return Glance(
        group=group,
        sites=sites,
        municipalities=list({site.municipality.pk: site.municipality for site in sites}.values()),
        member_count=past.member_count,
        last_held_at=getattr(group, "last_held_at", None),
        next_at=past.next_at,
        signals=signals.of(past, now=now),
        needs_contact=group.status == Group.Status.ACTIVE and not getattr(group, "has_contact", True),
    )


def _most_urgent_first(glance: Glance) -> tuple[bool, int, int, float]:
    """Among equals the one that has not met for longest."""
    last, (urgency, number) = glance.last_held_at, glance.urgency
    return glance.group.status != Group.Status.ACTIVE, -urgency, -number, last.timestamp() if last else 0
