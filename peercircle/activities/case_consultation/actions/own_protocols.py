"""An organisation makes its own ways of consulting. What groups may choose, or have used, no longer changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import library
from peercircle.activities.case_consultation.models import Consultation, OwnProtocol, OwnStep
from peercircle.activities.case_consultation.protocols import Protocol, trios
from peercircle.activities.case_consultation.protocols.own import MOST_STEPS, What, faults
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Meeting
from peercircle.people.models import Person


@dataclass(frozen=True)
class About:
    """What it says of itself."""

    name: str
    about: str
    source: str
    fewest: int
    most: int


@dataclass(frozen=True)
class Written:
    """A step as somebody wrote it."""

    name: str
    minutes: int
    what: What
    say: str
    stop: str

    def fields(self) -> dict[str, object]:
        return {
            "name": self.name,
            "minutes": self.minutes,
            "does": self.what.does.value,
            "speaks": self.what.speaks.value,
            "keeps": self.what.keeps,
            "say": self.say,
            "stop": self.stop,
        }


@transaction.atomic
def begin(about: About, start: Protocol | None, *, by: Person) -> OwnProtocol:
    """A draft, as a copy of `start` or empty. Sent twice there is one draft."""
    Person.objects.select_for_update().get(pk=by.pk)
    begun = OwnProtocol.objects.filter(made_by=by, name=about.name, offered_at=None, replaces=None).first()
    if begun is not None and not _uses(begun).exists():
        return begun
    own = OwnProtocol.objects.create(made_by=by, **vars(about))
    if start is not None:
        _copy_steps(start, own)
    return own


def _copy_steps(start: Protocol, own: OwnProtocol) -> None:
    """In the language of the one who copies: from here on these are the organisation's own words."""
    steps = trios.parts(start) if start.is_in_trios else start.steps
    OwnStep.objects.bulk_create(
        OwnStep(
            protocol=own,
            position=position,
            name=str(step.name),
            minutes=max(round(step.minutes), 1),
            does=step.does.value,
            speaks=step.speaks.value,
            keeps=step.keeps,
            say=str(step.say),
            stop=str(step.stop),
        )
        for position, step in enumerate(steps, 1)
    )


def _uses(own: OwnProtocol) -> models.QuerySet[Consultation]:
    return Consultation.objects.filter(protocol=library.key(own))


def why_it_stays(own: OwnProtocol) -> str:
    """Why it cannot be changed, as a sentence; nothing when it can."""
    if _uses(own).filter(item__meeting__phase=Meeting.Phase.OPEN).exists():
        return str(_("A meeting is using it just now. Make a new version of it: that one can be changed."))
    if own.offered_at is not None:
        return str(_("Groups may choose it now. Make a new version of it: that one can be changed."))
    if _uses(own).exists():
        return str(
            _("Meetings have chosen it and keep it as it is. Make a new version of it: that one can be changed.")
        )
    return ""


def _changeable(pk: int) -> OwnProtocol:
    own = OwnProtocol.objects.select_for_update(of=("self",)).get(pk=pk)
    if why := why_it_stays(own):
        raise Refused(why)
    return own


@transaction.atomic
def describe(own: OwnProtocol, about: About) -> None:
    own = _changeable(own.pk)
    for name, value in vars(about).items():
        setattr(own, name, value)
    own.save(update_fields=list(vars(about)))


@transaction.atomic
def add_step(own: OwnProtocol, step: Written) -> None:
    """At the end. Sent twice it is there once."""
    own = _changeable(own.pk)
    last = own.steps.order_by("-position").first()
    if last is not None and all(getattr(last, name) == value for name, value in step.fields().items()):
        return
    if own.steps.count() >= MOST_STEPS:
        raise Refused(_("More than twelve steps are too many to lead. Put some together."))
    OwnStep.objects.create(protocol=own, position=last.position + 1 if last else 1, **step.fields())


@transaction.atomic
def change_step(row: OwnStep, step: Written) -> None:
    _changeable(row.protocol_id)
    for name, value in step.fields().items():
        setattr(row, name, value)
    row.save(update_fields=list(step.fields()))


@transaction.atomic
def remove_step(row: OwnStep) -> None:
    _changeable(row.protocol_id)
    OwnStep.objects.filter(pk=row.pk).delete()


@transaction.atomic
def move_step(row: OwnStep, by: int, *, seen: int) -> None:
    """`seen` is the position that the page showed: a second tap changes nothing."""
    own = _changeable(row.protocol_id)
    steps = list(own.steps.all())
    place = next((place for place, step in enumerate(steps) if step.pk == row.pk), None)
    if place is None or steps[place].position != seen or not 0 <= place + by < len(steps):
        return
    steps.insert(place + by, steps.pop(place))
    for position, step in enumerate(steps, 1):
        step.position = position
    OwnStep.objects.bulk_update(steps, ["position"])


@transaction.atomic
def new_version(own: OwnProtocol, *, by: Person) -> OwnProtocol:
    """A draft that takes this one's place when it is offered. One that waits already is taken up again."""
    own = OwnProtocol.objects.select_for_update(of=("self",)).get(pk=own.pk)
    waiting = OwnProtocol.objects.filter(replaces=own, offered_at=None).first()
    if waiting is not None and not why_it_stays(waiting):
        return waiting
    fresh = OwnProtocol.objects.create(
        name=own.name,
        about=own.about,
        source=own.source,
        fewest=own.fewest,
        most=own.most,
        made_by=by,
        replaces=own,
    )
    _copy_steps(library.protocol(own), fresh)
    return fresh


@transaction.atomic
def offer(own: OwnProtocol, *, now: datetime) -> None:
    """Groups may choose it; the version before goes out of the offer, and meetings that chose that one keep it."""
    own = OwnProtocol.objects.select_for_update(of=("self",)).get(pk=own.pk)
    if own.offered_at is not None:
        return
    if wrong := faults(library.written_steps(own), library.protocol(own)):
        raise Refused(wrong[0])
    own.offered_at = now
    own.save(update_fields=["offered_at"])
    if own.replaces_id is not None:
        OwnProtocol.objects.filter(pk=own.replaces_id).update(offered_at=None)


@transaction.atomic
def take_out(own: OwnProtocol) -> None:
    """Nobody can choose it any more; meetings that chose it keep it."""
    OwnProtocol.objects.filter(pk=own.pk).update(offered_at=None)


@transaction.atomic
def throw_away(own: OwnProtocol) -> None:
    _changeable(own.pk).delete()
