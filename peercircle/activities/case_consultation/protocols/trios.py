"""The five steps of each turn in a trio (Troika)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation.protocols import Does, Speaks, Step

TURNS = 3  # one for each of a trio; a four adds a turn
PARTS = (
    (
        "think",
        _("Each alone"),
        1.0,
        _("Think for a minute: what challenge do you bring, and what help do you want?"),
        _("No talking yet."),
    ),
    (
        "share",
        _("One tells"),
        1.5,
        _("The one whose turn it is tells, without names. The other two listen."),
        _("No questions yet."),
    ),
    ("clarify", _("The two ask"), 1.5, _("The two ask what they need to understand."), _("No advice yet.")),
    (
        "consult",
        _("Two think aloud"),
        4.5,
        _("The one who told turns their chair round and listens. The two talk with each other about what could help."),
        _("No looking back, no answering."),
    ),
    (
        "value",
        _("What was of value"),
        1.5,
        _("Turn back and say what was of value to you. Then the next one begins."),
        _("No last advice."),
    ),
)


def steps(turns: int = TURNS) -> tuple[Step, ...]:
    """Ten minutes for each who tells."""
    return tuple(
        Step(f"turn-{turn}-{key}", name, minutes, Does.TRIO, Speaks.EVERYBODY, say, stop)
        for turn in range(1, turns + 1)
        for key, name, minutes, say, stop in PARTS
    )
