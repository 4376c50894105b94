"""`manage.py demo`: a programme to look at and to try."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from peercircle.reports.demo.loading import load


class Command(BaseCommand):
    help = "Loads the made-up demo: 4 teams, 12 municipalities, 14 groups, 888 people. Twice is harmless."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, help="the day around which it all happens (YYYY-MM-DD)")

    def handle(self, *, today: date | None, **_options: Any) -> None:
        loaded = load(today or timezone.localdate())
        self.stdout.write("The demo programme is ready." if loaded else "The demo programme is there already.")
