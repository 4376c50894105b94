"""What is new in a topic: read once and rendered once a language, in a thread, for everybody who watches."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import close_old_connections, connection

from peercircle.stream import parts
from peercircle.stream.models import ShownOut, Topic

log = logging.getLogger(__name__)

# One statement, so that the tick and the parts belong together; by hand, because it answers every change
# (the ORM needs 0.6 ms to write the same).
CHANGES = """
    SELECT stream_topic.tick, stream_part.name, stream_part.tick
    FROM stream_topic LEFT JOIN stream_part
    ON stream_part.topic_id = stream_topic.id AND stream_part.tick > %s
    WHERE stream_topic.name = %s
    ORDER BY stream_part.tick, stream_part.id
"""

_LINE_ENDS = re.compile(r"\r\n|\r|\n")


class Change(NamedTuple):
    """One part's last change, and how each language hears of it."""

    tick: int
    texts: dict[str, bytes]


class News(NamedTuple):
    """All that changed up to `tick` since the reader who is farthest behind."""

    tick: int
    changes: list[Change]
    shown_out: dict[str, datetime]

    def for_reader(self, language: str, last: int) -> bytes:
        """The id comes after the batch: a line that breaks in between repeats, it never loses."""
        texts = [change.texts[language] for change in self.changes if change.tick > last]
        return b"".join(texts) + b"id: %d\n\n" % self.tick


def read(topic: str, since: int, languages: Collection[str], *, newcomers: bool) -> News:
    """`newcomers`: somebody has to be checked against the list of those who were shown out."""
    close_old_connections()
    tick, names = _changes_since(topic, since)
    changes = [Change(at, _events(topic, name, languages)) for name, at in names]
    anybody_left = newcomers or any(name.startswith(f"{parts.OUT}-") for name, _at in names)
    return News(tick, changes, _shown_out(topic) if anybody_left else {})


def ticks(topics: Iterable[str]) -> dict[str, int]:
    close_old_connections()
    return dict(Topic.objects.filter(name__in=list(topics)).values_list("name", "tick"))


def _changes_since(topic: str, since: int) -> tuple[int, list[tuple[str, int]]]:
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, [since, topic])
        rows = cursor.fetchall()
    tick = rows[0][0] if rows else 0
    return tick, [(name, at) for _tick, name, at in rows if name is not None]


def _shown_out(topic: str) -> dict[str, datetime]:
    return dict(ShownOut.objects.filter(topic__name=topic).values_list("who", "at"))


def _events(topic: str, name: str, languages: Collection[str]) -> dict[str, bytes]:
    if name.startswith(f"{parts.OUT}-"):
        return dict.fromkeys(languages, b"")
    if not parts.is_shared(name):
        return dict.fromkeys(languages, f"event: personal\ndata: {name}\n\n".encode())
    try:
        drawn = parts.drawn(topic, name, languages)
    except Exception:  # one room's mistake must not silence the others
        log.exception("The part %s of %s could not be drawn.", name, topic)
        return dict.fromkeys(languages, b"")
    return {language: _event(name, html) for language, html in drawn.items()}


def _event(name: str, html: str) -> bytes:
    if not html:
        return f"event: gone\ndata: {name}\n\n".encode()
    lines = "".join(f"data: {line}\n" for line in _LINE_ENDS.split(html))
    return f"event: part\n{lines}\n".encode()
