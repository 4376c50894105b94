"""An exercise as the meeting sees it: its steps, big and calm, while the facilitator leads it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peercircle.meetings.kinds import Face, Kind, Stage
from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.rounds import guide


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    return Face("exercise/_steps.html")


def screen(item: AgendaItem, stage: Stage) -> Face:
    return Face("exercise/_steps.html")


KIND = Kind(
    key="exercise",
    name=_("Exercise"),
    icon="flower",
    minutes=5,
    stages=guide.one_stage,
    phone=phone,
    screen=screen,
)
