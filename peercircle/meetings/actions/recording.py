"""Over means done: at the close the minutes are there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from peercircle.meetings import kinds, pointer
from peercircle.meetings.models import AgendaItem, Meeting, Minutes, MinutesSection


@transaction.atomic
def write_minutes(meeting: Meeting, *, now: datetime) -> Minutes:
    """Turn what each activity has to say into sections, and keep how long each item took.

    Headings that an activity gives are kept in the language of the one who closes the meeting: minutes
    are written in one language. Minutes that exist stay as they are.
    """
    minutes, is_new = Minutes.objects.get_or_create(meeting=meeting, defaults={"written_at": now})
    if not is_new:
        return minutes
    items = list(meeting.items.all())
    _keep_times(meeting, items, now)
    sections = [section for item in items for section in _sections(meeting, item)]
    for position, section in enumerate(sections, start=1):
        section.minutes = minutes
        section.position = position
    MinutesSection.objects.bulk_create(sections)
    return minutes


def _sections(meeting: Meeting, item: AgendaItem) -> list[MinutesSection]:
    item.meeting = meeting
    return [
        MinutesSection(
            item=item,
            heading=str(passage.heading)[:200],
            text="\n".join(passage.lines),
            is_confidential=passage.is_confidential,
        )
        for passage in kinds.get(item.kind).record(item)
    ]


def _keep_times(meeting: Meeting, items: list[AgendaItem], now: datetime) -> None:
    taken = pointer.actual_minutes(meeting, now)
    for item in items:
        item.actual_minutes = taken.get(item.pk)
    AgendaItem.objects.bulk_update(items, ["actual_minutes"])
