"""What people do at the check-out, and how their answers become one number."""

from __future__ import annotations

from statistics import median_low

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.check_out.models import Pulse, PulseResult
from peercircle.kit.refusals import Refused
from peercircle.meetings.actions.taking_part import locked_while_at
from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.rounds.actions import forget_words, writer_of
from peercircle.stream.nudges import nudge

FEWEST = 5
PULSES = range(1, 6)
PART = "pulses"


@transaction.atomic
def give_pulse(item: AgendaItem, me: Attendance, value: int) -> None:
    """Changeable until the result was shown: one answer more or less would then give somebody away."""
    meeting = locked_while_at(item, me)
    if value not in PULSES:
        raise Refused(_("Choose a number from one to five."))
    if result_of(item):
        raise Refused(_("The result stands already, so no answer can be added or changed."))
    Pulse.objects.update_or_create(item=item, writer=writer_of(item, me), defaults={"value": value})
    nudge(meeting.topic, f"{PART}-{item.pk}")


@transaction.atomic
def count_pulses(item: AgendaItem) -> None:
    """Once. Fewer than five answers give no result, and can still become more."""
    if result_of(item):
        return
    values = list(Pulse.objects.filter(item=item).values_list("value", flat=True))
    if len(values) >= FEWEST:
        PulseResult.objects.create(item=item, median=median_low(values), answers=len(values))


@transaction.atomic
def forget(item: AgendaItem) -> None:
    count_pulses(item)
    Pulse.objects.filter(item=item).delete()
    forget_words(item)


def result_of(item: AgendaItem) -> PulseResult | None:
    return PulseResult.objects.filter(item=item).first()


def pulse_of(item: AgendaItem, me: Attendance) -> int | None:
    """What this person answered; asked only for the phone of that person."""
    return Pulse.objects.filter(item=item, writer=writer_of(item, me)).values_list("value", flat=True).first()
