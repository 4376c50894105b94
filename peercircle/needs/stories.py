"""A need's story in plain sentences: what came of what a group asked, dated. The programme's pages tell it too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from peercircle.kit.templatetags.dates import day
from peercircle.needs.models import WAITS, Entry, Need, NeedQuerySet
from peercircle.people.models import Person

State = Need.State


@dataclass(frozen=True)
class Line:
    at: dt.datetime
    sentence: str
    who: Person | None
    is_undone: bool
    is_change: bool  # it changed where the need stands
    entry: Entry

    @property
    def is_answer(self) -> bool:
        return self.entry.kind in {"acknowledged", "planned", "declined", "delivered"}


@dataclass
class Story:
    """Needs of one group that ask for the same, told as one."""

    need: Need
    also: list[Need] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line(entry) for entry in self.need.entries.all()]

    @property
    def latest(self) -> Line | None:
        """What was last said of where it stands."""
        return next((one for one in reversed(self.lines) if one.is_change and not one.is_undone), None)

    @property
    def wants_verdict(self) -> bool:
        return self.need.is_delivered and not self.need.verdict

    @property
    def ahead(self) -> str:
        return ahead(self.need, timezone.now())

    @property
    def moved_at(self) -> dt.datetime:
        return self.latest.at if self.latest else self.need.raised_at


def with_entries(needs: NeedQuerySet) -> NeedQuerySet:
    return needs.prefetch_related(_entries())


def of_one(need: Need, also: Iterable[Need] = ()) -> Story:
    """With its entries and who made them, in one question."""
    prefetch_related_objects([need], _entries())
    return Story(need, list(also))


def _entries() -> Prefetch:
    return Prefetch("entries", Entry.objects.select_related("by"))


def of_a_group(needs: Iterable[Need]) -> list[Story]:
    """What waits for the group's word first, then what moved last."""
    stories: dict[object, Story] = {}
    for need in sorted(needs, key=lambda need: (need.raised_at, need.pk)):
        if need.pile in stories:
            stories[need.pile].also.append(need)
        else:
            stories[need.pile] = Story(need)
    return sorted(stories.values(), key=lambda story: (not story.wants_verdict, -story.moved_at.timestamp()))


def line(entry: Entry) -> Line:
    is_change = entry.kind in State.values or entry.kind == Entry.Kind.JUDGED
    return Line(entry.made_at, sentence(entry), entry.by, entry.undone_at is not None, is_change, entry)


def sentence(entry: Entry) -> str:
    """What happened, without the day and without who did it: both stand beside it."""
    if entry.kind == Entry.Kind.JUDGED:
        return str(Need.Verdict(entry.said).label)
    if entry.kind == Entry.Kind.PRIORITISED:
        place, number = entry.said.split("/")
        return _("Ranked by the programme: place %(place)s of %(number)s") % {"place": place, "number": number}
    said, unsaid = _words()[Entry.Kind(entry.kind)]
    return (said if entry.said else unsaid) % {"said": entry.said, "day": day(entry.due_on)}


def _words() -> dict[Entry.Kind, tuple[str, str]]:
    """With and without words of its own."""
    sent, parted = _("Sent to the programme"), _("Taken apart again")
    read, withdrawn = _("Read by the programme"), _("Withdrawn by the group")
    planned, declined = _("Planned until %(day)s: %(said)s"), _("Declined: %(said)s")
    return {
        Entry.Kind.SENT: (sent, sent),
        Entry.Kind.MERGED: (_("Put together with: %(said)s"), _("Put together with what another group asks for")),
        Entry.Kind.PARTED: (parted, parted),
        Entry.Kind.ACKNOWLEDGED: (read, read),
        Entry.Kind.PLANNED: (planned, planned),
        Entry.Kind.DECLINED: (declined, declined),
        Entry.Kind.DELIVERED: (_("It is there: %(said)s"), _("It is there")),
        Entry.Kind.WITHDRAWN: (withdrawn, withdrawn),
    }


def ahead(need: Need, now: dt.datetime) -> str:
    """What the group may expect next."""
    if need.state == State.RAISED:
        return _("It goes to the programme when the meeting is over.")
    if need.state not in Need.WAITING:
        return ""
    return _promised(need, now) % {"day": day(need.state_since + WAITS)}


def _promised(need: Need, now: dt.datetime) -> str:
    is_unread, is_overdue = need.state == State.SENT, need.is_overdue(now)
    if not is_overdue and is_unread:
        return _("The programme reads it by %(day)s at the latest.")
    if not is_overdue:
        return _("By %(day)s at the latest the programme says what it plans, or why it cannot help.")
    if need.is_reminded and is_unread:
        return _("It should have been read by %(day)s. The programme was reminded.")
    if need.is_reminded:
        return _("The programme owes you an answer since %(day)s. It was reminded.")
    if is_unread:
        return _("It should have been read by %(day)s.")
    return _("The programme owes you an answer since %(day)s.")
