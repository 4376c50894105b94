"""The note of a visit: what was seen, heard and agreed, also when it arrives late or twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.needs.actions import raise_need
from peercircle.needs.models import Need
from peercircle.people.models import Person
from peercircle.programme.actions.visits import call_off, locked_visit, move_to_day, plan_visit
from peercircle.programme.models import FieldVisit, NoteBefore


@transaction.atomic
def write_note(
    visit: FieldVisit,
    *,
    visited_on: dt.date,
    works_well: str,
    is_hard: str,
    agreed: str,
    needs: Iterable[str],
    next_visit_on: dt.date | None,
    by: Person,
    now: dt.datetime,
) -> None:
    """With its note a visit has taken place. The same note again changes nothing, other words correct it."""
    visit = locked_visit(visit)
    if visited_on > timezone.localdate(now):
        raise Refused(_("This visit lies ahead. On its day you can write the note."))
    if next_visit_on and next_visit_on <= visited_on:
        raise Refused(_("The next visit comes after this one. Choose a later day."))
    _remember(visit, {"works_well": works_well, "is_hard": is_hard, "agreed": agreed}, now=now)
    next_before, visit.next_visit_on = visit.next_visit_on, next_visit_on
    visit.works_well, visit.is_hard, visit.agreed = works_well, is_hard, agreed
    visit.visited_on, visit.state, visit.noted_at = visited_on, FieldVisit.State.HELD, visit.noted_at or now
    visit.save(update_fields=["works_well", "is_hard", "agreed", "visited_on", "state", "noted_at", "next_visit_on"])
    _pass_on(visit, needs, by=by, now=now)
    if next_visit_on != next_before:
        _plan_next(visit, next_visit_on)


def _remember(visit: FieldVisit, said: dict[str, str], *, now: dt.datetime) -> None:
    before = {name: getattr(visit, name) for name in said}
    if visit.is_held and before != said:
        NoteBefore.objects.create(visit=visit, corrected_at=now, **before)


def _pass_on(visit: FieldVisit, needs: Iterable[str], *, by: Person, now: dt.datetime) -> None:
    """The same words heard on one visit are one need, also when its group has taken it back since."""
    if visit.group is None:
        return
    for text in needs:
        id = uuid5(visit.pk, text)
        if not visit.needs.filter(pk=id).exists():
            visit.needs.add(raise_need(visit.group, text, id=id, now=now, origin=Need.Origin.VISIT, by=by))


def _plan_next(visit: FieldVisit, day: dt.date | None) -> None:
    """The visit that was agreed stands on the route of its day, and moves when the note is corrected."""
    id: UUID = uuid5(visit.pk, "next")
    following = FieldVisit.objects.filter(pk=id).first()
    if following is None and day:
        plan_visit(visit.expert, visit.group or visit.site, id=id, visited_on=day)  # type: ignore[arg-type]
    elif following and not following.is_held:
        move_to_day(following, day) if day else call_off(following)
