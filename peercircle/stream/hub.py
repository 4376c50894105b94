"""The hub: one in each process. It hears that a topic changed and tells everybody who watches it.

All of it lives on the event loop, so it needs no locks; only reading and rendering happen in threads.
Each reader remembers the last tick it was sent. A pass over a topic reads what changed since the one
who is farthest behind, and gives each reader what they miss. A newcomer, a phone that slept and a phone
whose line was full are all the same to it: readers who are behind. So nothing is lost between
"registered" and "read", and nothing overtakes anything.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from peercircle.stream import bell, news
from peercircle.stream.presence import Presence
from peercircle.stream.tickets import Ticket

log = logging.getLogger(__name__)

SLICE = 250  # readers served before others may use the event loop
HEARTBEAT = 15.0
BEAT = {"type": "http.response.body", "body": b"event: beat\ndata: 15\n\n", "more_body": True}
END = {"type": "http.response.body", "body": b"", "more_body": False}

Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]


class Reader:
    """One open stream."""

    __slots__ = ("admitted", "draining", "last", "send", "ticket")

    def __init__(self, ticket: Ticket, last: int, send: Send) -> None:
        self.ticket = ticket
        self.last = last
        self.send = send
        self.admitted = False
        self.draining: asyncio.Task[None] | None = None

    def write(self, message: Message) -> bool:
        """Write without waiting. False: the line is full, and nothing was written.

        The server's `send` waits for a full line before it writes, never after. So a `send` that would
        wait is dropped, and no buffer grows for a phone that stopped reading.
        """
        sending = self.send(message).__await__()
        try:
            next(sending)
        except StopIteration:
            return True
        sending.close()  # type: ignore[attr-defined]
        return False

    def is_shown_out(self, topical: news.News) -> bool:
        left_at = topical.shown_out.get(self.ticket.who)
        return left_at is not None and self.ticket.issued_at <= left_at


class Audience:
    """Everybody in this process who watches one topic."""

    def __init__(self, topic: str, hub: Hub) -> None:
        self.topic = topic
        self.hub = hub
        self.readers: set[Reader] = set()
        self.tick = 0
        self._rung = False
        self._passes: asyncio.Task[None] | None = None

    def ring(self) -> None:
        """Several rings during one pass make one more pass."""
        self._rung = True
        if self._passes is None:
            self._passes = self.hub.start(self._serve())

    async def _serve(self) -> None:
        try:
            while self._rung and self.readers:
                self._rung = False
                await self._pass()
        except Exception:
            log.exception("The stream of %s stumbled; the next heartbeat tries again.", self.topic)
            self.tick = -1
        finally:
            self._passes = None

    async def _pass(self) -> None:
        awake = [reader for reader in self.readers if not reader.draining]
        if not awake:
            return
        since = min(reader.last for reader in awake)
        languages = {reader.ticket.language for reader in awake}
        newcomers = not all(reader.admitted for reader in awake)
        read = partial(news.read, self.topic, since, languages, newcomers=newcomers)
        topical = await self.hub.in_thread(read)
        self.tick = topical.tick
        prepared: dict[tuple[str, int], Message] = {}
        for number, reader in enumerate(awake, start=1):
            if reader in self.readers and not reader.draining:  # both may have changed while we read
                self._tell(reader, topical, prepared)
            if number % SLICE == 0:
                await asyncio.sleep(0)

    def _tell(self, reader: Reader, topical: news.News, prepared: dict[tuple[str, int], Message]) -> None:
        if reader.is_shown_out(topical):
            self.hub.show_out(reader)
            return
        if not reader.admitted:
            self.hub.admit(reader)
        if reader.last == topical.tick:
            return
        key = reader.ticket.language, reader.last
        if key not in prepared:
            prepared[key] = _message(topical, *key)
        if reader.write(prepared[key]):
            reader.last = topical.tick
        else:
            self._wait_for(reader)

    def _wait_for(self, reader: Reader) -> None:
        reader.draining = self.hub.start(self._drained(reader))

    async def _drained(self, reader: Reader) -> None:
        """When the phone reads again it hears the present state of what it missed."""
        await reader.send(BEAT)
        reader.draining = None
        self.ring()

    async def beat(self) -> None:
        for number, reader in enumerate(list(self.readers), start=1):
            if not reader.draining and not reader.write(BEAT):
                self._wait_for(reader)
            if number % SLICE == 0:
                await asyncio.sleep(0)


class Hub:
    def __init__(self) -> None:
        self._audiences: dict[str, Audience] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def open(self) -> None:
        """Begin to listen; called on the event loop."""
        self._loop = asyncio.get_running_loop()
        self._threads = ThreadPoolExecutor(2, "hub")
        self._presence = Presence()
        self.start(self._heartbeats())
        bell.listen(self.hear)

    def close(self) -> None:
        """End every stream politely, so that the server can stop while phones are connected."""
        if self._loop is None:
            return
        self._loop = None
        bell.hush()
        for task in self._tasks:
            task.cancel()
        for audience in self._audiences.values():
            for reader in audience.readers:
                reader.write(END)
        self._audiences = {}
        self._presence.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def hear(self, topic: str | None) -> None:
        """Called from any thread: this topic changed, or (None) any may have."""
        if loop := self._loop:
            with contextlib.suppress(RuntimeError):  # the loop has just been closed
                loop.call_soon_threadsafe(self._wake, topic)

    def join(self, ticket: Ticket, last: int, send: Send) -> Reader:
        reader = Reader(ticket, last, send)
        audience = self._audiences.setdefault(ticket.topic, Audience(ticket.topic, self))
        audience.readers.add(reader)
        audience.ring()
        return reader

    def leave(self, reader: Reader) -> None:
        topic, who = reader.ticket.topic, reader.ticket.who
        audience = self._audiences.get(topic)
        if audience is None or reader not in audience.readers:
            return
        audience.readers.remove(reader)
        if not audience.readers:
            del self._audiences[topic]
        if reader.draining:
            reader.draining.cancel()
        if reader.admitted and who:
            self._presence.go(topic, who)

    def admit(self, reader: Reader) -> None:
        reader.admitted = True
        if reader.ticket.who:
            self._presence.come(reader.ticket.topic, reader.ticket.who)

    def show_out(self, reader: Reader) -> None:
        """The page asks for a fresh ticket, and learns there that it gets none."""
        reader.write(_body(b"event: out\ndata: out\n\n"))
        reader.write(END)
        self.leave(reader)

    def start(self, work: Any) -> asyncio.Task[None]:
        """A task that outlives the request that it was started in, and knows nothing of it."""
        task = asyncio.get_running_loop().create_task(work, context=contextvars.Context())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def in_thread(self, read: Callable[[], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, read)

    def _wake(self, topic: str | None) -> None:
        for name in [topic] if topic else list(self._audiences):
            if audience := self._audiences.get(name):
                audience.ring()

    async def _heartbeats(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT)
            try:
                await self._beat()
            except Exception:
                log.exception("A heartbeat stumbled.")

    async def _beat(self) -> None:
        """One timer for all. It also finds changes by other processes, which no bell tells of on SQLite."""
        audiences = list(self._audiences.values())
        for audience in audiences:
            await audience.beat()
        if audiences:
            ticks = await self.in_thread(partial(news.ticks, [audience.topic for audience in audiences]))
            for audience in audiences:
                if ticks.get(audience.topic, 0) != audience.tick:
                    audience.ring()


def _message(topical: news.News, language: str, last: int) -> Message:
    if last > topical.tick:  # the database is older than the page: a backup was restored
        return _body(b"event: reset\ndata: %d\nid: %d\n\n" % (topical.tick, topical.tick))
    return _body(topical.for_reader(language, last))


def _body(data: bytes) -> Message:
    return {"type": "http.response.body", "body": data, "more_body": True}
