"""Which dates fit a group: its rhythm, its usual time, days on which all its schools are open."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import islice

from django.utils import timezone

from peercircle.groups.models import Group
from peercircle.places.calendar import open_days
from peercircle.places.models import Site

OFFERED = 4
# School days among which we look: enough to step over a summer break and still find two weekdays.
LOOKED_AT = 40
TUESDAY, SCHOOL_WEEK = 1, 5


def propose(group: Group, last_on: date) -> list[datetime]:
    """Some dates around the group's rhythm after its meeting on that day, on two weekdays.

    Whoever teaches on the usual weekday could otherwise never come.
    """
    calendars = set(group.sites.values_list("calendar", flat=True)) or {Site.Calendar.KOSOVO}
    days = _days(last_on, group.days_between_meetings, calendars)
    zone = timezone.get_default_timezone()
    return [datetime.combine(day, group.usual_time, tzinfo=zone) for day in days]


def _days(last_on: date, rhythm: int, calendars: Collection[str]) -> list[date]:
    usual = last_on.weekday() if last_on.weekday() < SCHOOL_WEEK else TUESDAY
    weekdays = {usual, (usual + 2) % SCHOOL_WEEK}
    wish = last_on + timedelta(days=rhythm)
    # From the Monday of that week, so that the other weekday may come first.
    days = list(islice(open_days(wish - timedelta(days=wish.weekday()), calendars), LOOKED_AT))
    chosen = [day for day in days if day.weekday() in weekdays][:OFFERED]
    if len({day.weekday() for day in chosen}) > 1:
        return chosen
    # One of the two weekdays is never free: any other will do.
    others = [day for day in days if day.weekday() != usual]
    return sorted([*chosen[: OFFERED - 1], *others[:1]])
