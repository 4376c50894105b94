"""All protocols: those that come with the house, then an organisation's own."""

from __future__ import annotations

from peercircle.activities.case_consultation.models import Consultation, OwnProtocol
from peercircle.activities.case_consultation.protocols import Does, Protocol, Speaks, Step, Text, trios
from peercircle.activities.case_consultation.protocols.shipped import SHIPPED, TIETZE
from peercircle.kit.numbers import number

OWN = "own-"


def offered() -> list[Protocol]:
    own = OwnProtocol.objects.exclude(offered_at=None).prefetch_related("steps")
    return [*SHIPPED, *(protocol(each) for each in own)]


def get(key: str) -> Protocol:
    """Also an own one that is no longer offered. One that nobody knows any more reads as six phases."""
    if key.startswith(OWN):
        pk = number(key.removeprefix(OWN))
        own = OwnProtocol.objects.prefetch_related("steps").filter(pk=pk).first()
        return protocol(own) if own and own.steps.all() else TIETZE
    return next((each for each in SHIPPED if each.key == key), TIETZE)


def of(consultation: Consultation) -> Protocol:
    """Asked for several times while a screen is made, read once."""
    read: dict[str, Protocol] = vars(consultation).setdefault("_protocols", {})
    if consultation.protocol not in read:
        read[consultation.protocol] = get(consultation.protocol)
    return read[consultation.protocol]


def key(own: OwnProtocol) -> str:
    return f"{OWN}{own.pk}"


def protocol(own: OwnProtocol) -> Protocol:
    """Of trios one turn is written down; there are as many as people tell."""
    steps = written_steps(own)
    if any(step.does is Does.TRIO for step in steps):
        steps = trios.steps(steps)
    return Protocol(key(own), own.name, own.about, own.source, range(own.fewest, own.most + 1), steps)


def written_steps(own: OwnProtocol) -> tuple[Step, ...]:
    return tuple(
        Step(f"own-{row.pk}", row.name, row.minutes, Does(row.does), Speaks(row.speaks), row.say, row.stop, row.keeps)
        for row in own.steps.all()
    )


def names() -> dict[str, Text]:
    """Of all that there are or were, by their keys."""
    own = OwnProtocol.objects.values_list("pk", "name")
    return {each.key: each.name for each in SHIPPED} | {f"{OWN}{pk}": name for pk, name in own}
