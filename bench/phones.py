"""A thousand phones in one process. They look at what arrives just long enough to know which note it is."""

from __future__ import annotations

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from time import perf_counter
from uuid import UUID, uuid4

LETTERS = 200  # of a note
MARK = re.compile(rb"~(\d{7})~")
MARK_LENGTH = 9
STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")


def text_of(number: int) -> str:
    return f"~{number:07}~" + "note " * ((LETTERS - MARK_LENGTH) // 5) + "."


Heard = Callable[["Phone", int, float], None]


class Phone(asyncio.Protocol, ABC):
    """One open line, and how this phone writes a note. `greetings` are sent, each after the answer to the last."""

    def __init__(self, room: str, heard: Heard, greetings: list[tuple[bytes, bytes]]) -> None:
        self.room = room
        self.heard = heard
        self.greetings = greetings
        self.connected: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.transport.write(self.greetings[0][0])

    def data_received(self, data: bytes) -> None:
        at = perf_counter()
        data = self.rest + data
        if self.greetings:
            data = self._greet(data)
        end = 0
        for found in MARK.finditer(data):
            self.heard(self, int(found[1]), at)
            end = found.end()
        self.rest = data[max(end, len(data) - MARK_LENGTH + 1) :] if not self.greetings else data

    def _greet(self, data: bytes) -> bytes:
        if self.greetings[0][1] not in data:
            return data
        self.greetings.pop(0)
        if self.greetings:
            self.transport.write(self.greetings[0][0])
        else:
            self.connected.set_result(None)
        return b""

    async def prepare(self) -> None:
        """For writing; most need nothing more."""

    @abstractmethod
    def write_note(self, number: int) -> None: ...

    def close(self) -> None:
        self.transport.abort()


class Form(asyncio.Protocol):
    """The second line of a browser, on which it posts."""

    def __init__(self, answered: Callable[[int], None]) -> None:
        self.answered = answered

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        for found in STATUS.finditer(data):
            self.answered(int(found[1]))


def post(given: dict, port: int, number: int, id: UUID) -> bytes:
    """The request that writes a note; `given` is what bench_meetings printed for this person."""
    asked = given["post"]
    body = asked["body"].format(uuid=id, text=text_of(number).replace(" ", "+"))
    headers = {"Host": f"127.0.0.1:{port}", "Content-Length": len(body), **asked["headers"]}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {asked['url']} HTTP/1.1\r\n{lines}\r\n{body}".encode()


class OurPhone(Phone):
    def __init__(self, port: int, given: dict, heard: Heard) -> None:
        self.port = port
        self.given = given
        self.form: Form | None = None
        hello = f"GET {given['stream']} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\n\r\n"
        super().__init__(str(given["meeting"]), heard, [(hello.encode(), b"retry: ")])

    async def prepare(self) -> None:
        """Browsers keep the line of their last request open."""
        loop = asyncio.get_running_loop()
        _transport, self.form = await loop.create_connection(lambda: Form(self._answered), "127.0.0.1", self.port)

    def write_note(self, number: int) -> None:
        assert self.form
        self.form.transport.write(post(self.given, self.port, number, uuid4()))

    def _answered(self, status: int) -> None:
        if status != 200:
            raise RuntimeError(f"A note was refused with {status}")

    def close(self) -> None:
        super().close()
        if self.form:
            self.form.transport.abort()


def _frame(payload: bytes, kind: int) -> bytes:
    """A client's WebSocket frame, masked with zeros."""
    size = len(payload)
    head = bytes([0x80 | kind, 0x80 | size]) if size < 126 else bytes([0x80 | kind, 0xFE]) + size.to_bytes(2, "big")
    return head + b"\0\0\0\0" + payload


def _upgrade(path: str, port: int) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()


class SocketIoPhone(Phone):
    def __init__(self, port: int, room: str, heard: Heard) -> None:
        greetings = [
            (_upgrade("/socket.io/?EIO=4&transport=websocket", port), b'"sid"'),
            (_frame(b"40", 1), b'40{"sid"'),
            (_frame(f'42["join","{room}"]'.encode(), 1), b"joined"),
        ]
        super().__init__(room, heard, greetings)

    def write_note(self, number: int) -> None:
        note = f'42{number}["post","{self.room}","{uuid4()}","{text_of(number)}"]'
        self.transport.write(_frame(note.encode(), 1))


def _uint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def _string(text: bytes) -> bytes:
    return _uint(len(text)) + text


class HocuspocusPhone(Phone):
    """Speaks Yjs: each note is one item at the end of the document's list."""

    last: dict[str, tuple[int, int]] = {}

    def __init__(self, port: int, room: str, heard: Heard) -> None:
        token = _string(room.encode()) + bytes([2, 0]) + _string(b"") + _string(b"4.7.0")
        greetings = [(_upgrade("/", port), b"\r\n\r\n"), (_frame(token, 2), b"read-write")]
        super().__init__(room, heard, greetings)
        self.client = id(self) & 0x7FFFFFFF
        self.clock = 0

    def write_note(self, number: int) -> None:
        update = _uint(1) + _uint(1) + _uint(self.client) + _uint(self.clock) + self._place()
        update += _uint(1) + bytes([119]) + _string(text_of(number).encode()) + _uint(0)
        HocuspocusPhone.last[self.room] = self.client, self.clock
        self.clock += 1
        self.transport.write(_frame(_string(self.room.encode()) + bytes([0, 2]) + _string(update), 2))

    def _place(self) -> bytes:
        if before := HocuspocusPhone.last.get(self.room):
            return bytes([0x88]) + _uint(before[0]) + _uint(before[1])
        return bytes([8]) + _uint(1) + _string(b"notes")
