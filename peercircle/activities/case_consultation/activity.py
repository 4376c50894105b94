"""A case consultation as the meeting sees it."""

from __future__ import annotations

from dataclasses import replace
from random import SystemRandom

from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import access, counts, faces, library, trio_turns
from peercircle.activities.case_consultation.actions import choosing, closing, ending, planning, trios
from peercircle.activities.case_consultation.demo.playing import play
from peercircle.activities.case_consultation.faces import came_of_it
from peercircle.activities.case_consultation.protocols import CAME_OF_IT, Step, step
from peercircle.meetings.kinds import Face, Kind, Stage
from peercircle.meetings.models import AgendaItem, Attendance


def stages(item: AgendaItem) -> list[Stage]:
    protocol = library.of(access.consultation_of(item))
    if protocol.is_in_trios:
        return came_of_it.stages(item) + trio_turns.stages(item, protocol)
    told = [Stage(step.key, step.name, round(step.minutes * 60), step.say) for step in protocol.steps]
    return came_of_it.stages(item) + told


def _step(item: AgendaItem, stage: Stage) -> Step:
    protocol = library.of(item.consultation)
    if protocol.is_in_trios:
        protocol = replace(protocol, steps=trio_turns.all_steps(item, protocol))
    return step(protocol, stage.key) or protocol.steps[0]


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    face = _phone(item, stage, me)
    return replace(face, context={**face.context, "card": access.card(item)})


def _phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    if stage.key == CAME_OF_IT:
        return came_of_it.phone(item, me)
    now = _step(item, stage)
    return came_of_it.beside(faces.phone(item, now, me), item, now, me)


def screen(item: AgendaItem, stage: Stage) -> Face:
    if stage.key == CAME_OF_IT:
        return came_of_it.screen(item, stage)
    return faces.screen(item, _step(item, stage))


def enter(item: AgendaItem, stage: str) -> None:
    trios.begin_step(item, stage, rng=SystemRandom())


def people_changed(item: AgendaItem, stage: str) -> None:
    trios.settle(item, stage, rng=SystemRandom())


def forget(item: AgendaItem) -> None:
    choosing.forget(item)
    closing.forget(item)


KIND = Kind(
    key="case_consultation",
    name=_("Case consultation"),
    icon="messages-square",
    minutes=50,
    stages=stages,
    phone=phone,
    screen=screen,
    prepare=planning.prepare,
    enter=enter,
    people_changed=people_changed,
    record=closing.record,
    forget=forget,
    upkeep=ending.end_what_is_over,
    play=play,
    helped=counts.helped,
    kept_url="case_consultation-after:consultations",
)
