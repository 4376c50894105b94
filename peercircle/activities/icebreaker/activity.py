"""The ice-breaker as the meeting sees it. Nothing of it is recorded: it belongs to those who were there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peercircle.activities.icebreaker import actions, faces, turns
from peercircle.meetings.kinds import Kind
from peercircle.meetings.models import AgendaItem


def leave(item: AgendaItem, stage: str) -> None:
    actions.put_cards_away(item)


KIND = Kind(
    key="icebreaker",
    name=_("Ice-breaker"),
    icon="users",
    minutes=25,
    stages=turns.stages,
    phone=faces.phone,
    screen=faces.screen,
    leave=leave,
    forget=actions.put_cards_away,
)
