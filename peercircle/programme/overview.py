"""What the programme's page tells about each group. Dates and numbers only, nothing of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects
from django.utils.timezone import localdate

from peercircle.groups.models import Group, GroupQuerySet, Membership
from peercircle.meetings.models import Meeting
from peercircle.places.models import Municipality, Site
from peercircle.programme import signals
from peercircle.programme.models import FieldVisit

ON_A_PAGE = 25


@dataclass(frozen=True)
class Glance:
    group: Group
    sites: list[Site]
    municipalities: list[Municipality]
    member_count: int
    last_held_on: date | None
    next_at: datetime | None
    visit_on: date | None
    needs_contact: bool
    signals: list[signals.Signal]


def glances(groups: GroupQuerySet, *, now: datetime, number: int | str | None = 1) -> Page:
    """A page of groups: active ones first, on top the one that needs somebody most. Seven queries in all.

    Dates and counts of every group are looked at, for each might be the first; the rest only of those on the page.
    """
    pasts = _pasts(groups, now=now)
    signals.remember(pasts, among=groups, now=now)
    today = localdate(now)
    looked_at = sorted(((past, signals.of(past, today=today)) for past in pasts), key=_most_urgent_first)
    page = Paginator(looked_at, ON_A_PAGE).get_page(number)
    prefetch_related_objects([past.group for past, _found in page], Prefetch("sites", _sites()))
    shown: Any = [_glance(past, found) for past, found in page]
    page.object_list = shown
    return page


def _pasts(groups: GroupQuerySet, *, now: datetime) -> list[signals.Past]:
    current = Membership.objects.filter(group=OuterRef("pk"), ended_on=None).order_by()
    ahead = Meeting.objects.filter(group=OuterRef("pk"), phase=Meeting.Phase.PLANNED, starts_at__gte=now)
    planned = FieldVisit.objects.planned().filter(group=OuterRef("pk"))
    known = groups.order_by().annotate(
        members=Subquery(current.values("group").annotate(number=Count("pk")).values("number")),
        next_at=Subquery(ahead.order_by("starts_at").values("starts_at")[:1]),
        visit_on=Subquery(planned.order_by("visited_on").values("visited_on")[:1]),
        has_contact=Exists(current.filter(is_contact=True)),
    )
    return [_past(group) for group in known]


def _past(group: Any) -> signals.Past:
    return signals.Past(group, group.members or 0, group.next_at, visit_on=group.visit_on)


def _sites() -> QuerySet[Site]:
    return Site.objects.select_related("municipality")


def _glance(past: signals.Past, found: list[signals.Signal]) -> Glance:
    group, sites = past.group, list(past.group.sites.all())
    return Glance(
        group=group,
        sites=sites,
        municipalities=list({site.municipality.pk: site.municipality for site in sites}.values()),
        member_count=past.member_count,
        last_held_on=past.meetings[0].on if past.meetings else None,
        next_at=past.next_at,
        visit_on=past.visit_on,
        signals=found,
        needs_contact=group.status == Group.Status.ACTIVE and not getattr(group, "has_contact", True),
    )


def _most_urgent_first(seen: tuple[signals.Past, list[signals.Signal]]) -> tuple[bool, int, int, int]:
    """Among equals the one that has not met for longest."""
    past, found = seen
    last, urgency = past.meetings[0].on.toordinal() if past.meetings else 0, found[0].urgency if found else 0
    return past.group.status != Group.Status.ACTIVE, -urgency, -len(found), last
