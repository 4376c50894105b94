"""An expert's visits: putting a stop on a day's route, moving it, calling it off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Group
from peercircle.kit.refusals import Refused
from peercircle.people.models import Person
from peercircle.places.models import Site
from peercircle.programme.models import FieldVisit

State = FieldVisit.State
EARLIER, LATER = -1, 1


def locked_visit(visit: FieldVisit) -> FieldVisit:
    """With the expert's row: the order of a route is a rule about all visits of one person."""
    Person.objects.select_for_update(of=("self",)).get(pk=visit.expert_id)
    return FieldVisit.objects.select_for_update(of=("self",)).select_related("group", "site").get(pk=visit.pk)


@transaction.atomic
def plan_visit(expert: Person, place: Group | Site, *, id: UUID, visited_on: dt.date) -> FieldVisit:
    """The last stop of the day. Who stands on that route already stays where they stand."""
    Person.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    group, site = (place, None) if isinstance(place, Group) else (None, place)
    planned_before = Q(pk=id) | Q(visited_on=visited_on, group=group, site=site)
    there = FieldVisit.objects.filter(planned_before, expert=expert).first()
    if there is None:
        return FieldVisit.objects.create(
            id=id, expert=expert, visited_on=visited_on, position=_last(expert, visited_on), group=group, site=site
        )
    if there.is_cancelled:
        make_again(there)
    return there


@transaction.atomic
def plan_day(expert: Person, places: Iterable[Group | Site], *, id: UUID, visited_on: dt.date, today: dt.date) -> None:
    """One after the other, behind those that stand on this route already. The same letter twice plans once."""
    Person.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    keys = {uuid5(id, f"{place._meta.model_name} {place.pk}"): place for place in places}
    if FieldVisit.objects.filter(pk__in=keys).exists():
        return
    if visited_on < today:
        raise Refused(_("This day is over. Choose another one."))
    for key, place in keys.items():
        plan_visit(expert, place, id=key, visited_on=visited_on)


@transaction.atomic
def move_on_route(visit: FieldVisit, way: int, *, seen: int) -> None:
    """One place earlier or later. `seen` is the place that the page showed: a second tap moves nothing."""
    visit = locked_visit(visit)
    if visit.position != seen:
        return
    that_day = FieldVisit.objects.filter(expert=visit.expert_id, visited_on=visit.visited_on)
    stops = list(that_day.exclude(state=State.CANCELLED))
    index = stops.index(visit) if visit in stops else -1
    target = index + way
    if index < 0 or not 0 <= target < len(stops):
        return
    stops[index], stops[target] = stops[target], stops[index]
    for position, stop in enumerate(stops, start=1):
        stop.position = position
        stop.save(update_fields=["position"])


@transaction.atomic
def move_to_day(visit: FieldVisit, day: dt.date) -> None:
    """The last stop of another day."""
    visit = locked_visit(visit)
    if visit.is_held:
        raise Refused(_("This visit took place. Correct the day in its note."))
    if visit.visited_on == day and visit.is_planned:
        return
    visit.visited_on, visit.position, visit.state = day, _last(visit.expert, day), State.PLANNED
    visit.save(update_fields=["visited_on", "position", "state"])


@transaction.atomic
def call_off(visit: FieldVisit) -> None:
    visit = locked_visit(visit)
    if visit.is_held:
        raise Refused(_("This visit took place. Correct what is wrong in its note."))
    visit.state = State.CANCELLED
    visit.save(update_fields=["state"])


@transaction.atomic
def make_again(visit: FieldVisit) -> None:
    """The visit was called off by mistake, or takes place after all."""
    visit = locked_visit(visit)
    if visit.is_cancelled:
        visit.state, visit.position = State.PLANNED, _last(visit.expert, visit.visited_on)
        visit.save(update_fields=["state", "position"])


def _last(expert: Person, day: dt.date) -> int:
    """The place after all that stand on this route."""
    last = FieldVisit.objects.filter(expert=expert, visited_on=day).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
