"""`manage.py check_identifiers --language sq < text`: what the check finds, for use from outside."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from peercircle.identifiers.finding import find
from peercircle.identifiers.reading import FILES
from peercircle.identifiers.saying import why

WRONG = 2
NO_TEXT = "The text is not in UTF-8."
NO_NOTE = 'A line is a note, or {"text": "a note"}.'


class Command(BaseCommand):
    help = "Marks what could identify a child in a text. docs/identifiers.md describes the answer."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", default="", help=f"of the text: {', '.join(FILES)}")
        parser.add_argument("--jsonl", action="store_true", help="one note and one answer a line")

    def handle(self, *args: Any, language: str, jsonl: bool, **options: Any) -> None:
        if language not in FILES:
            sys.exit(self._wrong(f"Say the language of the text: --language {', '.join(FILES)}."))
        written = sys.stdin.buffer.read()
        with override(language):
            if jsonl:
                sys.exit(max([self._line(line, language) for line in _lines(written)], default=0))
            text = _text(written)
            if text is None:
                sys.exit(self._wrong(NO_TEXT))
            self._tell(told(text, language))

    def _line(self, line: bytes, language: str) -> int:
        """A line that is wrong is answered by its sentence, so that every line has one answer."""
        text = _text(line)
        note = None if text is None else _note(text)
        wrong = {"error": NO_TEXT if text is None else NO_NOTE, "exit": WRONG}
        self._tell(wrong if note is None else told(note, language))
        return WRONG if note is None else 0

    def _tell(self, answer: Any) -> None:
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def _wrong(self, sentence: str) -> int:
        self.stderr.write(sentence)
        return WRONG


def told(note: str, language: str) -> list[dict[str, Any]]:
    return [
        {"start": one.start, "end": one.end, "text": one.text, "kind": one.kind, "why": why(one)}
        for one in find(note, language)
    ]


def _lines(written: bytes) -> list[bytes]:
    """Only the line's own end ends it: other separators that splitlines() knows can stand inside a note."""
    return [line.removesuffix(b"\r") for line in written.removesuffix(b"\n").split(b"\n")] if written else []


def _text(written: bytes) -> str | None:
    try:
        return written.decode()
    except UnicodeDecodeError:
        return None


def _note(line: str) -> str | None:
    """The line as it is, or the text in an object, in which a note can have several lines."""
    if not line.startswith("{"):
        return line
    try:
        note = json.loads(line)
    except (ValueError, RecursionError):
        return None
    text = note.get("text")
    return text if isinstance(text, str) else None
