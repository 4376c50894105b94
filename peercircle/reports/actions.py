"""Promising, reporting, and setting right what was reported."""

from __future__ import annotations

import datetime as dt
import secrets
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from peercircle.kit.refusals import Refused
from peercircle.people.models import Person
from peercircle.programme.models import Programme
from peercircle.reports.access import hash_of_token
from peercircle.reports.figures import Key, Told, current, parts
from peercircle.reports.models import Correction, Figure, Integration, Part, Period, Target

MINUTE = dt.timedelta(minutes=1)


@transaction.atomic
def set_target(programme: Programme, *, measure: str, baseline: int, wanted: int, due_on: dt.date) -> Target:
    """Setting it again for the same day changes it."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    target, _is_new = Target.objects.update_or_create(
        programme=programme, measure=measure, due_on=due_on, defaults={"baseline": baseline, "wanted": wanted}
    )
    return target


@transaction.atomic
def remove_target(target: Target) -> None:
    Target.objects.filter(pk=target.pk).delete()


@transaction.atomic
def add_period(programme: Programme, *, starts_on: dt.date, ends_on: dt.date) -> Period:
    """A day belongs to one report only, so periods never overlap. The same period again is the one that is there."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    touching = Period.objects.filter(programme=programme, starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if touching and (touching.starts_on, touching.ends_on) == (starts_on, ends_on):
        return touching
    if touching:
        raise Refused(_("Some of these days are in another period already. Begin after it, or end before it."))
    return Period.objects.create(programme=programme, starts_on=starts_on, ends_on=ends_on)


@transaction.atomic
def remove_period(period: Period) -> None:
    period = _locked_row(period)
    if period.is_locked:
        raise Refused(_("These numbers were reported. They stay."))
    period.delete()


@transaction.atomic
def lock_period(period: Period, *, by: Person, now: dt.datetime) -> None:
    """The figures are kept as they are at this moment. Locking again changes nothing."""
    period = _locked_row(period)
    if period.is_locked:
        return
    if period.ends_on >= timezone.localdate(now):
        raise Refused(_("This time is not over yet. Report it from the day after."))
    Figure.objects.bulk_create(
        Figure(period=period, measure=measure, municipality_id=place, value=told.value, is_hidden=told.is_hidden)
        for (measure, place), told in _figures(period).items()
    )
    Part.objects.bulk_create(parts(period))
    period.locked_at, period.locked_by = now, by
    period.save(update_fields=["locked_at", "locked_by"])


@transaction.atomic
def note_correction(period: Period, *, reason: str, by: Person, now: dt.datetime) -> None:
    """What the records say now stands beside each figure that differs. When none does, nothing is noted."""
    period = _locked_row(period)
    if not period.is_locked:
        raise Refused(_("This period has not been reported yet, so its numbers follow the records by themselves."))
    figures = period.figures.prefetch_related("corrections")
    theirs: dict[Key, Figure] = {(figure.measure, figure.municipality_id): figure for figure in figures}
    today = _figures(period)
    for key in today.keys() - theirs.keys():
        theirs[key] = Figure.objects.create(period=period, measure=key[0], municipality_id=key[1], value=0)
    Correction.objects.bulk_create(
        Correction(
            figure=figure,
            value=told.value,
            # What was hidden stays hidden: others may be told because of it.
            is_hidden=told.is_hidden or _stands(figure).is_hidden,
            reason=reason,
            noted_at=now,
            noted_by=by,
        )
        for key, figure in theirs.items()
        if (told := today.get(key, Told(0))).value != _stands(figure).value
    )


def _stands(figure: Figure) -> Told:
    corrections = list(figure.corrections.all())
    last = corrections[-1] if corrections else figure
    return Told(last.value, last.is_hidden)


def _figures(period: Period) -> dict[Key, Told]:
    return current(period.programme, period.starts_on, period.ends_on)


def _locked_row(period: Period) -> Period:
    rows = Period.objects.select_for_update(of=("self",)).select_related("programme")
    return rows.get(pk=period.pk)


# --- Other programs ---------------------------------------------------------------------------------
@sensitive_variables()
@transaction.atomic
def make_integration(*, id: UUID, name: str, by: Person, now: dt.datetime) -> str:
    """Answers with the token, which is known only now. A second tap gets another one, and the first is none."""
    Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if Integration.objects.filter(name__iexact=name, revoked_at=None).exclude(pk=id).exists():
        raise Refused(_("A program of this name has a token. Take that back first, or choose another name."))
    made = Integration.objects.select_for_update(of=("self",)).filter(pk=id).first()
    if made and (made.last_used_on or made.revoked_at):
        raise Refused(_("This token was made before. Load the page again to make another one."))
    token = f"pc_{secrets.token_urlsafe(32)}"
    said = {"name": name, "token_hash": hash_of_token(token), "made_by": by, "made_at": now}
    Integration.objects.update_or_create(pk=id, defaults=said)
    return token


def revoke_integration(integration: Integration, *, now: dt.datetime) -> None:
    Integration.objects.filter(pk=integration.pk, revoked_at=None).update(revoked_at=now)


def take_question(integration: Integration, *, limit: int, now: dt.datetime) -> bool:
    """Whether it may be asked: at most `limit` in a minute. All workers of a server count in this one row."""
    runs = Q(minute_began_at__gt=now - MINUTE)
    taken = Integration.objects.filter(~runs | Q(questions__lt=limit), pk=integration.pk).update(
        questions=Case(When(runs, then=F("questions") + 1), default=Value(1)),
        minute_began_at=Case(When(runs, then=F("minute_began_at")), default=Value(now)),
        last_used_on=timezone.localdate(now),
    )
    return taken == 1
