"""`manage.py pack_identifiers`: after a change of rules or word lists."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from peercircle.identifiers.packing import PACKED, packed


class Command(BaseCommand):
    help = "For developers: packs the rules and word lists of the identifier check into what server and phone read."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for name, text in packed().items():
            (PACKED / name).write_text(text, encoding="utf-8")
