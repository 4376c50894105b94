from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from peercircle.config import tick


class Command(BaseCommand):
    help = "Does once what the server does every minute: the rooms' upkeep, and letters that wait."

    def handle(self, **_options: Any) -> None:
        tick.once(timezone.now())
