"""Django's pages behind the event loop: the whole request in, one of a few lasting threads, the whole answer out.

Each hop between the loop and a thread costs CPU and waits for the interpreter's lock, so a request hops once:
all that a phone sends is read before its thread is asked, and nothing is sent before its thread is done.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from peercircle.stream.door import Receive
from peercircle.stream.hub import Send

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

NAMES = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


class Answer(NamedTuple):
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Pages:
    def __init__(self, wsgi: Wsgi, *, threads: int, most: int, most_with_files: int) -> None:
        """`most`: the longest body in bytes that is taken in whole, and the longest of one that may bring a file."""
        self.wsgi = wsgi
        self.threads = ThreadPoolExecutor(threads, "page")
        self.most = most
        self.most_with_files = most_with_files

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        body = await self._body(receive, self._most(scope))
        if body is None:
            return
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self.threads, self._ask, _environ(scope, body))
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body, "more_body": False})

    def _most(self, scope: dict[str, Any]) -> int:
        kind = dict(scope["headers"]).get(b"content-type", b"")
        return self.most_with_files if kind.startswith(b"multipart/") else self.most

    async def _body(self, receive: Receive, most: int) -> bytes | None:
        """None: the phone was gone before all had arrived. Half a letter is worth nothing.

        Of a longer body one piece too many is enough: its length tells Django to refuse it.
        """
        body = bytearray()
        while len(body) <= most:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        return bytes(body)

    def _ask(self, environ: Environ) -> Answer:
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        chunks = self.wsgi(environ, lambda status, headers, _error=None: begun.append((status, headers)))
        try:
            body = b"".join(chunks)
        finally:
            if close := getattr(chunks, "close", None):
                close()
        status, headers = begun[-1]
        encoded = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]
        return Answer(int(status.split(" ", 1)[0]), encoded, body)


def _environ(scope: dict[str, Any], body: bytes) -> Environ:
    """The request as WSGI (PEP 3333) names its pieces."""
    name, port = scope["server"] or ("localhost", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin1"),
        "QUERY_STRING": scope["query_string"].decode("latin1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": name,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": (scope["client"] or ("", 0))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for header, value in scope["headers"]:
        if b"_" in header:  # would look like another header, one that a proxy vouches for
            continue
        key = NAMES.get(header) or f"HTTP_{header.decode('latin1').upper().replace('-', '_')}"
        between = "; " if key == "HTTP_COOKIE" else ","
        text = value.decode("latin1")
        environ[key] = f"{environ[key]}{between}{text}" if key in environ else text
    environ.setdefault("CONTENT_LENGTH", str(len(body)))  # pieces of unknown length
    return environ
