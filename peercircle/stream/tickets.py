"""A ticket admits one reader to one topic's stream, so that a school that comes back costs no sign-in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.core import signing

_signer = signing.Signer(salt="peercircle.stream")


class BadTicketError(ValueError):
    """Not one of ours."""


class ExpiredTicketError(ValueError):
    """It was ours: the page asks for a fresh one."""


class Ticket(NamedTuple):
    topic: str
    who: str
    language: str
    issued_at: datetime


def ticket(topic: str, who: str, language: str, *, now: datetime, lasts: timedelta = timedelta(hours=12)) -> str:
    """`who` names the reader ("attendance:12"); "" is nobody in particular, such as the room screen."""
    issued = round(now.timestamp() * 1_000_000)  # to the microsecond, as the moment one is shown out is kept
    return _signer.sign_object([topic, who, language, issued, int(lasts.total_seconds())])


def read(ticket: str, *, now: datetime) -> Ticket:
    try:
        topic, who, language, issued, lasts = _signer.unsign_object(ticket)
    except (signing.BadSignature, ValueError) as error:
        raise BadTicketError from error
    issued_at = datetime.fromtimestamp(issued / 1_000_000, tz=UTC)
    if now >= issued_at + timedelta(seconds=lasts):
        raise ExpiredTicketError
    return Ticket(topic, who, language, issued_at)
