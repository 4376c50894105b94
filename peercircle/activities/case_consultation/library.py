"""All protocols: those that come with the house, then an organisation's own."""

from __future__ import annotations

from peercircle.activities.case_consultation.models import Consultation, OwnProtocol
from peercircle.activities.case_consultation.protocols import Does, Protocol, Speaks, Step, Text
from peercircle.activities.case_consultation.protocols.shipped import SHIPPED, TIETZE

OWN = "own-"


def offered() -> list[Protocol]:
    own = OwnProtocol.objects.exclude(offered_at=None).prefetch_related("steps")
    return [*SHIPPED, *(_protocol(each) for each in own)]


def get(key: str) -> Protocol:
    """Also an own one that is no longer offered. One that nobody knows any more reads as six phases."""
    if key.startswith(OWN):
        own = OwnProtocol.objects.prefetch_related("steps").filter(pk=key.removeprefix(OWN)).first()
        return _protocol(own) if own else TIETZE
    return next((each for each in SHIPPED if each.key == key), TIETZE)


def of(consultation: Consultation) -> Protocol:
    """Asked for several times while a screen is made, read once."""
    read: dict[str, Protocol] = vars(consultation).setdefault("_protocols", {})
    if consultation.protocol not in read:
        read[consultation.protocol] = get(consultation.protocol)
    return read[consultation.protocol]


def _protocol(own: OwnProtocol) -> Protocol:
    steps = tuple(
        Step(f"own-{row.pk}", row.name, row.minutes, Does(row.does), Speaks(row.speaks), row.say, row.stop)
        for row in own.steps.all()
    )
    people = range(own.fewest, own.most + 1)
    return Protocol(f"{OWN}{own.pk}", own.name, own.about, own.source, people, steps)


def names() -> dict[str, Text]:
    """Of all that there are or were, by their keys."""
    own = OwnProtocol.objects.values_list("pk", "name")
    return {each.key: each.name for each in SHIPPED} | {f"{OWN}{pk}": name for pk, name in own}
