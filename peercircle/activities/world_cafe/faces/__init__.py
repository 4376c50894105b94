"""What the café shows on a phone and on the wall, stage by stage."""

from __future__ import annotations

from peercircle.activities.world_cafe.faces.cards import on_harvest, on_read
from peercircle.activities.world_cafe.faces.choosing import on_choose, on_hosts, on_welcome
from peercircle.activities.world_cafe.faces.patterns import on_patterns
from peercircle.activities.world_cafe.faces.screen import on_wall
from peercircle.activities.world_cafe.faces.seats import on_round
from peercircle.meetings.kinds import Face, Stage
from peercircle.meetings.models import AgendaItem, Attendance

ON_A_PHONE = {
    "choose": on_choose,
    "hosts": on_hosts,
    "welcome": on_welcome,
    "round": on_round,
    "harvest": on_harvest,
    "read": on_read,
    "patterns": on_patterns,
}
NEED_TABLES = {"hosts", "welcome", "round", "harvest"}


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    kind, _dash, number = stage.key.partition("-")
    face = ON_A_PHONE[kind](item.cafe, number, me)
    if kind in NEED_TABLES and not face.context["tables"]:
        return Face("world_cafe/_no_themes.html")
    return face


def screen(item: AgendaItem, stage: Stage) -> Face:
    kind, _dash, number = stage.key.partition("-")
    return on_wall(item.cafe, kind, number)
