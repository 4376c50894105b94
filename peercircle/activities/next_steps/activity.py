"""Who does what, as the meeting sees it. The minutes list the promises by themselves."""

from __future__ import annotations

from uuid import uuid4

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from peercircle.activities.next_steps.actions import part
from peercircle.meetings.kinds import Face, Kind, Stage, one_stage
from peercircle.meetings.models import Action, AgendaItem, Attendance


def _actions(item: AgendaItem) -> list[Action]:
    actions = list(item.meeting.actions.select_related("owner__person"))
    for action in actions:
        action.part = part(action)  # type: ignore[attr-defined]
    return actions


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    present = [one for one in item.meeting.here() if one.membership_id]
    return Face("next_steps/_phone.html", {"actions": _actions(item), "present": present, "new_id": uuid4()})


def screen(item: AgendaItem, stage: Stage) -> Face:
    return Face("next_steps/_screen.html", {"actions": _actions(item)})


def find_action(_topic: str, key: str) -> Action | None:
    return Action.objects.select_related("owner__person").filter(pk=key).first()


def render_action(action: Action) -> str:
    action.part = part(action)  # type: ignore[attr-defined]
    return render_to_string("next_steps/_action.html", {"action": action})


KIND = Kind(
    key="next_steps",
    name=_("Who does what"),
    icon="list-checks",
    minutes=10,
    stages=one_stage(_("What will we do until we meet again? Small things that one of us really does are enough.")),
    phone=phone,
    screen=screen,
)
