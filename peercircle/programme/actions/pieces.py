"""Long work in pieces that each hold the database for a moment, with a rest after each for whoever waits.

SQLite has no queue: who finds it held asks again after a while, later and later, and would hardly ever meet the moment
between two pieces. PostgreSQL holds single rows, so nobody waits there.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, sleep
from typing import TypeVar

from django.db import connection

from peercircle.meetings.models import Meeting

# How long a rest is, for each second of the piece before it.
IN_A_MEETING, OTHERWISE = 1.0, 0.25
LONGEST = 0.5

T = TypeVar("T")


def piece(work: Callable[[], T]) -> T:
    begun = perf_counter()
    done = work()
    took = perf_counter() - begun
    if connection.vendor == "sqlite":
        is_live = Meeting.objects.filter(phase=Meeting.Phase.OPEN).exists()
        sleep(min(LONGEST, took * (IN_A_MEETING if is_live else OTHERWISE)))
    return done
