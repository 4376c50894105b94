"""Who is here: somebody is here while at least one of their streams is open."""

from __future__ import annotations

from collections.abc import Callable

Watcher = Callable[[str, str, bool], None]

watchers: list[Watcher] = []


def watch(callback: Watcher) -> None:
    """`callback(topic, who, here)` runs in a thread when somebody's first stream opens and the last closes.

    A page that only reloads is not reported. Nor is a server that stops: its phones come back in seconds.
    """
    watchers.append(callback)
