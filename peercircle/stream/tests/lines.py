"""A phone's end of a stream, over a real socket."""

from __future__ import annotations

import contextlib
import socket
from http.client import HTTPConnection
from itertools import takewhile

from tests.server import Server

PATIENCE = 5.0


class Line:
    """Reads events as a browser does, and remembers the last id."""

    def __init__(self, port, path, last_id=None, buffer=None):
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(("127.0.0.1", port))
        heard = f"Last-Event-ID: {last_id}\r\n" if last_id is not None else ""
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{heard}\r\n".encode())
        self.lines = self._lines()
        self.status = int(next(self.lines).split()[1])
        self.headers = dict(line.split(": ", 1) for line in iter(lambda: next(self.lines), ""))
        self.id = None

    def _lines(self):
        """Decodes HTTP's chunks; their borders need not be those of the lines."""
        file = self.socket.makefile("rb")
        while line := file.readline().rstrip(b"\r\n"):
            yield line.decode()
        yield ""
        rest = b""
        while size := int(file.readline() or b"0", 16):
            rest += file.read(size)
            file.readline()
            *whole, rest = rest.split(b"\n")
            yield from (line.decode() for line in whole)

    def events(self):
        """Each event as (kind, data), and where the stream has an id that ends a batch, ("id", number)."""
        kind, data = "message", []
        for line in self.lines:
            name, _, value = line.partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                data.append(value)
            elif name == "id":
                self.id = int(value)
                yield "id", value
            elif not line:
                if data and kind != "beat":
                    yield kind, "\n".join(data)
                kind, data = "message", []

    def event(self):
        """The next event as (kind, data), or None when the stream has ended. Heartbeats are skipped."""
        return next((event for event in self.events() if event[0] != "id"), None)

    def batch(self):
        """All events up to the id that ends them."""
        return list(takewhile(lambda event: event[0] != "id", self.events()))

    def close(self):
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()


class Served(Server):
    """What it serves may be exchanged while it runs."""

    def __init__(self):
        self.application = None
        super().__init__(self.answer, interface="asgi3", lifespan="off")

    async def answer(self, scope, receive, send):
        await self.application(scope, receive, send)


def status_of(port, path, method="GET"):
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request(method, path)
    status = connection.getresponse().status
    connection.close()
    return status
