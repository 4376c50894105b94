"""The templates from which a meeting is planned: which activities, in which order, for how long."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peercircle.meetings import kinds

Text = str | Promise

# What belongs at the end, in whatever order: a step that is added later comes before these.
ENDING = ("next_steps", "next_date", "check_out")
# What every meeting has anew: it does not return as unfinished.
EVERY_TIME = ("check_in", "last_time", *ENDING)


@dataclass(frozen=True)
class Step:
    kind: str  # key of an activity
    minutes: int
    method: str = ""  # key of a method; empty = one that the group has not used lately


@dataclass(frozen=True)
class Plan:
    key: str
    name: Text
    purpose: Text
    steps: tuple[Step, ...]
    needs_kind: str = ""  # offered only where this activity is installed

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


PLANS = (
    Plan(
        key="first",
        name=_("First meeting"),
        purpose=_("Get to know each other, find your themes in a World Café, agree on the next date."),
        steps=(
            Step("check_in", 5, "one_word"),
            Step("icebreaker", 25, "this_is_who_i_am"),
            Step("talk", 25),
            Step("world_cafe", 50),
            Step("prioritise", 10),
            Step("next_date", 5),
            Step("check_out", 5, "one_word"),
        ),
    ),
    Plan(
        key="regular",
        name=_("Regular 90"),
        purpose=_("What came of last time, something for yourselves, one theme in depth, next steps."),
        steps=(
            Step("check_in", 5),
            Step("last_time", 10),
            Step("exercise", 5),
            Step("talk", 45),
            Step("prioritise", 10),
            Step("next_steps", 5),
            Step("next_date", 5),
            Step("check_out", 5),
        ),
    ),
    Plan(
        key="short",
        name=_("Short 45"),
        purpose=_("For the time between two shifts: one theme, and what each of you does next."),
        steps=(
            Step("check_in", 3),
            Step("last_time", 5),
            Step("talk", 25),
            Step("prioritise", 4),
            Step("next_steps", 3),
            Step("next_date", 3),
            Step("check_out", 2),
        ),
    ),
    Plan(
        key="case",
        name=_("Case meeting"),
        purpose=_("One colleague brings a case, and the others advise without naming anybody."),
        steps=(
            Step("check_in", 5),
            Step("last_time", 10),
            Step("exercise", 5),
            Step("case_consultation", 50),
            Step("next_steps", 10),
            Step("next_date", 5),
            Step("check_out", 5),
        ),
        needs_kind="case_consultation",
    ),
)


def offered() -> list[Plan]:
    """The templates of this installation, each with the steps that it can hold."""
    there = {kind.key for kind in kinds.installed()}
    return [_fitted(plan, there) for plan in PLANS if not plan.needs_kind or plan.needs_kind in there]


def get(key: str) -> Plan | None:
    return next((plan for plan in offered() if plan.key == key), None)


def _fitted(plan: Plan, there: set[str]) -> Plan:
    """Without what is not installed. Its minutes go to the longest step: the length stays as promised."""
    steps = [step for step in plan.steps if step.kind in there]
    if not steps:
        return replace(plan, steps=())
    longest = max(steps, key=lambda step: step.minutes)
    spare = plan.minutes - sum(step.minutes for step in steps)
    grown = replace(longest, minutes=longest.minutes + spare)
    return replace(plan, steps=tuple(grown if step is longest else step for step in steps))
