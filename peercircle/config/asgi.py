"""The whole server: streams on the event loop, pages in threads beside them.

Why not Django's own ASGI handler: docs/decisions/0001-pages-in-threads-streams-beside-them.md.
"""

from __future__ import annotations

from typing import Any

from peercircle.config.wsgi import application as wsgi  # prepares Django for the lines below

from django.conf import settings  # isort: skip
from peercircle.config.pages import Pages  # isort: skip
from peercircle.config.tick import Ticker  # isort: skip
from peercircle.kit.photos import LARGEST_LETTER  # isort: skip
from peercircle.stream.door import PATH, Door, Receive  # isort: skip
from peercircle.stream.hub import Hub, Send  # isort: skip

PAGE_THREADS = 4  # they share one interpreter and one writer: more would wait for each other

hub = Hub()
ticker = Ticker()
streams = Door(hub)
pages = Pages(wsgi, threads=PAGE_THREADS, most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE, most_with_files=LARGEST_LETTER)


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http" and scope["path"].startswith(PATH):
        await streams(scope, receive, send)
    else:
        await pages(scope, receive, send)


async def _live(receive: Receive, send: Send) -> None:
    await receive()
    hub.open()
    ticker.start()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    ticker.stop()
    hub.close()
    await send({"type": "lifespan.shutdown.complete"})
