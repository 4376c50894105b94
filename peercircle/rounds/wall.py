"""The words that the group sees: in an order that tells nothing, without writers."""

from __future__ import annotations

from django.template.loader import render_to_string

from peercircle.meetings.models import AgendaItem, Meeting
from peercircle.rounds.models import Word

PART = "words"


def part(item: AgendaItem) -> str:
    return f"{PART}-{item.pk}"


def people(meeting: Meeting) -> int:
    """How many can be waited for: those who are here with a phone."""
    return sum(one.has_phone for one in meeting.here())


def wall(item: AgendaItem) -> dict[str, object]:
    words = list(Word.objects.filter(item=item))
    return {
        "part": part(item),
        "words": [word.text for word in words if word.is_shown and word.text],
        "done": len(words),
        "people": max(people(item.meeting), len(words)),
    }


def find(_topic: str, key: str) -> dict[str, object] | None:
    item = AgendaItem.objects.select_related("meeting").filter(pk=key).first()
    return wall(item) if item else None


def draw(found: dict[str, object]) -> str:
    return render_to_string("rounds/_wall.html", found)
