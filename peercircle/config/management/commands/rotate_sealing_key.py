"""A new master key for what is sealed; the texts are not touched."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from peercircle.kit import master_keys, sealing


class Command(BaseCommand):
    help = "Makes a new master key, wraps the keys of all sealed texts with it, and says which old ones can go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--take-out", action="store_true", help="only take old ones, which wrap nothing, out")

    def handle(self, *, take_out: bool, **_options: Any) -> None:
        try:
            if take_out:
                self._take_out()
            elif master_keys.from_environment():
                self._rotate_environment()
            else:
                self._rotate_file()
        except sealing.Unreadable as error:
            raise CommandError("\n".join([str(error.why), *sealing.problems()])) from None
        except OSError as error:
            raise CommandError(f"{master_keys.key_file()} cannot be written ({error.strerror}).") from None

    def _rotate_file(self) -> None:
        name = sealing.add_master_key()
        self.stdout.write(f"The new master key “{name}” stands first in {master_keys.key_file()}.")
        self._tell(sealing.rewrap())

    def _rotate_environment(self) -> None:
        """The environment is not ours to write: it is told what to put there."""
        changed = sealing.rewrap()
        self._tell(changed)
        if not changed:
            _name, entry = master_keys.fresh()
            self.stdout.write(
                f"For a new master key, put this before the others in {master_keys.SETTING}, start the server anew and"
                f" call this command again. It is shown once and kept nowhere:\n{entry},"
            )

    def _tell(self, changed: int) -> None:
        newest = master_keys.known().newest
        self.stdout.write(f"Keys that “{newest}” wraps from now on: {changed}.")
        if idle := sealing.idle_master_keys():
            self.stdout.write(f"Nothing needs these any more: {', '.join(sorted(idle))}. {_how_they_go()}")
        for problem in sealing.problems():
            self.stderr.write(problem)

    def _take_out(self) -> None:
        idle = sealing.take_out_idle_master_keys()
        if not idle:
            self.stdout.write("There is no old master key that nothing needs.")
        elif master_keys.from_environment():
            self.stdout.write(f"Nothing needs these: {', '.join(sorted(idle))}. {_how_they_go()}")
        else:
            self.stdout.write(f"Taken out: {', '.join(sorted(idle))}.")


def _how_they_go() -> str:
    if master_keys.from_environment():
        return f"Take them out of {master_keys.SETTING}; with --take-out this command takes them out of the key file."
    return "This command with --take-out takes them out; a backup of the keys that is older then opens nothing."
