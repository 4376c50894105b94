"""The stream's door: `/stream/<ticket>?after=<tick>`, a small ASGI application in front of the pages.

It never asks the database: the ticket says who comes, and the hub reads for all of a topic at once.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from django.utils import timezone

from peercircle.kit.numbers import number
from peercircle.stream.hub import Hub, Send
from peercircle.stream.tickets import BadTicketError, ExpiredTicketError, read

PATH = "/stream/"

Receive = Callable[[], Awaitable[dict[str, Any]]]

EVENT_STREAM = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class Door:
    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            await _refuse(send, 405, b"A stream is only read.\n")
            return
        try:
            ticket = read(scope["path"].removeprefix(PATH), now=timezone.now())
        except BadTicketError:
            await _refuse(send, 404, b"No such stream.\n")
            return
        except ExpiredTicketError:
            await _refuse(send, 403, b"This ticket has expired.\n")
            return
        last = _last_tick(scope)
        # The server keeps the scope as long as the stream is open; a browser's headers weigh 2 kB.
        scope["headers"] = []
        await send({"type": "http.response.start", "status": 200, "headers": EVENT_STREAM})
        retry = b"retry: %d\n\n" % (1000 + secrets.randbelow(2000))
        await send({"type": "http.response.body", "body": retry, "more_body": True})
        reader = self.hub.join(ticket, last, send)
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.hub.leave(reader)


def _last_tick(scope: dict[str, Any]) -> int:
    """What the browser heard last; on the first visit, what the page was drawn from."""
    heard = [value for name, value in scope["headers"] if name == b"last-event-id"]
    given = heard or parse_qs(scope["query_string"]).get(b"after", [])
    return number(given[0].decode("latin1"), otherwise=0) if given else 0


async def _refuse(send: Send, status: int, sentence: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(sentence))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence, "more_body": False})
