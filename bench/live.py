"""A note, from the tap of one phone until every other phone in the meeting has it."""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from bench import kills, servers, tables
from bench.phones import HocuspocusPhone, OurPhone, Phone, SocketIoPhone
from bench.servers import House, Server

SCALES = [(1, 50), (4, 50), (20, 50)]
PER_SECOND = 40
PACED = 240  # notes
SATURATED = 3.0  # seconds
PATIENCE = 20.0


class Evening:
    """Writes notes and takes the time."""

    def __init__(self) -> None:
        self.meetings: dict[str, list[Phone]] = {}
        self.sent: dict[int, tuple[float, Phone]] = {}
        self.missing: dict[int, int] = {}
        self.waits: list[float] = []
        self.delivered = 0
        self.number = 0
        self.again = False
        self.quiet = asyncio.Event()

    def heard(self, phone: Phone, number: int, at: float) -> None:
        if number not in self.missing:
            return
        began, writer = self.sent[number]
        self.delivered += 1
        if phone is not writer:
            self.waits.append(at - began)
        self.missing[number] -= 1
        if not self.missing[number]:
            del self.missing[number], self.sent[number]
            if self.again:
                self.write(phone.room)
            elif not self.missing:
                self.quiet.set()

    def write(self, room: str) -> None:
        self.number += 1
        writer = random.choice(self.meetings[room])
        self.missing[self.number] = len(self.meetings[room])
        self.quiet.clear()
        self.sent[self.number] = perf_counter(), writer
        writer.write_note(self.number)

    async def paced(self, count: int) -> None:
        rooms = list(self.meetings)
        begin = perf_counter()
        for number in range(count):
            await asyncio.sleep(max(0.0, begin + number / PER_SECOND - perf_counter()))
            self.write(rooms[number % len(rooms)])
        await self.all_heard()

    async def saturated(self, seconds: float) -> None:
        self.again = True
        for room in self.meetings:
            self.write(room)
        await asyncio.sleep(seconds)
        self.again = False
        await self.all_heard()

    async def all_heard(self) -> None:
        if self.missing:
            await asyncio.wait_for(self.quiet.wait(), PATIENCE)

    def measured(self) -> tuple[int, list[float]]:
        result = self.delivered, self.waits
        self.delivered, self.waits = 0, []
        return result


async def arrive(evening: Evening, phones: list[Phone], port: int) -> None:
    loop = asyncio.get_running_loop()
    for phone in phones:
        await loop.create_connection(lambda phone=phone: phone, "127.0.0.1", port)
        await asyncio.wait_for(phone.connected, PATIENCE)
        evening.meetings.setdefault(phone.room, []).append(phone)
    await asyncio.sleep(1)


async def measure(server: Server, make: Callable[[Evening], list[Phone]]) -> dict[str, float]:
    evening = Evening()
    phones = make(evening)
    before = server.memory()
    await arrive(evening, phones, server.port)
    memory = (server.memory() - before) / len(phones)
    for phone in phones:
        await phone.prepare()
    await evening.saturated(1.5)  # warm: templates, compilers, connections of the database
    evening.measured()

    begin = server.cpu_seconds()
    await evening.paced(PACED)
    cpu = server.cpu_seconds() - begin
    delivered, waits = evening.measured()
    paced_cuts = quantiles(waits, n=100)

    begin, started = server.cpu_seconds(), perf_counter()
    await evening.saturated(SATURATED)
    seconds, saturated_cpu = perf_counter() - started, server.cpu_seconds() - begin
    saturated, waits = evening.measured()
    for phone in phones:
        phone.close()
    return {
        "p50": paced_cuts[49] * 1000,
        "p99": paced_cuts[98] * 1000,
        "per_cpu": delivered / cpu,
        "saturated_per_cpu": saturated / saturated_cpu,
        "saturated_per_second": saturated / seconds,
        "saturated_p99": quantiles(waits, n=100)[98] * 1000,
        "memory": memory / 1000,
    }


async def cpu_of_a_post(server: Server, given: list[dict]) -> float:
    """Milliseconds, when nobody listens."""
    answers: asyncio.Queue[int] = asyncio.Queue()
    phone = OurPhone(server.port, given[0], lambda *_heard: None)
    phone._answered = answers.put_nowait  # type: ignore[method-assign]
    await phone.prepare()
    for number in range(600):
        if number == 200:
            begin = server.cpu_seconds()
        phone.write_note(number)
        assert await asyncio.wait_for(answers.get(), PATIENCE) == 200
    assert phone.form
    phone.form.transport.abort()
    return (server.cpu_seconds() - begin) / 400 * 1000


def _rooms(kind: type, server: Server, meetings: int, people: int) -> Callable[[Evening], list[Phone]]:
    rooms = [f"meeting-{number}" for number in range(meetings)]
    return lambda evening: [kind(server.port, room, evening.heard) for room in rooms for _phone in range(people)]


def _ours(house: House, meetings: int, people: int) -> dict[str, float]:
    given = house.meetings(meetings, people)
    with house.server() as server:
        return asyncio.run(
            measure(server, lambda evening: [OurPhone(server.port, each, evening.heard) for each in given])
        )


def _theirs(name: str, kind: type, folder: Path, home: Path, meetings: int, people: int) -> dict[str, float]:
    HocuspocusPhone.last.clear()
    with servers.peer(name, folder, home) as server:
        return asyncio.run(measure(server, _rooms(kind, server, meetings, people)))


HEAD = [
    "server",
    "phones",
    "p50 ms",
    "p99 ms",
    "deliveries/CPU-s",
    "saturated/CPU-s",
    "saturated/s",
    "saturated p99 ms",
    "kB/connection",
]
PEERS = [("socketio", SocketIoPhone), ("hocuspocus", HocuspocusPhone)]


def main() -> None:
    os.sched_setaffinity(0, servers.cores()[1])
    folder = servers.ROOT / "var" / "bench-peers"
    trouble = servers.prepare_peers(folder)
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        house = House(home / "house")
        rows: list[list[object]] = []
        for meetings, people in SCALES:
            phones = meetings * people
            rows.append(["PeerCircle", phones, *_ours(house, meetings, people).values()])
            for name, kind in [] if trouble else PEERS:
                rows.append([name, phones, *_theirs(name, kind, folder, home, meetings, people).values()])
        tables.show("Live: a note to everybody in its meeting (50 in each, 40 notes a second)", HEAD, rows)
        if trouble:
            print(trouble)
        given = house.meetings(1, 1)
        with house.server() as server:
            print(f"\nA note's POST, when nobody listens: {asyncio.run(cpu_of_a_post(server, given)):.1f} ms of CPU")
        kills.show(house)


if __name__ == "__main__":
    main()
