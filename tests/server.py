"""The whole product behind a real server, for tests that come with a browser.

`server` is its address. It runs in a thread of the test's process and uses the test's database, so a
test can prepare rows and patch rules as usual.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from django.test import override_settings

from peercircle.config.serving import bound_socket


class Server(uvicorn.Server):
    """In a thread of this process, where there are no signals."""

    def __init__(self, application: object, **more: object) -> None:
        self.socket = bound_socket("127.0.0.1", 0)
        self.port = self.socket.getsockname()[1]
        super().__init__(uvicorn.Config(application, log_config=None, **more))
        self.thread = threading.Thread(target=self.run, kwargs={"sockets": [self.socket]}, name="server")

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.loop = asyncio.get_running_loop()

    def __enter__(self) -> Server:
        self.thread.start()
        while not self.started and self.thread.is_alive():
            threading.Event().wait(0.01)
        return self

    def __exit__(self, *_error: object) -> None:
        self.should_exit = True
        self.thread.join()
        self.socket.close()


@pytest.fixture(scope="session")
def _server(django_db_setup: None) -> Iterator[Server]:
    """Pages take their scripts and styles from the rooms: nothing has to be collected first."""
    with (
        override_settings(TICK=False, WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True),
        Server("peercircle.config.asgi:application") as server,
    ):
        from peercircle.config.asgi import hub

        yield server
        server.loop.call_soon_threadsafe(hub.close)  # nobody waits for the streams of closed browsers


@pytest.fixture
def server(_server: Server, transactional_db: None, settings) -> str:
    settings.ORIGIN = f"http://127.0.0.1:{_server.port}"
    return settings.ORIGIN
