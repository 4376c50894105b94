"""How a committed change reaches the hub of every process.

On SQLite there is one process with a hub, so the bell is a function call after the commit. On
PostgreSQL it is NOTIFY inside the transaction, which the database delivers on commit only. A notice
carries the topic's name and nothing else.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction

log = logging.getLogger(__name__)

CHANNEL = "peercircle"
PATIENCE = 1.0  # seconds between two looks at whether to stop, and before a new try to connect

Hear = Callable[[str | None], None]  # a topic, or None when notices may have been missed


class _Bell:
    """Who listens in this process."""

    def __init__(self) -> None:
        self.hear: Hear | None = None
        self.stopped = threading.Event()


_bell = _Bell()


def ring(topic: str) -> None:
    """Tell every process that this topic changed, once the transaction is committed."""
    if settings.ON_POSTGRES:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, topic])
    else:
        transaction.on_commit(lambda: _tell(topic))


def listen(hear: Hear) -> None:
    """From now on `hear` is called for each change, from any thread."""
    _bell.hear = hear
    _bell.stopped = threading.Event()
    if settings.ON_POSTGRES:
        threading.Thread(target=_listen, args=[_bell.stopped], name="bell", daemon=True).start()


def hush() -> None:
    _bell.hear = None
    _bell.stopped.set()


def _tell(topic: str | None) -> None:
    if hear := _bell.hear:
        hear(topic)


def _listen(stopped: threading.Event) -> None:
    while not stopped.is_set():
        try:
            _hear_notices(stopped)
        except Exception:  # whatever it was: without a bell every phone would wait for the heartbeat
            log.warning("The bell lost its line to PostgreSQL and tries again.", exc_info=True)
            stopped.wait(PATIENCE)
        finally:
            connection.close()


def _hear_notices(stopped: threading.Event) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    _tell(None)
    with connection.wrap_database_errors:
        while not stopped.is_set():
            for notice in connection.connection.notifies(timeout=PATIENCE):
                _tell(notice.payload)
