"""When somebody leaves a group, rooms above, which this one does not know, close their own doors and say so before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from peercircle.groups.models import Membership


@dataclass(frozen=True)
class Loss:
    """What ends with a membership, as a sentence. It says "if": the contact need not learn who has what."""

    mine: Promise  # to whoever is about to leave
    theirs: Promise  # to the contact who ends the membership of somebody else


_watchers: list[Callable[[Membership], None]] = []
_losses: list[Loss] = []


def watch(notice: Callable[[Membership], None], *, ends: Loss | None = None) -> None:
    """`notice` runs in the transaction in which the membership ends; what `ends` is said before."""
    _watchers.append(notice)
    if ends:
        _losses.append(ends)


def tell(membership: Membership) -> None:
    for notice in _watchers:
        notice(membership)


def losses() -> list[Loss]:
    return list(_losses)
