"""What a method tells the group: its steps on every phone, and the facilitator's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peercircle.meetings import kinds, methods
from peercircle.meetings.kinds import Stage
from peercircle.meetings.methods import Method, Text
from peercircle.meetings.models import AgendaItem

SAY = _("Tell the group what this step is about, and begin.")


def method_of(item: AgendaItem, otherwise: str = "") -> Method | None:
    """The item's method, or the one that is meant when nothing was chosen."""
    return methods.get(item.method or otherwise)


def one_stage(item: AgendaItem, otherwise: str = "") -> list[Stage]:
    """For what is done in one piece."""
    return [Stage("all", "", item.minutes * 60, say(item, otherwise))]


def say(item: AgendaItem, otherwise: str = "") -> Text:
    method = method_of(item, otherwise)
    return method.say if method else SAY


def guide(item: AgendaItem, otherwise: str = "") -> dict[str, object]:
    method = method_of(item, otherwise)
    name = item.title or (method.name if method else kinds.title(item))
    return {"name": name, "steps": method.steps if method else ()}
