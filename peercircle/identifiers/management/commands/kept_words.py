"""`manage.py kept_words`: how often marked words were kept, for those who train people what to write."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from peercircle.identifiers import kept


class Command(BaseCommand):
    help = "How often marked words were kept, by kind and by room; small numbers are hidden."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=365, help="how far to look back; a year if not said")

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        since = timezone.localdate() - dt.timedelta(days=min(max(days, 0), 36_500))
        for title in ("kind", "room", "language"):
            for name, times in kept.told(title, since).items():
                self.stdout.write(f"{title}\t{name}\t{'few' if times is None else times}")
