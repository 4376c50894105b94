"""Who needs us next, and why: what a group's dates and numbers tell, each as a sentence for its expert.

Nothing of what was said is read, groups are not compared, and July and August count for nobody. A group that takes a
break or has ended well gives no signal.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from statistics import median_low
from typing import NamedTuple

from django.db.models import CharField, Count, F, Q, QuerySet, Value, Window
from django.db.models.functions import Cast, RowNumber
from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from peercircle.groups.models import Group, GroupQuerySet
from peercircle.kit.templatetags.dates import day
from peercircle.meetings import kinds
from peercircle.meetings.access import meetings_shown
from peercircle.meetings.models import Action, AgendaItem, Meeting, RoleTurn
from peercircle.needs.models import Need
from peercircle.places.calendar import SUMMER

SOON, NOW = 1, 2  # how urgent

REMEMBERED = 6  # meetings
LATELY = 3
LONG, VERY_LONG = 1.6, 2.7  # times the group's rhythm: 45 and 75 days of a group that meets each month
DATE_IS_LATE = dt.timedelta(days=14)
VISIT_IS_NEAR = dt.timedelta(days=7)
A_NEED_WAITS = dt.timedelta(days=60)
SMALL = 4  # people
INSIDE, OUTSIDE = 5, 10  # answers: so many it takes to tell how useful meetings were, in the group and outside it
Keys = QuerySet | list[int]
LED, DUE, STEP, JUDGED, WAITS = "led", "due", "step", "judged", "waits"

NO_MEETING = ngettext_lazy("No meeting for %(days)s day.", "No meeting for %(days)s days.", "days")
PROMISES_KEPT = ngettext_lazy(
    "Of %(due)s promise that was due %(done)s is kept.", "Of %(due)s promises that were due %(done)s are kept.", "due"
)
NEEDS_WAIT = ngettext_lazy(
    "%(number)s need has waited for an answer for more than 60 days.",
    "%(number)s needs have waited for an answer for more than 60 days.",
    "number",
)
PARTLY_USEFUL = _("Those who answered found the last meetings only partly useful.")
HARDLY_USEFUL = _("Those who answered found the last meetings hardly useful.")


@dataclass(frozen=True)
class Signal:
    urgency: int
    words: Promise
    said: Mapping[str, int | str]
    about: str = ""  # name of what looked

    @property
    def sentence(self) -> str:
        return self.words % self.said  # type: ignore[operator]


class Judged(NamedTuple):
    middle: int  # from one to five
    answers: int


class Held(NamedTuple):
    pk: int
    on: dt.date
    came: int  # members


@dataclass(slots=True)
class Past:
    """What is known of a group: its last meetings, the newest first, and what is still open."""

    group: Group
    member_count: int
    next_at: dt.datetime | None
    meetings: list[Held] = field(default_factory=list)
    leaders: dict[int, int] = field(default_factory=dict)  # who led, by meeting
    promises: Counter[bool] = field(default_factory=Counter)  # that were due: done or not
    waiting_needs: int = 0
    steps: dict[int, set[tuple[str, str]]] = field(default_factory=dict)  # what they did, by meeting
    visit_on: dt.date | None = None  # the first visit that is planned and has no note
    judged: dict[int, Judged] = field(default_factory=dict)  # how useful they were, by meeting
    answers_needed: int = OUTSIDE

    def note(self, what: str, meeting_pk: int, word: str, more: str, number: int) -> None:
        if what == LED:
            self.leaders[meeting_pk] = number
        elif what == STEP:
            self.steps.setdefault(meeting_pk, set()).add((word, more))
        elif what == JUDGED:
            self.judged[meeting_pk] = Judged(int(word), number)
        elif meeting_pk in [meeting.pk for meeting in self.meetings[:LATELY]]:
            self.promises[word == Action.State.DONE] += 1

    @property
    def silent_since(self) -> dt.date:
        return self.meetings[0].on if self.meetings else self.group.founded_on


def school_days(start: dt.date, end: dt.date) -> int:
    """Days from one date to another outside July and August."""
    if end <= start:
        return 0
    first, last = ((6, 30), (8, 31))  # the day before summer, and its last
    summers = (
        min(end, dt.date(year, *last)) - max(start, dt.date(year, *first)) for year in range(start.year, end.year + 1)
    )
    return (end - start).days - sum(max(summer.days, 0) for summer in summers)


def rhythm(past: Past, today: dt.date) -> Signal | None:
    days, usual = school_days(past.silent_since, today), past.group.days_between_meetings
    if days <= usual * LONG:
        return None
    return Signal(NOW if days > usual * VERY_LONG else SOON, NO_MEETING, {"days": days})


def next_date(past: Past, today: dt.date) -> Signal | None:
    if past.next_at or today.month in SUMMER:
        return None
    late = school_days(past.silent_since, today) > DATE_IS_LATE.days
    return Signal(NOW if late else SOON, _("The date of the next meeting is not set."), {})


def attendance(past: Past, today: dt.date) -> Signal | None:
    lately = past.meetings[:LATELY]
    if len(lately) < LATELY or not past.member_count:
        return None
    mean = sum(meeting.came for meeting in lately) / len(lately)
    share = mean / past.member_count
    if share >= 0.6 and mean >= SMALL:
        return None
    said = {"came": round(mean), "members": past.member_count, "meetings": len(lately)}
    words = _("About %(came)s of %(members)s members came to each of the last %(meetings)s meetings.")
    return Signal(NOW if share < 0.4 or mean < SMALL else SOON, words, said)


def spread_of_roles(past: Past, today: dt.date) -> Signal | None:
    if len(past.leaders) < LATELY:
        return None
    most = Counter(past.leaders.values()).most_common(1)[0][1]
    share = most / len(past.leaders)
    if share <= 0.5:
        return None
    words = _("One person led %(led)s of the last %(meetings)s meetings.")
    return Signal(NOW if share > 0.8 else SOON, words, {"led": most, "meetings": len(past.leaders)})


def follow_through(past: Past, today: dt.date) -> Signal | None:
    due = past.promises.total()
    if not due or past.promises[True] / due >= 0.5:
        return None
    said = {"due": due, "done": past.promises[True]}
    return Signal(NOW if past.promises[True] / due < 0.25 else SOON, PROMISES_KEPT, said)


def unanswered_needs(past: Past, today: dt.date) -> Signal | None:
    number = past.waiting_needs
    if not number:
        return None
    return Signal(NOW if number >= 3 else SOON, NEEDS_WAIT, {"number": number})


def variety(past: Past, today: dt.date) -> Signal | None:
    lately = [past.steps.get(meeting.pk) for meeting in past.meetings[:4]]
    if len(lately) < 4 or any(steps != lately[0] for steps in lately):
        return None
    return Signal(SOON, _("The last four meetings all went the same way."), {})


def usefulness(past: Past, today: dt.date) -> Signal | None:
    """The middle of all answers to the last meetings; a meeting with fewer than five answers has none."""
    lately = [past.judged[meeting.pk] for meeting in past.meetings[:LATELY] if meeting.pk in past.judged]
    if sum(each.answers for each in lately) < past.answers_needed:
        return None
    middle = median_low([each.middle for each in lately for _answer in range(each.answers)])
    if middle > 3:
        return None
    hardly = middle < 3
    return Signal(NOW if hardly else SOON, HARDLY_USEFUL if hardly else PARTLY_USEFUL, {})


def planned_visit(past: Past, today: dt.date) -> Signal | None:
    """Near, or past and without a note: then somebody may be waiting for us."""
    if past.visit_on is None or past.visit_on > today + VISIT_IS_NEAR:
        return None
    said = {"day": day(past.visit_on)}
    if past.visit_on >= today:
        return Signal(SOON, _("A visit is planned for %(day)s."), said)
    late = today - past.visit_on > DATE_IS_LATE
    words = _("A visit was planned for %(day)s. Its note is missing, or nobody came.")
    return Signal(NOW if late else SOON, words, said)


SIGNALS: list[Callable[[Past, dt.date], Signal | None]] = [
    rhythm,
    next_date,
    attendance,
    unanswered_needs,
    follow_through,
    spread_of_roles,
    usefulness,
    variety,
    planned_visit,
]


def of(past: Past, *, today: dt.date) -> list[Signal]:
    """The most urgent first."""
    if past.group.status != Group.Status.ACTIVE:
        return []
    found = [replace(signal, about=look.__name__) for look in SIGNALS if (signal := look(past, today))]
    return sorted(found, key=lambda signal: -signal.urgency)


def remember_one(past: Past, *, now: dt.datetime) -> None:
    """The same of one group, with one question: its meetings are known to its page already."""
    here, shown = get_current_timezone(), meetings_shown(past.group)
    closed = [meeting for meeting in shown if meeting.is_closed][:REMEMBERED]
    past.meetings = [Held(each.pk, each.starts_at.astimezone(here).date(), getattr(each, "came", 0)) for each in closed]
    past.next_at = min((each.starts_at for each in shown if each.is_planned and each.starts_at >= now), default=None)
    _add_up({past.group.pk: past}, meetings=[each.pk for each in closed], groups=[past.group.pk], now=now)


def remember(pasts: Iterable[Past], *, among: GroupQuerySet, now: dt.datetime) -> None:
    """Fill in what is known of these groups, with two questions for any number of them."""
    by_group = {past.group.pk: past for past in pasts}
    groups, here = among.order_by().values("pk"), get_current_timezone()
    came = Count("attendances", filter=Q(attendances__membership__isnull=False))
    recent = _last_meetings(groups).annotate(came=came).values_list("group", "pk", "starts_at", "came")
    for group_pk, meeting_pk, starts_at, number in recent:
        by_group[group_pk].meetings.append(Held(meeting_pk, starts_at.astimezone(here).date(), number))
    _add_up(by_group, meetings=_last_meetings(groups).order_by().values("pk"), groups=groups, now=now)


def _add_up(by_group: dict[int, Past], *, meetings: Keys, groups: Keys, now: dt.datetime) -> None:
    of_meeting = {meeting.pk: past for past in by_group.values() for meeting in past.meetings}
    for what, key, word, more, number in _parts(meetings, groups, now):
        if what == WAITS:
            by_group[key].waiting_needs = number
        else:
            of_meeting[key].note(what, key, word, more, number)


def _parts(meetings: Keys, groups: Keys, now: dt.datetime) -> QuerySet:
    """Who led, what was promised, done and found useful, and which needs wait: one question in five parts."""
    nothing, none = Value(""), Value(0)
    led = RoleTurn.objects.filter(meeting__in=meetings, role=RoleTurn.Role.FACILITATOR)
    due = Action.objects.filter(meeting__in=meetings, due_on__lt=localdate(now)).exclude(state=Action.State.DROPPED)
    steps = AgendaItem.objects.filter(meeting__in=meetings)
    waiting = Need.objects.unanswered().filter(group__in=groups, raised_at__lt=now - A_NEED_WAITS)
    return (
        led.order_by()
        .values_list(Value(LED), "meeting", nothing, nothing, "membership")
        .union(
            due.order_by().values_list(Value(DUE), "meeting", "state", nothing, none),
            steps.order_by().values_list(Value(STEP), "meeting", "kind", "method", none),
            *(
                told.values_list(Value(JUDGED), "meeting_pk", Cast("middle", CharField()), nothing, "answers")
                for told in kinds.usefulness(meetings)
            ),
            waiting.order_by().values_list(Value(WAITS), "group", nothing, nothing).annotate(Count("pk")),
            all=True,
        )
    )


def _last_meetings(groups: QuerySet) -> QuerySet[Meeting]:
    newest_first = [F("starts_at").desc(), F("pk").desc()]
    return (
        Meeting.objects.filter(group__in=groups, phase=Meeting.Phase.CLOSED)
        .annotate(number=Window(RowNumber(), partition_by=F("group"), order_by=newest_first))
        .filter(number__lte=REMEMBERED)
        .order_by("-starts_at", "-pk")
    )
