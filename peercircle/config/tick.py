"""Once a minute the rooms look after their rows, and letters and other work after an answer are done.

The server does it in a thread of its own. Without that (PEERCIRCLE_TICK=0) a timer of the machine
calls `manage.py tick`. Both may run: every upkeep is harmless when it is done twice.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.dispatch import receiver
from django.utils import timezone
from django_tasks.signals import task_enqueued
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from peercircle.kit.wiping import wipe_what_was_deleted
from peercircle.meetings import kinds
from peercircle.meetings import upkeep as meetings
from peercircle.needs import upkeep as needs
from peercircle.programme import upkeep as programme

log = logging.getLogger(__name__)

PAUSE = 60.0
KEEP_RESULTS = timedelta(days=7)

UPKEEP: list[Callable[[datetime], None]] = [meetings.upkeep, needs.upkeep, programme.upkeep]

_wake = threading.Event()


def ring() -> None:
    """Do not wait for the minute: a letter leaves right after the tap that asked for it."""
    _wake.set()


@receiver(task_enqueued, dispatch_uid="peercircle.config.tick")
def _ring_after_commit(**_task: Any) -> None:
    transaction.on_commit(ring)


def once(now: datetime) -> None:
    close_old_connections()
    activities = [kind.upkeep for kind in kinds.installed()]
    for work in [*UPKEEP, *activities, _forget_results, _run_tasks, _wipe]:
        try:
            work(now)
        except Exception:  # one's trouble must not keep the others waiting
            log.exception("The upkeep %s.%s failed.", work.__module__, work.__qualname__)


class Ticker:
    """The server's thread."""

    def __init__(self) -> None:
        self._stopped = False

    def start(self) -> None:
        if settings.TICK:
            self._stopped = False
            threading.Thread(target=self._run, name="tick", daemon=True).start()

    def stop(self) -> None:
        self._stopped = True
        ring()

    def _run(self) -> None:
        while not self._stopped:
            _wake.clear()
            once(timezone.now())
            _wake.wait(PAUSE)
        connection.close()


def _run_tasks(_now: datetime) -> None:
    """Everything that is due. The worker's own way to stop, by signals, is for a process of its own."""
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"tick-{threading.get_ident()}",
    ).run()


def _forget_results(now: datetime) -> None:
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_RESULTS).delete()


def _wipe(_now: datetime) -> None:
    wipe_what_was_deleted()
