"""What pages tell about visits: whom one comes to, who wants to be visited, and what was agreed last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID, uuid4

from django.db.models import F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects

from peercircle.groups.models import Group, GroupQuerySet
from peercircle.needs.models import Need
from peercircle.places import calendar
from peercircle.places.models import Municipality, Site
from peercircle.programme.models import FieldVisit

OFFERED = 20
IN_WEEKS = (4, 8)


@dataclass(frozen=True)
class Stop:
    """A visit, and the sites of the group it goes to."""

    visit: FieldVisit
    sites: list[Site]

    @property
    def name(self) -> str:
        return self.visit.group.name if self.visit.group else self.sites[0].both_names

    @property
    def municipalities(self) -> list[Municipality]:
        return list({site.municipality_id: site.municipality for site in self.sites}.values())


def stops(visits: Iterable[FieldVisit]) -> list[Stop]:
    visits = list(visits)
    _load_sites([visit.group for visit in visits if visit.group])
    return [Stop(visit, _sites(visit)) for visit in visits]


def _sites(visit: FieldVisit) -> list[Site]:
    if visit.group:
        return list(visit.group.sites.all())
    return [visit.site] if visit.site else []


def _load_sites(groups: Sequence[Group]) -> None:
    prefetch_related_objects(groups, Prefetch("sites", Site.objects.select_related("municipality")))


@dataclass(frozen=True)
class Choice:
    """A group or a site that may be put on a route."""

    place: Group | Site
    sites: list[Site]
    id: UUID = field(default_factory=uuid4)

    @property
    def kind(self) -> str:
        return "group" if isinstance(self.place, Group) else "site"

    @property
    def name(self) -> str:
        return self.place.name if isinstance(self.place, Group) else self.place.both_names

    @property
    def names(self) -> set[str]:
        """Each alone, as somebody may type it."""
        if isinstance(self.place, Group):
            return {self.place.name}
        return {self.place.name_sq, self.place.name_sr, self.place.both_names}

    @property
    def told(self) -> str:
        """With its schools and municipalities: by this text it is found."""
        schools = [site.both_names for site in self.sites] if self.kind == "group" else []
        municipalities = dict.fromkeys(site.municipality.both_names for site in self.sites)
        return ", ".join([self.name, *schools, *municipalities])

    @property
    def last_visit_on(self) -> dt.date | None:
        return getattr(self.place, "last_visit_on", None)


def next_to_visit(offered: Iterable[Choice], *, route: Iterable[Stop]) -> list[Choice]:
    """Groups that are not on this route yet. Sites only if they are looked for: most have a group."""
    on_route = {stop.visit.group_id for stop in route if not stop.visit.is_cancelled}
    groups = (choice for choice in offered if choice.kind == "group" and choice.place.pk not in on_route)
    return list(islice(groups, OFFERED))


def longest_unvisited(groups: GroupQuerySet) -> GroupQuerySet:
    waiting = groups.exclude(status=Group.Status.ENDED)
    seen = waiting.annotate(last_visit_on=Max("visits__visited_on", filter=Q(visits__state=FieldVisit.State.HELD)))
    return seen.order_by(F("last_visit_on").asc(nulls_first=True), "name", "pk")


def choices_of(groups: GroupQuerySet) -> list[Choice]:
    chosen = list(groups)
    _load_sites(chosen)
    return [Choice(group, list(group.sites.all())) for group in chosen]


def with_last_agreed(visits: QuerySet[FieldVisit]) -> QuerySet[FieldVisit]:
    """`last_agreed`: what was promised on the visit before."""
    before = FieldVisit.objects.held().filter(group=OuterRef("group"), visited_on__lt=OuterRef("visited_on"))
    newest = before.order_by("-visited_on", "-position")
    return visits.annotate(last_agreed=Subquery(newest.values("agreed")[:1]))


def before(visit: FieldVisit) -> FieldVisit | None:
    """The last visit to the same place, whoever made it."""
    same = FieldVisit.objects.held().filter(group=visit.group, site=visit.site).exclude(pk=visit.pk)
    return same.select_related("expert").order_by("-visited_on", "-position").first()


def waiting_needs(visit: FieldVisit) -> QuerySet[Need]:
    """What the group asked for and has not got yet."""
    sent = Need.objects.sent().filter(group=visit.group) if visit.group else Need.objects.none()
    return sent.exclude(state__in=[Need.State.DECLINED, Need.State.DELIVERED]).order_by("-raised_at")


def next_days(sites: Iterable[Site], *, after: dt.date) -> Iterator[tuple[int, dt.date]]:
    """In four weeks and in eight, or as soon after as there is school."""
    calendars = {site.calendar for site in sites}
    days = calendar.open_days(after + dt.timedelta(weeks=IN_WEEKS[0]), calendars)
    for weeks in IN_WEEKS:
        wanted = after + dt.timedelta(weeks=weeks)
        yield weeks, next((day for day in days if day >= wanted), wanted)
