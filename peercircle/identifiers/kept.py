"""How often marked words were kept, as it may be told: small numbers are hidden."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from peercircle.identifiers.models import KeptWords

FEWEST = 5


def told(title: str, since: date) -> dict[str, int | None]:
    """By kind, room or language; a number is None where it is hidden."""
    rows = KeptWords.objects.filter(kept_on__gte=since).values_list(title)
    return shown(dict(rows.annotate(Sum("times")).order_by(title)))


def shown(counts: dict[str, int]) -> dict[str, int | None]:
    """Below five a number is hidden; then a second one too, so that the sum of the others does not give it away."""
    smallest = sorted(counts, key=lambda name: counts[name])
    hidden = [name for name in smallest if counts[name] < FEWEST]
    hidden = smallest[:2] if len(hidden) == 1 else hidden
    return {name: None if name in hidden else times for name, times in counts.items()}
