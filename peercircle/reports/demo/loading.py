"""Loads the whole demo, with what was promised and reported. Everything goes through the actions of the product."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from peercircle.people.models import Person
from peercircle.programme.actions.attendance import record_attendance
from peercircle.programme.demo import accounts
from peercircle.programme.demo import loading as programme
from peercircle.programme.models import Phase, Session
from peercircle.reports import actions
from peercircle.reports.models import Measure

# Where it began, and how far it shall have come when the second phase ends.
TARGETS = {
    Measure.PEOPLE: (0, 900),
    Measure.ATTENDANCES: (0, 4000),
    Measure.GROUPS: (0, 14),
    Measure.ANSWERS: (0, 60),
}
REPORTED, LATE = timedelta(days=14), timedelta(days=40)  # after the end of the phase
NOON = time(12, 0)
WHY = "An attendance sheet came after the report."


@transaction.atomic
def load(today: date) -> bool:
    """Whether anything was loaded: all of it or nothing, so again changes nothing."""
    if not programme.load(today):
        return False
    first, second = Phase.objects.filter(kind__in=[Phase.Kind.FIELD_1, Phase.Kind.FIELD_2]).order_by("starts_on")
    for measure, (baseline, wanted) in TARGETS.items():
        actions.set_target(first.programme, measure=measure, baseline=baseline, wanted=wanted, due_on=second.ends_on)
    _report(first)
    return True


def _report(phase: Phase) -> None:
    """The M&E officer reported the first phase. The sheet of its last session came later, so a correction was noted."""
    by = Person.objects.get(email=accounts.MONITOR.email)
    late = Session.objects.held().filter(phase=phase).exclude(attendances=None).latest("held_on", "pk")
    people = [row.person for row in late.attendances.select_related("person", "recorded_by").order_by("pk")]
    entered_by = late.attendances.earliest("pk").recorded_by
    late.attendances.all().delete()
    period = actions.add_period(phase.programme, starts_on=phase.starts_on, ends_on=phase.ends_on)
    actions.lock_period(period, by=by, now=_at(phase.ends_on + REPORTED))
    now = _at(phase.ends_on + LATE)
    record_attendance(late, shown=[], present=people, guests=None, by=entered_by or by, now=now)
    actions.note_correction(period, reason=WHY, by=by, now=now)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, NOON))
