"""What those outside a group may know of it: that it is there, when it meets, for how long, what it has published.

Of all else that is said there, nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Prefetch, Value, When, prefetch_related_objects

from peercircle.groups.models import Group, GroupQuerySet
from peercircle.meetings.models import Meeting, Publication
from peercircle.places.models import Site

ON_A_PAGE = 25
LOOKS_BACK = timedelta(days=365)
# A meeting of today that has not been opened yet is still ahead.
STILL_AHEAD = timedelta(hours=4)


@dataclass(frozen=True)
class Held:
    at: datetime
    minutes: int


@dataclass(frozen=True)
class Known:
    group: Group
    sites: list[Site]
    held: list[Held] = field(default_factory=list)
    ahead: list[datetime] = field(default_factory=list)
    published: list[datetime] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.held)

    @property
    def hours(self) -> tuple[int, int]:
        """And the minutes that are over."""
        return divmod(self.minutes, 60)


def known(groups: GroupQuerySet, *, now: datetime, number: int | str | None = 1) -> Page:
    """A page of groups, those that meet first: six questions for any number."""
    resting = Case(When(status=Group.Status.ACTIVE, then=Value(0)), default=Value(1))
    page = Paginator(groups.order_by(resting, "name", "pk"), ON_A_PAGE).get_page(number)
    shown = list(page)
    prefetch_related_objects(shown, Prefetch("sites", Site.objects.select_related("municipality")))
    found = {group.pk: Known(group, list(group.sites.all())) for group in shown}
    _held(found, now=now)
    _ahead(found, now=now)
    _published(found)
    told: Any = list(found.values())
    page.object_list = told
    return page


def _held(found: dict[int, Known], *, now: datetime) -> None:
    """Of the last twelve months, the latest first: only what was opened and closed took place."""
    held = Meeting.objects.filter(group__in=found, phase=Meeting.Phase.CLOSED, opened_at__gte=now - LOOKS_BACK)
    rows = held.order_by("-opened_at").values_list("group", "opened_at", "closed_at")
    for group, opened_at, closed_at in rows:
        if opened_at and closed_at:
            minutes = round((closed_at - opened_at).total_seconds() / 60)
            found[group].held.append(Held(opened_at, max(0, minutes)))


def _ahead(found: dict[int, Known], *, now: datetime) -> None:
    phases = (Meeting.Phase.OPEN, Meeting.Phase.PLANNED)
    ahead = Meeting.objects.filter(group__in=found, phase__in=phases, starts_at__gt=now - STILL_AHEAD)
    for group, starts_at in ahead.order_by("starts_at").values_list("group", "starts_at"):
        found[group].ahead.append(starts_at)


def _published(found: dict[int, Known]) -> None:
    """When those met of whom something can be read, the latest first."""
    texts = Publication.objects.filter(minutes__meeting__group__in=found).order_by("-minutes__meeting__starts_at")
    for group, met_at in texts.values_list("minutes__meeting__group", "minutes__meeting__starts_at"):
        found[group].published.append(met_at)
