"""When somebody leaves a group, rooms above, which this one does not know, close their own doors."""

from __future__ import annotations

from collections.abc import Callable

from peercircle.groups.models import Membership

_watchers: list[Callable[[Membership], None]] = []


def watch(notice: Callable[[Membership], None]) -> None:
    """`notice` runs in the transaction in which the membership ends."""
    _watchers.append(notice)


def tell(membership: Membership) -> None:
    for notice in _watchers:
        notice(membership)
