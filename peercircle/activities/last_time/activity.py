"""The look back, as the meeting sees it.

In the minutes stands what became of each promise, without names: who promised it is in the minutes
of its own meeting.
"""

from __future__ import annotations

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from peercircle.activities.last_time import access
from peercircle.activities.last_time.actions import part
from peercircle.meetings.kinds import Face, Kind, Passage, Stage, one_stage
from peercircle.meetings.models import Action, AgendaItem, Attendance, Meeting, MinutesSection
from peercircle.needs import stories
from peercircle.needs.access import needs_of
from peercircle.needs.models import Need, NeedQuerySet

# The activity whose result says in a line what mattered most last time.
TOP_PRIORITY = "prioritise"


def _look_back(item: AgendaItem) -> dict[str, object]:
    before = access.meeting_before(item.meeting)
    if before is None:
        return {"before": None}
    return {
        "before": before,
        "actions": _promises(item, before),
        "needs": stories.of_a_group(stories.with_entries(_needs(item, before))),
        "result": _result(before),
    }


def _needs(item: AgendaItem, before: Meeting) -> NeedQuerySet:
    """What still waits for somebody, and what was answered since the meeting before."""
    asked = needs_of(item.meeting.group).exclude(meeting=item.meeting)
    waits = Q(state__in=Need.OPEN) | Q(state=Need.State.DELIVERED, verdict="")
    return asked.filter(waits | Q(state_since__gte=before.closed_at))


def _promises(item: AgendaItem, before: Meeting) -> list[Action]:
    return [_with_part(action) for action in access.promises_before(item.meeting, before)]


def _with_part(action: Action) -> Action:
    action.part = part(action)  # type: ignore[attr-defined]
    return action


def _result(before: Meeting) -> str:
    """The first line of what was found most important; guests read it too, so only what can be shared."""
    sections = MinutesSection.objects.shareable().filter(minutes__meeting=before, item__kind=TOP_PRIORITY)
    section = sections.first()
    return section.lines[0] if section and section.lines else ""


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    return Face("last_time/_phone.html", _look_back(item))


def screen(item: AgendaItem, stage: Stage) -> Face:
    return Face("last_time/_screen.html", _look_back(item))


def record(item: AgendaItem) -> list[Passage]:
    before = access.meeting_before(item.meeting)
    actions = access.promises_before(item.meeting, before) if before else []
    lines = [f"{action.what}: {action.get_state_display()}" for action in actions]
    return [Passage(_("What came of it"), lines)] if lines else []


def find_action(_topic: str, key: str) -> Action | None:
    return Action.objects.select_related("owner__person").filter(pk=key).first()


def render_action(action: Action) -> str:
    return render_to_string("last_time/_action.html", {"action": _with_part(action)})


KIND = Kind(
    key="last_time",
    name=_("Last time"),
    icon="refresh-cw",
    minutes=5,
    stages=one_stage(_("What came of what we said last time? Whatever became of it, it helps us to know.")),
    phone=phone,
    screen=screen,
    record=record,
)
