"""`manage.py kept_words`: how often marked words were kept, for those who train people what to write."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Sum
from django.utils import timezone

from peercircle.identifiers.models import KeptWords

FEWEST = 5


class Command(BaseCommand):
    help = "How often marked words were kept, by kind and by room; small numbers are hidden."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=365, help="how far to look back; a year if not said")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        since = timezone.localdate() - dt.timedelta(days=min(max(days, 0), 36_500))
        rows = KeptWords.objects.filter(kept_on__gte=since)
        for title in ("kind", "room", "language"):
            counted = rows.values_list(title).annotate(Sum("times")).order_by(title)
            for name, times in shown(dict(counted)).items():
                self.stdout.write(f"{title}\t{name}\t{times}")


def shown(counts: dict[str, int]) -> dict[str, str]:
    """Below five a number is hidden; then a second one too, so that the sum of the others does not give it away."""
    smallest = sorted(counts, key=lambda name: counts[name])
    hidden = [name for name in smallest if counts[name] < FEWEST]
    hidden = smallest[:2] if len(hidden) == 1 else hidden
    return {name: "few" if name in hidden else str(times) for name, times in counts.items()}
