"""What the other rooms say to this one: "this part of that topic changed"."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from peercircle.stream import bell, parts
from peercircle.stream.models import ShownOut, Topic

# One statement each: every note that anybody writes passes here. Counting up also locks the topic's
# row until the commit, so ticks become visible in their order and without gaps.
COUNT_UP = """
    INSERT INTO stream_topic (name, tick) VALUES (%s, 1)
    ON CONFLICT (name) DO UPDATE SET tick = stream_topic.tick + 1
    RETURNING id, tick
"""
MARK = """
    INSERT INTO stream_part (topic_id, name, tick) VALUES {rows}
    ON CONFLICT (topic_id, name) DO UPDATE SET tick = excluded.tick
"""


def nudge(topic: str, *names: str) -> None:
    """Whoever watches the topic gets these parts anew, once the surrounding transaction is committed."""
    for name in names:
        parts.check(name)
    _mark(topic, set(names))


def tick_of(topic: str) -> int:
    """How many changes the topic has seen; a page that carries it misses nothing that comes later."""
    return Topic.objects.filter(name=topic).values_list("tick", flat=True).first() or 0


def ticks_of(topic: str | Combinable) -> Coalesce:
    """The same as a part of another question: what that one finds and the tick are of one moment."""
    return Coalesce(Subquery(Topic.objects.filter(name=topic).values("tick")[:1]), 0)


def show_out(topic: str, who: str) -> None:
    """Close this person's streams after the commit; tickets that they hold admit no more."""
    topic_id = _mark(topic, {f"{parts.OUT}-{who}"})
    ShownOut.objects.update_or_create(topic_id=topic_id, who=who, defaults={"at": timezone.now()})


def _mark(topic: str, names: set[str]) -> int:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A nudge belongs into the transaction of its change.")
    with connection.cursor() as cursor:
        cursor.execute(COUNT_UP, [topic])
        topic_id, tick = cursor.fetchone()
        rows = ", ".join(["(%s, %s, %s)"] * len(names))
        cursor.execute(MARK.format(rows=rows), [value for name in names for value in (topic_id, name, tick)])
    bell.ring(topic)
    return topic_id
