"""What an activity tells the meeting about itself.

An activity is a folder in `activities/` with a file `activity.py` that holds one `KIND`, and its name in
`settings.ACTIVITIES`. The meeting knows activities only through this page.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Group, Membership
from peercircle.meetings.models import AgendaItem, Attendance

Text = str | Promise


@dataclass(frozen=True)
class Stage:
    """A part of an item that has its own clock: a round, a person's turn, or the whole item."""

    key: str
    name: Text
    seconds: int
    say: Text  # what the facilitator reads aloud: at most two sentences


@dataclass(frozen=True)
class Face:
    """What one screen shows of an activity: a template and what it needs beyond meeting, item, stage and me."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Passage:
    """A piece of the minutes: a heading with lines, for everybody or for members only."""

    heading: Text
    lines: list[str]
    is_confidential: bool = False


@dataclass(frozen=True)
class Picture:
    """A photo that belongs to the minutes: for members only, and for as long as the activity keeps it."""

    caption: Text
    url: str
    take_away_url: str
    load: Callable[[], bytes]

    @property
    def inline(self) -> str:
        """The picture itself, for paper."""
        return "data:image/jpeg;base64," + b64encode(self.load()).decode()


@dataclass(frozen=True)
class Help:
    """How often colleagues helped each other with an activity, in which ways, and what they say came of it."""

    name: Text
    ways: list[tuple[Text, int]]  # each way, and how often
    asked: int  # how many were helped and could be asked what came of it
    answers: list[str]  # "helped", "partly" or "not", the oldest first


def _nothing(item: AgendaItem) -> None:
    return None


def _stay(item: AgendaItem, stage: str) -> None:
    return None


def _no_address(item: AgendaItem, member: Membership) -> str:
    return ""


def _no_passages(item: AgendaItem) -> list[Passage]:
    return []


def _no_pictures(items: list[AgendaItem]) -> list[Picture]:
    return []


def _no_upkeep(now: datetime) -> None:
    return None


def _nothing_to_play(item: AgendaItem, by: Membership, now: datetime, rng: Random) -> None:
    return None


@dataclass(frozen=True)
class Kind:
    """An activity as the meeting sees it.

    `stages` are computed anew each time, so they may follow who is here; a stage's key must stay the same
    for as long as it means the same. `prepare` makes what a newly planned item needs and may run twice.
    `enter` and `leave` run within the move when the group comes to a stage, told by its key, or goes away
    from it in any direction; an undo runs `leave` alone, so what `enter` made must still hold when they return.
    `people_changed` runs while the group is at the item, told the stage, when somebody came, left or came back.
    `absent_url` is the address at which a member who was not there can answer, for a letter; or nothing.
    `record` says what goes into the minutes; after it `forget` removes what must not outlive the meeting.
    `usefulness` has a row for each of these meetings that was found useful or not: `meeting_pk`, the `middle` answer
    from one to five, and how many `answers`, which are never fewer than five.
    `helped` counts how these groups helped each other; whoever tells the numbers hides the small ones.
    `pictures` are not copied into the minutes: one that is taken away is gone from them too.
    `upkeep` runs once a minute and does what time does; doing it twice is harmless.
    `play` does through the actions what people do in the made-up demo, in the active language: before the meeting, at
    the stage where it is, and after it. `by` is the member who brings something, or who looks at it afterwards.
    """

    key: str
    name: Text
    icon: str
    minutes: int
    stages: Callable[[AgendaItem], list[Stage]]
    phone: Callable[[AgendaItem, Stage, Attendance], Face]
    screen: Callable[[AgendaItem, Stage], Face]
    prepare: Callable[[AgendaItem], None] = _nothing
    enter: Callable[[AgendaItem, str], None] = _stay
    leave: Callable[[AgendaItem, str], None] = _stay
    people_changed: Callable[[AgendaItem, str], None] = _stay
    record: Callable[[AgendaItem], list[Passage]] = _no_passages
    forget: Callable[[AgendaItem], None] = _nothing
    pictures: Callable[[list[AgendaItem]], list[Picture]] = _no_pictures
    absent_url: Callable[[AgendaItem, Membership], str] = _no_address
    usefulness: Callable[[QuerySet | list[int]], QuerySet] | None = None
    helped: Callable[[QuerySet[Group]], Help] | None = None
    upkeep: Callable[[datetime], None] = _no_upkeep
    play: Callable[[AgendaItem, Membership, datetime, Random], None] = _nothing_to_play
    kept_url: str = ""  # name of a page with the group's pk on which what it left in past meetings is read
    plan_url: str = ""  # name of a page with the item's pk on which its content is planned (talk topics, tables)


def one_stage(say: Text, name: Text = "") -> Callable[[AgendaItem], list[Stage]]:
    """Stages of an activity that is one piece."""

    def stages(item: AgendaItem) -> list[Stage]:
        return [Stage("all", name, item.minutes * 60, say)]

    return stages


_kinds: dict[str, Kind] = {}

# A plan may outlive an activity that an installation took away: it keeps its name and its minutes.
_REMOVED = Kind(
    key="removed",
    name=_("A step of your own"),
    icon="circle",
    minutes=5,
    stages=one_stage(_("Tell the group what this step is about, and begin.")),
    phone=lambda item, stage, me: Face("meetings/_plain_step.html"),
    screen=lambda item, stage: Face("meetings/_plain_step.html"),
)


def register(kind: Kind) -> None:
    _kinds[kind.key] = kind


def get(key: str) -> Kind:
    return _kinds.get(key, _REMOVED)


def installed() -> Iterator[Kind]:
    return iter(_kinds.values())


def usefulness(meetings: QuerySet | list[int]) -> list[QuerySet]:
    """From whichever activities ask for it."""
    return [kind.usefulness(meetings) for kind in installed() if kind.usefulness]


def helped(groups: QuerySet[Group]) -> list[Help]:
    """From whichever activities count it."""
    return [kind.helped(groups) for kind in installed() if kind.helped]


def title(item: AgendaItem) -> Text:
    """The group's own words, or the activity's name."""
    return item.title or get(item.kind).name


def render(face: Face, request: HttpRequest | None = None, **more: object) -> str:
    """With the request of whoever looks, so that forms carry their token; the wall has none."""
    return render_to_string(face.template, {**face.context, **more}, request)
