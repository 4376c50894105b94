"""Who is here: somebody is here while at least one of their streams is open."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections

log = logging.getLogger(__name__)

LINGER = 2.0  # seconds in which a page that only reloads comes back

Watcher = Callable[[str, str, bool], None]

_watchers: list[Watcher] = []


def watch(callback: Watcher) -> None:
    """`callback(topic, who, here)` runs in a thread when somebody's first stream opens and the last closes.

    A page that only reloads is not reported. Nor is a server that stops: its phones come back in seconds.
    """
    _watchers.append(callback)


class Presence:
    """Counts the open streams of each person in this process; lives on the event loop."""

    def __init__(self) -> None:
        self._open: Counter[tuple[str, str]] = Counter()
        self._leaving: dict[tuple[str, str], asyncio.TimerHandle] = {}
        self._teller = ThreadPoolExecutor(1, "presence")  # one thread: news stay in order

    def come(self, topic: str, who: str) -> None:
        self._open[topic, who] += 1
        if timer := self._leaving.pop((topic, who), None):
            timer.cancel()
        elif self._open[topic, who] == 1:
            self._teller.submit(_tell, topic, who, True)

    def go(self, topic: str, who: str) -> None:
        self._open[topic, who] -= 1
        if not self._open[topic, who]:
            del self._open[topic, who]
            loop = asyncio.get_running_loop()
            self._leaving[topic, who] = loop.call_later(LINGER, self._gone, topic, who)

    def close(self) -> None:
        for timer in self._leaving.values():
            timer.cancel()
        self._teller.shutdown(wait=False, cancel_futures=True)

    def _gone(self, topic: str, who: str) -> None:
        del self._leaving[topic, who]
        self._teller.submit(_tell, topic, who, False)


def _tell(topic: str, who: str, here: bool) -> None:
    close_old_connections()
    for callback in _watchers:
        try:
            callback(topic, who, here)
        except Exception:  # one room's mistake must not silence the others
            log.exception("A room could not hear of %s in %s (here: %s).", who, topic, here)
