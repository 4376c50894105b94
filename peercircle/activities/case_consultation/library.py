"""All protocols: those that come with the house, then an organisation's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db.models import QuerySet

from peercircle.activities.case_consultation.models import Consultation, OwnProtocol, OwnStep
from peercircle.activities.case_consultation.protocols import Does, Protocol, Speaks, Step, Text, trios
from peercircle.activities.case_consultation.protocols.shipped import SHIPPED, TIETZE
from peercircle.kit.numbers import number

OWN = "own-"


def offered() -> list[Protocol]:
    return [*SHIPPED, *_written(OwnStep.objects.exclude(protocol__offered_at=None))]


def _written(rows: QuerySet[OwnStep]) -> Iterator[Protocol]:
    """Own protocols by their name, each with its steps, in one question."""
    in_order = rows.select_related("protocol").order_by("protocol__name", "protocol", "position")
    for _pk, steps in groupby(in_order, key=lambda row: row.protocol_id):
        first, *others = steps
        yield _protocol(first.protocol, [first, *others])


def get(key: str) -> Protocol:
    """Also an own one that is no longer offered. One that nobody knows any more reads as six phases."""
    if key.startswith(OWN):
        pk = number(key.removeprefix(OWN))
        return next(_written(OwnStep.objects.filter(protocol=pk)), TIETZE)
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
    return _protocol(own, own.steps.all())


def _protocol(own: OwnProtocol, rows: Iterable[OwnStep]) -> Protocol:
    """Of trios one turn is written down; there are as many as people tell."""
    steps = _steps(rows)
    if any(step.does is Does.TRIO for step in steps):
        steps = trios.steps(steps)
    return Protocol(key(own), own.name, own.about, own.source, range(own.fewest, own.most + 1), steps)


def written_steps(own: OwnProtocol) -> tuple[Step, ...]:
    return _steps(own.steps.all())


def _steps(rows: Iterable[OwnStep]) -> tuple[Step, ...]:
    return tuple(
        Step(f"own-{row.pk}", row.name, row.minutes, Does(row.does), Speaks(row.speaks), row.say, row.stop, row.keeps)
        for row in rows
    )


def names() -> dict[str, Text]:
    """Of all that there are or were, by their keys."""
    own = OwnProtocol.objects.values_list("pk", "name")
    return {each.key: each.name for each in SHIPPED} | {f"{OWN}{pk}": name for pk, name in own}
