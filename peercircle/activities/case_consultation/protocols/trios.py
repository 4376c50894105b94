"""The steps of a turn in a trio (Troika), and as many turns as people tell.

A step's key says its turn and its part: `turn-2-consult`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation.protocols import Does, Protocol, Speaks, Step

KEY = re.compile(r"turn-([0-9]+)-(.+)")
TURNS = 3  # one for each of a trio; a larger circle adds one for each more
PARTS = (
    Step(
        "think",
        _("Each alone"),
        1.0,
        Does.TRIO,
        Speaks.EVERYBODY,
        _("Think for a minute: what challenge do you bring, and what help do you want?"),
        _("No talking yet."),
    ),
    Step(
        "share",
        _("One tells"),
        1.5,
        Does.TRIO,
        Speaks.CASE_GIVER,
        _("The one whose turn it is tells, without names. The others listen."),
        _("No questions yet."),
    ),
    Step(
        "clarify",
        _("The others ask"),
        1.5,
        Does.TRIO,
        Speaks.EVERYBODY,
        _("The others ask what they need to understand."),
        _("No advice yet."),
    ),
    Step(
        "consult",
        _("The others think aloud"),
        4.5,
        Does.TRIO,
        Speaks.CONSULTANTS,
        _("The one who told turns their chair round and listens. The others talk about what could help."),
        _("No looking back, no answering."),
    ),
    Step(
        "value",
        _("What was of value"),
        1.5,
        Does.TRIO,
        Speaks.CASE_GIVER,
        _("Turn back and say what was of value to you. Then the next one begins."),
        _("No last advice."),
    ),
)


def steps(parts: tuple[Step, ...] = PARTS, turns: int = TURNS) -> tuple[Step, ...]:
    return tuple(replace(part, key=f"turn-{turn}-{part.key}") for turn in range(1, turns + 1) for part in parts)


def parts(protocol: Protocol) -> tuple[Step, ...]:
    """What one turn is made of."""
    return tuple(replace(step, key=part_of(step.key)) for step in protocol.steps if step.key.startswith("turn-1-"))


def turn_of(key: str) -> int:
    """Of any other step: the first, which is still to come."""
    found = KEY.fullmatch(key)
    return int(found[1]) if found else 1


def part_of(key: str) -> str:
    found = KEY.fullmatch(key)
    return found[2] if found else ""
