"""Small files that only their owner may read: written whole or not at all, and overwritten before they go."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

HALF = ".half"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Of all threads and processes that write here, one at a time. The folder is made when it is missing."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def read(path: Path) -> bytes:
    """What it holds, whoever puts something else there meanwhile: what stood there is overwritten then."""
    while True:
        with path.open("rb") as file:
            content = file.read()
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return content


def put(path: Path, content: bytes) -> None:
    """After this the file holds the content, also when the power fails; before, it holds what it held.

    What stood there is overwritten, not only let go. A link to a file elsewhere stays one. Call it while you are
    `alone_in` a folder.
    """
    path = Path(os.path.realpath(path))
    half = path.with_name(path.name + HALF)
    shred(half)
    try:
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _replace(half, path)
    except OSError:
        with suppress(OSError):
            shred(half)
        raise


def _replace(half: Path, path: Path) -> None:
    before = path.open("r+b") if path.exists() else None
    try:
        os.replace(half, path)
        _settle(path.parent)
        if before:
            _overwrite(before)
    finally:
        if before:
            before.close()


def remove(path: Path) -> None:
    """With what a crash may have left beside it."""
    path = Path(os.path.realpath(path))
    shred(path.with_name(path.name + HALF))
    shred(path)


def shred(path: Path) -> None:
    """A file that is not there is as gone as it can be."""
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            _overwrite(file)
        path.unlink()
        _settle(path.parent)


def _overwrite(file: BinaryIO) -> None:
    file.write(os.urandom(os.fstat(file.fileno()).st_size))
    file.flush()
    os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """A new name, or one that is gone, is on the disk only when its folder is."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def is_open_to_others(path: Path) -> bool:
    """Whether other users of this machine may do anything with it."""
    try:
        return bool(path.stat().st_mode & 0o077)
    except FileNotFoundError:
        return False
