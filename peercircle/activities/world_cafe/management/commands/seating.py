"""`manage.py seating < in.json > out.json`: the seating of an evening, for use from outside."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from peercircle.activities.world_cafe.seating import Impossible
from peercircle.activities.world_cafe.seating.contract import WrongInput, answer

WRONG, IMPOSSIBLE = 2, 3


class Command(BaseCommand):
    help = "Reads a demand as JSON and prints a checked plan with its proof. docs/seating.md describes both."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--jsonl", action="store_true", help="one object a line, in and out")

    def handle(self, *args: Any, **options: Any) -> None:
        text = sys.stdin.buffer.read()
        if options["jsonl"]:
            sys.exit(max((self._line(line) for line in text.splitlines() if line.strip()), default=0))
        told, status = _told(text)
        if status:
            self.stderr.write(told["error"])
        else:
            self.stdout.write(json.dumps(told))
        sys.exit(status)

    def _line(self, line: bytes) -> int:
        """A line that is wrong is answered by its sentence, so that every line has one answer."""
        told, status = _told(line)
        self.stdout.write(json.dumps(told))
        return status


def _told(text: bytes) -> tuple[dict[str, Any], int]:
    try:
        return answer(_read(text)), 0
    except WrongInput as wrong:
        return {"error": str(wrong), "exit": WRONG}, WRONG
    except Impossible as impossible:
        return {"error": str(impossible), "exit": IMPOSSIBLE}, IMPOSSIBLE


def _read(text: bytes) -> Any:
    try:
        return json.loads(text)
    # Bytes that are no text, numbers of thousands of digits, brackets without end.
    except (ValueError, RecursionError) as error:
        raise WrongInput("input", "is not JSON") from error
