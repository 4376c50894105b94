"""What is drawn of the numbers, each with the same as a table: people, municipalities, needs, the groups' rhythm."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Min, Q
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from peercircle.groups.models import Group, GroupQuerySet
from peercircle.meetings.models import Meeting
from peercircle.needs.models import Entry, Need
from peercircle.places.calendar import SUMMER
from peercircle.places.models import Municipality
from peercircle.reports import drawings
from peercircle.reports.counting import Count, Scope
from peercircle.reports.masking import merged
from peercircle.reports.naming import grouped, hidden_sign
from peercircle.reports.reach import reach

COLUMNS = 10
AGES = (14, 60)  # days: answered in time, late, very late
ANSWERED = (Entry.Kind.PLANNED, Entry.Kind.DECLINED)


@dataclass(frozen=True)
class Picture:
    title: str
    explained: str
    drawing: SafeString
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    is_map: bool = False


def people_over_time(scope: Scope) -> Picture:
    """Each person in the quarter of the first session. Quarters with few new people are told with the next one."""
    firsts = scope.attendances().order_by().values("person").annotate(first=Min("session__held_on"))
    new = Counter(_quarter(day) for day in firsts.values_list("first", flat=True))
    so_far, points = 0, []
    for quarters, number in merged(sorted(new.items())):
        so_far += number
        points.append((quarters[-1], number, so_far))
    title = _("People reached, quarter by quarter")
    return Picture(
        title=title,
        explained=_("Each person stands in the quarter of the first session."),
        drawing=drawings.columns(title, [(name, total) for name, _number, total in points[-COLUMNS:]]),
        head=[_("Until"), _("New people"), _("People so far")],
        rows=[(name, f"{number}", f"{total}") for name, number, total in points],
    )


def _quarter(day: dt.date) -> str:
    """Sorts as it reads: 2026/4."""
    return f"{day.year}/{(day.month + 2) // 3}"


def municipalities(scope: Scope) -> Picture:
    found = reach(scope)
    return map_of({code: found.told(where) for code, where in found.along("municipality").items()})


def map_of(told: Mapping[str, Count | None]) -> Picture:
    """By the codes of the municipalities that were reached; None where the number is hidden."""
    places = list(Municipality.objects.all())
    tiles = [
        drawings.Tile(
            place.code, place.both_names, place.name[:6].strip(), _people(told.get(place.code)), _said(place, told)
        )
        for place in places
    ]
    title = _("People reached in the municipalities")
    rows = [
        (place.both_names, *((f"{count.people}", f"{count.attendances}") if count else (hidden_sign(), hidden_sign())))
        for place in places
        if place.code in told
        for count in [told[place.code]]
    ]
    return Picture(
        title=title,
        explained=_("Each municipality is a square of one size, the darker the more people."),
        drawing=drawings.tiles(title, tiles),
        head=[_("Municipality"), _("People"), _("Attendances")],
        rows=rows,
        is_map=True,
    )


def _said(place: Municipality, told: Mapping[str, Count | None]) -> str:
    count = told.get(place.code)
    return grouped(count.people) if count else hidden_sign() if place.code in told else "–"


def _people(count: Count | None) -> int:
    return count.people if count else 0


def needs(scope: Scope, *, now: dt.datetime) -> Picture:
    """How long each need waited for its answer, or has waited until now."""
    table = needs_by_wait(scope, now=now)
    names = [_("up to 14 days"), _("15 to 60 days"), _("more than 60 days")]
    kinds = [_("planned or delivered"), _("declined"), _("no answer yet")]
    keys = ("yes", "no", "")
    title = _("Needs of the groups, by how long they waited for an answer")
    return Picture(
        title=title,
        explained=_("From dark to empty: planned or delivered, declined, no answer yet."),
        drawing=drawings.shares(title, [(name, [table[age][key] for key in keys]) for age, name in enumerate(names)]),
        head=[_("Waited"), *kinds],
        rows=[(name, *(f"{table[age][key]}" for key in keys)) for age, name in enumerate(names)],
    )


def needs_by_wait(scope: Scope, *, now: dt.datetime) -> dict[int, Counter[str]]:
    """How many have waited how long, up to each of `AGES`, by what came of them."""
    theirs = Need.objects.sent().filter(group__in=groups_in(scope))
    if scope.since and scope.until:
        theirs = theirs.filter(raised_at__date__range=(scope.since, scope.until))
    answer = Min("entries__made_at", filter=Q(entries__kind__in=ANSWERED, entries__undone_at=None))
    table: dict[int, Counter[str]] = defaultdict(Counter)
    for state, raised_at, answered_at in theirs.annotate(answer=answer).values_list("state", "raised_at", "answer"):
        waited = ((answered_at or now) - raised_at).days
        table[sum(waited > age for age in AGES)][_answer(state)] += 1
    return table


def _answer(state: str) -> str:
    if state in (Need.State.PLANNED, Need.State.DELIVERED):
        return "yes"
    return "no" if state == Need.State.DECLINED else ""


def groups_in(scope: Scope) -> GroupQuerySet:
    """Picked by key: a group of two sites stands there once. Programmes have the groups where their teams are."""
    groups = Group.objects.order_by("name", "pk")
    if scope.municipalities is not None:
        here = Group.objects.filter(sites__municipality__in=scope.municipalities)
        groups = groups.filter(pk__in=here.values("pk"))
    if scope.programme:
        theirs = Group.objects.filter(sites__municipality__expert_teams__programme=scope.programme)
        groups = groups.filter(pk__in=theirs.values("pk"))
    return groups


def rhythm(groups: Sequence[Group], *, today: dt.date) -> Picture:
    """The last twelve months of these groups: in which of them they met. Nobody is expected to meet in summer."""
    months, year = year_of(groups, today=today)
    rows = [(group.name, strip) for group, strip in year]
    labels = [str(MONTHS_3[month.month])[:3] for month in months]
    title = _("In which months the groups met")
    return Picture(
        title=title,
        explained=_("Full: they met. Empty: they did not. Dashed: summer, when nobody is expected."),
        drawing=drawings.strips(title, labels, rows),
        head=[pgettext("heading", "Group"), *labels],
        rows=[(name, *(_sign(month) for month in strip)) for name, strip in rows],
    )


def year_of(
    groups: Sequence[Group], *, today: dt.date
) -> tuple[list[dt.date], list[tuple[Group, list[drawings.Month]]]]:
    """The last twelve months, and for each group what they were."""
    months = [_months_before(today, back) for back in range(11, -1, -1)]
    met = defaultdict(set)
    held = Meeting.objects.filter(group__in=groups, phase=Meeting.Phase.CLOSED, starts_at__date__gte=months[0])
    for group, starts_at in held.order_by().values_list("group", "starts_at"):
        met[group].add(localdate(starts_at).replace(day=1))
    rows = [(group, [_month(group, month, met[group.pk]) for month in months]) for group in groups]
    return months, rows


def _months_before(day: dt.date, back: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return dt.date(year, month + 1, 1)


def _month(group: Group, month: dt.date, met: set[dt.date]) -> drawings.Month:
    said = f"{MONTHS[month.month]} {month.year}"
    if month in met:
        return drawings.Month("met", said)
    if month < group.founded_on.replace(day=1):
        return drawings.Month("before", said)
    return drawings.Month("summer" if month.month in SUMMER else "missed", said)


def _sign(month: drawings.Month) -> str:
    return {"met": pgettext("a group in a month", "met"), "summer": "☼", "before": ""}.get(month.mark, "–")
