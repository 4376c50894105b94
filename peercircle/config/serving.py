"""What `manage.py serve` needs: an address that may be used, a prepared house, a clean stop."""

from __future__ import annotations

import gc
import hashlib
import ipaddress
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

SILENCE = 30_000  # milliseconds in which a phone has to answer before its line is given up
PRIVATE_ENDINGS = (".local", ".localhost", ".lan", ".home.arpa", ".internal", ".test")


class Server(uvicorn.Server):
    """Ends the streams first, or each stop would wait for phones that never hang up."""

    def __init__(self, config: uvicorn.Config, *, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        let_the_loop_go_first()
        hurry_collecting()
        self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from peercircle.config.asgi import hub

        hub.close()
        await super().shutdown(sockets=sockets)


def let_the_loop_go_first() -> None:
    """A note that is to be told waits at most 1 ms for a page that is being drawn, not Python's 5."""
    sys.setswitchinterval(0.001)


def hurry_collecting() -> None:
    """The collector's long round walks all that lives, and nobody hears anything for 85 ms of it.

    What has been loaded stays, so it is not walked any more. The long round comes a hundred times less often:
    what a request leaves behind is found by the short ones.
    """
    gc.collect()
    gc.freeze()
    youngest, middle, _oldest = gc.get_threshold()
    gc.set_threshold(youngest, middle, 1000)


def is_public(host: str) -> bool:
    """Whether strangers could reach us under this name or address."""
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return "." in host and not host.endswith(PRIVATE_ENDINGS)
    return address.is_unspecified or not (address.is_loopback or address.is_private)


def refuse_public_demo(bind: str) -> None:
    origin = urlsplit(settings.ORIGIN).hostname or ""
    for host in [bind, origin, *settings.HOST_NAMES]:
        if settings.DEMO and is_public(host):
            raise CommandError(
                "The demo lets anybody sign in as anybody, so it does not start under the public address"
                f" {host}: choose a private one, or set PEERCIRCLE_DEMO=0."
            )


def refuse_nowhere() -> None:
    """0.0.0.0 means "every address of this machine", so no phone can be sent there."""
    if urlsplit(settings.ORIGIN).hostname in {"0.0.0.0", "::"}:  # noqa: S104
        raise CommandError(
            f"Links and QR codes would lead to {settings.ORIGIN}, where no phone arrives: set PEERCIRCLE_ORIGIN to the"
            " address people type, for example http://192.168.1.20:8000"
        )


def bound_socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio sends at once only when it is TCP
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # A phone whose battery dies says nothing, and looks alive for a quarter of an hour. Each line inherits this.
    if sys.platform == "linux":
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENCE)
    try:
        sock.bind((host.strip("[]"), port))
        sock.listen(2048)
    except OSError as error:
        sock.close()
        raise CommandError(
            f"Nothing can be served on {host} port {port} ({error.strerror}): stop the other program,"
            " or choose another port, for example: make run PORT=8001"
        ) from error
    return sock


def prepare_database(say: Callable[[str], object]) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)


def prepare_static_files(say: Callable[[str], object]) -> None:
    """Compressing takes seconds, so it is done only when a file changed."""
    seal = Path(settings.STATIC_ROOT) / ".sources"
    now = _static_sources()
    if seal.exists() and seal.read_text() == now:
        return
    say("Preparing pictures, styles and scripts ...")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    seal.parent.mkdir(parents=True, exist_ok=True)
    seal.write_text(now)


def _static_sources() -> str:
    sources = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            stat = Path(storage.path(name)).stat()
            sources.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return sources.hexdigest()
