"""What is still sealed of a consultation that was: until when, for whom, and who has opened it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from peercircle.activities.case_consultation.access import Reader
from peercircle.activities.case_consultation.actions.ending import has_ended
from peercircle.activities.case_consultation.models import Opening


@dataclass(frozen=True)
class Kept:
    until: datetime | None  # nothing when it is gone, or never was
    may_open: bool
    may_destroy: bool
    openings: list[Opening]


def kept(reader: Reader, now: datetime) -> Kept:
    """Every member of the group may see that somebody opened it, and when."""
    consultation = reader.consultation
    is_there = not has_ended(consultation, now)
    return Kept(
        until=consultation.expires_at if is_there else None,
        may_open=is_there and reader.may_open,
        may_destroy=is_there and reader.gave_the_case,
        openings=list(consultation.openings.select_related("membership__person")),
    )
