"""kill -9, again and again, while everybody writes: is every acknowledged note there, once, in its order?"""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import sqlite3
from collections.abc import Iterator
from itertools import count
from uuid import UUID, uuid4

from bench.phones import post
from bench.servers import House, Server

KILLS = 20
MEETINGS, PEOPLE = 4, 10
ELEMENT = re.compile(r'id="(talk_note-[^"]+)".*?<p>~(\d{7})~', re.DOTALL)


class Page:
    """What one phone shows: each element once, in the order in which it came."""

    def __init__(self, given: dict) -> None:
        self.given = given
        self.last = given["stream"].partition("after=")[2]
        self.notes: dict[str, str] = {}
        self.resets = 0

    async def stay(self, port: int) -> None:
        """Like a browser: comes back with the last id that it has heard."""
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await self._listen(port)
            await asyncio.sleep(0.05)

    async def _listen(self, port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        path = self.given["stream"]
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nLast-Event-ID: {self.last}\r\n\r\n"
        writer.write(head.encode())
        try:
            await self._read(reader)
        finally:
            writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        event, data = "", []
        while line := (await reader.readline()).decode():
            field, _, value = line.rstrip("\r\n").partition(": ")
            if field == "event":
                event, data = value, []
            elif field == "data":
                data.append(value)
            elif field == "id":
                self.last = value
            elif not line.strip() and event:
                self._show(event, "\n".join(data))
                event = ""

    def _show(self, event: str, html: str) -> None:
        self.resets += event == "reset"
        if event == "part" and (found := ELEMENT.search(html)):
            self.notes[found[1]] = found[2]


class Writer:
    """A phone that sends each note again, under the same id, until it is acknowledged."""

    def __init__(self, given: dict) -> None:
        self.given = given
        self.acknowledged: dict[str, str] = {}

    async def write(self, port: int, numbers: Iterator[int], stop: asyncio.Event) -> None:
        while not stop.is_set():
            number, id = next(numbers), uuid4()
            while not await self._send(port, number, id):
                await asyncio.sleep(0.05)
            self.acknowledged[f"talk_note-{id}"] = f"{number:07}"
            await asyncio.sleep(random.random() * 0.02)

    async def _send(self, port: int, number: int, id: UUID) -> bool:
        request = post(self.given, port, number, id)
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(request)
                return (await reader.readline()).startswith(b"HTTP/1.1 200")
            finally:
                writer.close()
        return False


async def _evening(house: House, server: Server, given: list[dict]) -> tuple[list[Page], list[Writer]]:
    pages, writers = [Page(each) for each in given], [Writer(each) for each in given[::PEOPLE]]
    numbers, stop = count(), asyncio.Event()
    staying = [asyncio.create_task(page.stay(server.port)) for page in pages]
    writing = [asyncio.create_task(writer.write(server.port, numbers, stop)) for writer in writers]
    for _kill in range(KILLS):
        await asyncio.sleep(0.5 + random.random())
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
    await asyncio.sleep(1)
    stop.set()
    await asyncio.gather(*writing)
    await _until_calm(pages)
    for task in staying:
        task.cancel()
    return pages, writers


async def _until_calm(pages: list[Page]) -> None:
    """Nothing new for two seconds: longer than a phone waits before it comes back."""
    seen = -1
    while seen != (seen := sum(len(page.notes) for page in pages)):
        await asyncio.sleep(2)


def _in_order(house: House) -> dict[str, list[str]]:
    """The parts of each meeting in the order of their ticks, as the database has them."""
    with contextlib.closing(sqlite3.connect(house.home / "peercircle.sqlite3")) as database:
        rows = database.execute(
            "SELECT topic.name, part.name FROM stream_part AS part JOIN stream_topic AS topic"
            " ON topic.id = part.topic_id WHERE part.name LIKE 'talk_note-%' ORDER BY part.tick"
        ).fetchall()
    order: dict[str, list[str]] = {}
    for topic, part in rows:
        order.setdefault(topic.removeprefix("meeting:"), []).append(part)
    return order


def show(house: House) -> None:
    given = house.meetings(MEETINGS, PEOPLE)
    with house.server() as server:
        pages, writers = asyncio.run(_evening(house, server, given))
    order = _in_order(house)
    lost = doubled = 0
    for page in pages:
        texts = list(page.notes.values())
        doubled += len(texts) - len(set(texts))
        mine = [writer for writer in writers if writer.given["meeting"] == page.given["meeting"]]
        lost += sum(page.notes.get(note) != text for writer in mine for note, text in writer.acknowledged.items())
    disordered = sum(list(page.notes) != order[str(page.given["meeting"])] for page in pages)
    acknowledged = sum(len(writer.acknowledged) for writer in writers)
    print(
        f"\n{KILLS} times kill -9 while {len(writers)} phones write and {len(pages)} listen:"
        f" {acknowledged} notes acknowledged; on the phones {lost} lost, {doubled} doubled,"
        f" {disordered} phones with another order than the database"
    )
