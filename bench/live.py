"""A note, from the tap of one phone until every other phone in the meeting has it."""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from bench import kills, servers, tables
from bench.phones import HocuspocusPhone, OurPhone, Phone, SocketIoPhone
from bench.servers import House, Server

SCALES = [(1, 50, 40), (4, 50, 40), (20, 50, 40), (1, 1000, 4)]  # meetings, people in each, notes a second in all
WRITERS = 8  # who write at once, each alone in a meeting
PACED = 6.0  # seconds
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

    async def paced(self, per_second: int) -> None:
        rooms = list(self.meetings)
        begin = perf_counter()
        for number in range(int(PACED * per_second)):
            await asyncio.sleep(max(0.0, begin + number / per_second - perf_counter()))
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


Make = Callable[[Evening], list[Phone]]
How = Callable[[Server, Make], Coroutine[Any, Any, Any]]
Run = Callable[[int, int, How], Any]  # meetings, people in each, what is measured


async def cpu_of_a_note(server: Server, make: Make) -> float:
    """Seconds for a note that only its writer hears: what is left of a note's price in a meeting is the telling."""
    evening = Evening()
    phones = make(evening)
    await arrive(evening, phones, server.port)
    for phone in phones:
        await phone.prepare()
    await evening.saturated(1.5)
    begin, notes = server.cpu_seconds(), evening.number
    await evening.saturated(SATURATED)
    for phone in phones:
        phone.close()
    return (server.cpu_seconds() - begin) / (evening.number - notes)


async def measure(server: Server, make: Make, per_second: int, alone: float) -> dict[str, float]:
    """`alone`: the CPU seconds of a note that only its writer hears."""
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
    await evening.paced(per_second)
    cpu = server.cpu_seconds() - begin
    delivered, waits = evening.measured()
    paced_cuts = quantiles(waits, n=100)

    begin, started, notes = server.cpu_seconds(), perf_counter(), evening.number
    await evening.saturated(SATURATED)
    notes = evening.number - notes
    seconds, saturated_cpu = perf_counter() - started, server.cpu_seconds() - begin
    saturated, waits = evening.measured()
    for phone in phones:
        phone.close()
    return {
        "p50": paced_cuts[49] * 1000,
        "p99": paced_cuts[98] * 1000,
        "per_cpu": delivered / cpu,
        "saturated_per_cpu": saturated / saturated_cpu,
        "telling_per_cpu": (saturated - notes) / (saturated_cpu - notes * alone),
        "saturated_per_second": saturated / seconds,
        "saturated_p99": quantiles(waits, n=100)[98] * 1000,
        "memory": memory / 1000,
    }


async def cpu_of_a_post(server: Server, given: list[dict]) -> float:
    """Milliseconds, when nobody listens."""
    phones = [OurPhone(server.port, each, lambda *_heard: None) for each in given]
    await asyncio.gather(*[_post(phone, 50) for phone in phones])
    begin = server.cpu_seconds()
    await asyncio.gather(*[_post(phone, 100) for phone in phones])
    return (server.cpu_seconds() - begin) / (100 * len(phones)) * 1000


async def _post(phone: OurPhone, notes: int) -> None:
    answers: asyncio.Queue[int] = asyncio.Queue()
    phone._answered = answers.put_nowait  # type: ignore[method-assign]
    await phone.prepare()
    for number in range(notes):
        phone.write_note(number)
        assert await asyncio.wait_for(answers.get(), PATIENCE) == 200
    assert phone.form
    phone.form.transport.abort()


def _rooms(kind: type, server: Server, meetings: int, people: int) -> Make:
    rooms = [f"meeting-{number}" for number in range(meetings)]
    return lambda evening: [kind(server.port, room, evening.heard) for room in rooms for _phone in range(people)]


def ours(house: House, meetings: int, people: int, how: How) -> Any:
    given = house.meetings(meetings, people)
    with house.server() as server:
        return asyncio.run(how(server, lambda evening: [OurPhone(server.port, each, evening.heard) for each in given]))


def theirs(name: str, kind: type, folder: Path, home: Path, meetings: int, people: int, how: How) -> Any:
    HocuspocusPhone.last.clear()
    with servers.peer(name, folder, home) as server:
        return asyncio.run(how(server, _rooms(kind, server, meetings, people)))


HEAD = [
    "server",
    "meetings",
    "p50 ms",
    "p99 ms",
    "deliveries/CPU-s",
    "saturated/CPU-s",
    "telling alone/CPU-s",
    "saturated/s",
    "saturated p99 ms",
    "kB/connection",
]
PEERS = [("socketio", SocketIoPhone), ("hocuspocus", HocuspocusPhone)]


def compare(runs: dict[str, Run]) -> None:
    alone = {name: run(WRITERS, 1, cpu_of_a_note) for name, run in runs.items()}
    rows: list[list[object]] = []
    for meetings, people, per_second in SCALES:
        for name, run in runs.items():
            how = partial(measure, per_second=per_second, alone=alone[name])
            rows.append([name, f"{meetings} x {people}", *run(meetings, people, how).values()])
    tables.show("Live: a note to everybody in its meeting (40 notes a second, 4 in the last)", HEAD, rows)
    prices = ", ".join(f"{name} {seconds * 1000:.2f} ms" for name, seconds in alone.items())
    print(f"\nA note that only its writer hears: {prices} of CPU ({WRITERS} write at once)")


def main() -> None:
    os.sched_setaffinity(0, servers.cores()[1])
    folder = servers.ROOT / "var" / "bench-peers"
    trouble = servers.prepare_peers(folder)
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        house = House(home / "house")
        runs: dict[str, Run] = {"PeerCircle": partial(ours, house)}
        if trouble:
            print(trouble)
        else:
            runs |= {name: partial(theirs, name, kind, folder, home) for name, kind in PEERS}
        compare(runs)
        given = house.meetings(WRITERS, 1)
        with house.server() as server:
            price = asyncio.run(cpu_of_a_post(server, given))
        print(f"A note's POST, when nobody listens: {price:.1f} ms of CPU ({WRITERS} write at once)")
        kills.show(house)


if __name__ == "__main__":
    main()
