"""What a plan would hold for this group today: a template, filled by what the group did lately.

Reads only. The page that shows a plan before it is made and the action that makes it use the same draft.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from peercircle.groups.models import Group
from peercircle.meetings import methods
from peercircle.meetings.methods import Method
from peercircle.meetings.models import AgendaItem, Meeting
from peercircle.meetings.plans import EVERY_TIME, Plan
from peercircle.places.calendar import open_days
from peercircle.places.models import Site

FIRST_WAIT = timedelta(days=7)
# A method may take a minute more than its step has: nine people are an estimate.
GRACE = 1


def agenda(group: Group, plan: Plan) -> list[AgendaItem]:
    """The items, not saved, with methods chosen and with what was left unfinished last time."""
    items = [AgendaItem(kind=step.kind, minutes=step.minutes, method=step.method) for step in plan.steps]
    for old in unfinished(group):
        bring_back(items, old)
    _choose_methods(items, _last_used(group))
    for position, item in enumerate(items, start=1):
        item.position = position
    return items


def when_and_where(group: Group, now: datetime) -> tuple[datetime, str]:
    """The next open day in the group's rhythm, or a week from now; and where the group met last."""
    today = timezone.localdate(now)
    last = group.meetings.exclude(phase=Meeting.Phase.CANCELLED).order_by("-starts_at").first()
    wished = today + FIRST_WAIT
    if last:
        in_rhythm = timezone.localdate(last.starts_at) + timedelta(days=group.days_between_meetings)
        wished = in_rhythm if in_rhythm > today else wished
    # A year without one open day is a calendar that is not kept; the wish then stands as it is.
    day = next(open_days(wished, calendars_of(group)), wished)
    starts_at = datetime.combine(day, group.usual_time, timezone.get_default_timezone())
    return starts_at, last.place if last else ""


def calendars_of(group: Group) -> set[str]:
    """The school calendars of the sites that the members come from."""
    return set(group.sites.values_list("calendar", flat=True)) or {Site.Calendar.KOSOVO}


def unfinished(group: Group) -> list[AgendaItem]:
    """What the group left open in its last meeting, unless a later plan holds it already."""
    held = Meeting.objects.filter(group=group)
    last = held.filter(phase=Meeting.Phase.CLOSED).order_by("-starts_at").values("pk")[:1]
    left = AgendaItem.objects.filter(meeting__in=last, is_unfinished=True).exclude(kind__in=EVERY_TIME)
    taken = held.exclude(phase=Meeting.Phase.CANCELLED)
    return list(left.exclude(carried_to__meeting__in=taken))


def bring_back(items: list[AgendaItem], old: AgendaItem) -> AgendaItem:
    """Into a free step of the same activity, else as a step of its own before the main part."""
    free = [item for item in items if item.kind == old.kind and not item.title and item.carried_from is None]
    if free:
        item = free[0]
        item.title, item.method, item.carried_from = old.title, old.method or item.method, old
        return item
    item = AgendaItem(kind=old.kind, minutes=old.minutes, method=old.method, title=old.title, carried_from=old)
    main = max(range(len(items)), key=lambda index: items[index].minutes, default=0)
    items.insert(main, item)
    return item


def _last_used(group: Group) -> dict[str, float]:
    """When this group last planned each method, as a timestamp."""
    used = AgendaItem.objects.filter(meeting__group=group).exclude(method="")
    taken = used.exclude(meeting__phase=Meeting.Phase.CANCELLED)
    latest = taken.values_list("method").annotate(Max("meeting__starts_at"))
    return {method: last_at.timestamp() for method, last_at in latest}


def _choose_methods(items: list[AgendaItem], last_used: dict[str, float]) -> None:
    """For each item the fitting method that was not used for longest, counting this plan too."""
    last_used = last_used | {item.method: math.inf for item in items if item.method}
    for item in items:
        choice = _fitting(item)
        if item.method or not choice:
            continue
        # `min` takes the first of equals: the order of the library.
        item.method = min(choice, key=lambda method: last_used.get(method.key, 0)).key
        last_used[item.method] = math.inf


def _fitting(item: AgendaItem) -> list[Method]:
    usable = methods.usable_with(item.kind)
    in_time = [method for method in usable if method.minutes <= item.minutes + GRACE]
    return in_time or sorted(usable, key=lambda method: method.minutes)[:1]
