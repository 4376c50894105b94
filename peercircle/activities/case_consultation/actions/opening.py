"""Opening what is sealed, after the meeting. Each opening is written down, and the group can see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.functional import Promise

from peercircle.activities.case_consultation import texts
from peercircle.activities.case_consultation.actions.ending import destroy_texts, has_ended
from peercircle.activities.case_consultation.models import Consultation, Contribution, Opening
from peercircle.activities.case_consultation.story_sheet import Sheet
from peercircle.groups.models import Membership

A_TAP = timedelta(minutes=1)  # within it the same person opens once, however often the button was tapped


@dataclass(frozen=True)
class Said:
    """A contribution, by whom, and what it says."""

    row: Contribution
    text: texts.Opened


@dataclass(frozen=True)
class Opened:
    story: Sheet | None
    said: list[Said]
    why: str | Promise  # it cannot be read

    @property
    def shows_something(self) -> bool:
        return self.story is not None or any(each.text.text for each in self.said)


@transaction.atomic
def open_texts(consultation: Consultation, mine: Membership, *, now: datetime) -> Opened | None:
    """Nothing when their time is over: then they end here, also when the clock of the house has stood still."""
    locked = Consultation.objects.locked().get(pk=consultation.pk)
    if has_ended(locked, now):
        destroy_texts(locked, now=now)
        return None
    opened = _read(locked)
    if opened.shows_something:
        _write_down(locked, mine, now)
    return opened


def _read(consultation: Consultation) -> Opened:
    story, why = texts.story(consultation)
    rows = consultation.contributions.exclude(text=None).select_related("by__membership__person")
    said = [Said(row, texts.of_contribution(consultation, row)) for row in rows]
    unreadable = (each.text.why for each in said if each.text.why)
    return Opened(story, [each for each in said if each.text.text], why or next(unreadable, ""))


def _write_down(consultation: Consultation, mine: Membership, now: datetime) -> None:
    just_now = {"at__gt": now - A_TAP, "at__lte": now}
    if not consultation.openings.filter(membership=mine, **just_now).exists():
        Opening.objects.create(consultation=consultation, membership=mine, at=now)
