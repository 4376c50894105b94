"""The master keys, which wrap the key of each sealed text: from the environment, and from the key file.

Both say `name:64 hexadecimal digits`, newest first; the environment separates them by commas, the file by lines.
The newest one wraps, all of them unwrap. Keys of the file still open what they wrapped when the environment has some.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from peercircle.kit import private_files

SETTING = "PEERCIRCLE_SEALING_KEYS"
BITS = 256

_ENTRY = re.compile(r"([A-Za-z0-9._-]{1,40}):([0-9A-Fa-f]{64})")


@dataclass(frozen=True)
class MasterKeys:
    keys: dict[str, bytes] = field(repr=False)  # newest first
    faults: list[str]  # sentences for whoever runs the house

    @property
    def newest(self) -> str | None:
        return next(iter(self.keys), None)


def key_file() -> Path:
    return Path(settings.HOME) / "sealing.key"


def from_environment() -> bool:
    return bool(settings.SEALING_KEYS.strip())


def are_somewhere() -> bool:
    """Whether there are any, be they readable or not: then none is made."""
    return from_environment() or key_file().exists()


@sensitive_variables()
def known() -> MasterKeys:
    keys: dict[str, bytes] = {}
    faults: list[str] = []
    for where, entry in _entries(faults):
        found = _ENTRY.fullmatch(entry)
        if not found:
            faults.append(f"{where} is not a key (name:64 hexadecimal digits): mend it, the other keys still work.")
            continue
        name, key = found[1], bytes.fromhex(found[2])
        if keys.setdefault(name, key) != key:
            faults.append(f"{where} names another key “{name}” once more: the first one counts, give this one its own.")
    return MasterKeys(keys, faults)


def _entries(faults: list[str]) -> Iterator[tuple[str, str]]:
    """Where an entry stands, and what it says."""
    for number, entry in enumerate(settings.SEALING_KEYS.split(","), start=1):
        if from_environment():
            yield f"Key {number} of {SETTING}", entry.strip()
    for number, line in enumerate(_text(faults).splitlines(), start=1):
        if line.strip():
            yield f"Line {number} of {key_file()}", line.strip()


def _text(faults: list[str]) -> str:
    path = key_file()
    try:
        text = private_files.read(path).decode(errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        faults.append(f"{path} cannot be read ({error.strerror}): it must belong to the one who runs PeerCircle.")
        return ""
    if not text.strip():
        faults.append(f"{path} is empty: put it back from a backup, or delete it when nothing was ever sealed.")
    if private_files.is_open_to_others(path):
        faults.append(f"{path} can be read by others on this machine: chmod 600 {path}")
    return text


@sensitive_variables()
def fresh() -> tuple[str, str]:
    """A name, and a line for the key file or the environment."""
    name = secrets.token_hex(4)
    return name, f"{name}:{secrets.token_hex(BITS // 8)}"


@sensitive_variables()
def add() -> str:
    """A new newest one in the key file, which is made when it is missing. Returns its name."""
    name, line = fresh()
    path = key_file()
    before = path.read_bytes() if path.exists() else b""
    private_files.put(path, f"{line}\n".encode() + before)
    return name


@sensitive_variables()
def take_out(names: set[str]) -> None:
    """Of the key file, where every other line stays as it stands. One that would be empty goes."""
    lines = key_file().read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if line.partition(b":")[0].strip().decode(errors="replace") not in names]
    if any(line.strip() for line in kept):
        private_files.put(key_file(), b"".join(kept))
    else:
        private_files.remove(key_file())
