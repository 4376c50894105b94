from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

import uvicorn
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from peercircle.config import serving


class Command(BaseCommand):
    help = "Prepares what is needed and serves the whole product in one process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host: str, port: int, **_options: Any) -> None:
        serving.refuse_public_demo(host)
        serving.refuse_nowhere()
        sock = serving.bound_socket(host, port)
        serving.prepare_database(self.say)
        serving.prepare_static_files(self.say)
        if settings.DEMO and not get_user_model().objects.exists():
            call_command("demo")
        server = serving.Server(_config(), ready=lambda: self.say(_greeting(host, port)))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[sock])
        self.say("PeerCircle has stopped.")

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def _config() -> uvicorn.Config:
    return uvicorn.Config(
        "peercircle.config.asgi:application",
        log_config=None,
        access_log=False,
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=75,
    )


def _greeting(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    if settings.DEMO:
        how = "This is the demo: its first page lets you in as anybody with one tap."
    else:
        how = "Sign in with your e-mail address: a code is sent to it."
    return f"PeerCircle is ready: http://{shown}:{port}\n{how}\nCtrl-C stops it."
