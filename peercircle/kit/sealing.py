"""Texts that stand sealed in the database, and whose keys stand beside it: without its key nobody reads one.

Each text is sealed with a data key (AES-256-GCM) and bound to its row. A data key lies in a file of its own, wrapped
by a master key (`master_keys`). Whoever has the database alone, or a backup of it, has nothing; a destroyed data key
ends its texts in every backup too. docs/decisions/0003 says why, and what this does not protect against.
"""

from __future__ import annotations

import os
import re
import secrets
import uuid
from collections import Counter
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from peercircle.kit import master_keys, private_files

FORM = b"\x01"  # of a sealed text: this byte, a nonce, the text with its tag
WRAPPED = "1"  # of a data key's file: this word, the master key's name, a nonce and the key with its tag
NONCE, TAG = 12, 16

_NAME = re.compile(r"[0-9a-f]{32}")

NO_MASTER_KEY = _(
    "The key file of this server is missing or holds no key, so nothing sealed can be read or written. "
    "Nothing is lost: ask whoever runs PeerCircle to put the file back."
)
OTHER_MASTER_KEY = _(
    "This text was sealed under a key that this server does not have. Nothing is lost: "
    "ask whoever runs PeerCircle to put the key back."
)
NO_KEY = _(
    "The key of this text is not here, so nobody can read it any more. "
    "If it was not destroyed on purpose, ask whoever runs PeerCircle."
)
DAMAGED_KEY = _(
    "The key of this text is damaged, so it cannot be read. Ask whoever runs PeerCircle to put back the folder of keys."
)
CHANGED = _("This text was changed since it was sealed, so it is not shown. Ask whoever runs PeerCircle for a backup.")
NOT_SAVED = _(
    "The key of this text could not be saved, so nothing was sealed. Keep your text and try again in a minute; "
    "if it stays like this, tell whoever runs PeerCircle."
)
NOT_DESTROYED = _(
    "The key of this text could not be destroyed just now. Try again in a minute; "
    "if it stays like this, tell whoever runs PeerCircle."
)


class Unreadable(Exception):  # noqa: N818  (it is an answer, not an error)
    """A sealed text cannot be read or written. `why` is shown to the person as it stands; it holds no secret."""

    def __init__(self, why: str | Promise) -> None:
        super().__init__(why)
        self.why = why


def folder() -> Path:
    """Of the wrapped data keys. It does not belong into backups that are kept for long."""
    return Path(settings.HOME) / "keys"


# --- Texts ---------------------------------------------------------------------------------------
@sensitive_variables()
def seal(key: str, text: str, *, bound_to: str) -> bytes:
    """What may stand in the database. `bound_to` names the row and the field: elsewhere it cannot be opened."""
    return FORM + _closed(_data_key(key), text.encode(errors="replace"), bound_to)


@sensitive_variables()
def unseal(key: str, sealed: bytes, *, bound_to: str) -> str:
    sealed, data_key = bytes(sealed), _data_key(key)
    try:
        if sealed[:1] != FORM:
            raise InvalidTag
        return _opened(data_key, sealed[1:], bound_to).decode()
    except InvalidTag:
        raise Unreadable(CHANGED) from None


@sensitive_variables()
def _closed(key: bytes, plain: bytes, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


@sensitive_variables()
def _opened(key: bytes, closed: bytes, bound_to: str) -> bytes:
    if len(closed) < NONCE + TAG:
        raise InvalidTag
    return AESGCM(key).decrypt(closed[:NONCE], closed[NONCE:], bound_to.encode())


# --- Data keys -----------------------------------------------------------------------------------
@sensitive_variables()
def new_key() -> str:
    """The name of a new data key. It is on the disk before the row that names it is in the database."""
    name = uuid.uuid4().hex
    try:
        with private_files.alone_in(folder()):
            _wrap(name, AESGCM.generate_key(master_keys.BITS), _newest_or_first_ever())
    except OSError:
        raise Unreadable(NOT_SAVED) from None
    return name


def destroy(key: str) -> None:
    """From now on its texts are unreadable, here and in every backup of the database. Twice is harmless."""
    try:
        with private_files.alone_in(folder()):
            if _NAME.fullmatch(key):
                private_files.remove(folder() / key)
    except OSError:
        raise Unreadable(NOT_DESTROYED) from None


def _newest_or_first_ever() -> str:
    """A master key is made only where nothing was sealed before: else a lost key file would look like a new house."""
    if newest := master_keys.known().newest:
        return newest
    if master_keys.are_somewhere() or names():
        raise Unreadable(NO_MASTER_KEY)
    return master_keys.add()


@sensitive_variables()
def _wrap(name: str, data_key: bytes, master: str) -> None:
    closed = _closed(master_keys.known().keys[master], data_key, f"{name}:{master}")
    private_files.put(folder() / name, f"{WRAPPED} {master} {closed.hex()}\n".encode())


@sensitive_variables()
def _data_key(name: str) -> bytes:
    wrapped, before = _wrapped(name), None
    masters = master_keys.known().keys
    while wrapped[0] not in masters and wrapped != before:  # a rotation may have ended between the two looks
        before, wrapped, masters = wrapped, _wrapped(name), master_keys.known().keys
    master, closed = wrapped
    if master not in masters:
        raise Unreadable(OTHER_MASTER_KEY if masters else NO_MASTER_KEY)
    try:
        return _opened(masters[master], closed, f"{name}:{master}")
    except InvalidTag:
        raise Unreadable(DAMAGED_KEY) from None


@sensitive_variables()
def _wrapped(name: str) -> tuple[str, bytes]:
    """The master key that wraps it, and how it is wrapped."""
    try:
        content = private_files.read(folder() / name) if _NAME.fullmatch(name) else b""
        form, master, closed = content.decode().split()
        if form != WRAPPED:
            raise ValueError
        return master, bytes.fromhex(closed)
    except FileNotFoundError:
        raise Unreadable(NO_KEY) from None
    except (OSError, ValueError):
        raise Unreadable(DAMAGED_KEY if _NAME.fullmatch(name) else NO_KEY) from None


def names(*, before: datetime | None = None) -> list[str]:
    """Of all data keys that are kept here, or of those that were written before a moment."""
    files = list(os.scandir(folder())) if folder().exists() else []
    return sorted(
        file.name
        for file in files
        if _NAME.fullmatch(file.name) and (before is None or file.stat().st_mtime < before.timestamp())
    )


# --- Master keys come and go ---------------------------------------------------------------------
@sensitive_variables()
def rewrap() -> int:
    """All data keys under the newest master key; the texts stay as they are. Returns how many changed.

    It may be stopped anywhere and called again: a data key is wrapped by the old one or by the new one, never by none.
    What cannot be opened is left alone; `problems` tells of it.
    """
    changed = 0
    for name in names():
        with private_files.alone_in(folder()):
            newest = _newest_or_first_ever()
            try:
                if _wrapped(name)[0] != newest:
                    _wrap(name, _data_key(name), newest)
                    changed += 1
            except Unreadable:
                continue
    return changed


def add_master_key() -> str:
    """In the key file, as the newest; returns its name. A lost key file is not begun anew."""
    with private_files.alone_in(folder()):
        _newest_or_first_ever()
        return master_keys.add()


def idle_master_keys() -> set[str]:
    """Older ones that wrap nothing any more. None, as long as a damaged file does not say what wraps it."""
    masters = master_keys.known()
    try:
        needed = {_wrapped(name)[0] for name in names()}
    except Unreadable:
        return set()
    return set(masters.keys) - needed - {masters.newest}


def take_out_idle_master_keys() -> set[str]:
    """Of the key file. Returns their names."""
    with private_files.alone_in(folder()):
        idle = idle_master_keys()
        if idle and master_keys.key_file().exists():
            master_keys.take_out(idle)
        return idle


# --- What is wrong -------------------------------------------------------------------------------
def problems() -> list[str]:
    """Sentences for whoever runs the house: what is unreadable here, why, and what to do."""
    found = master_keys.known().faults
    try:
        if any(private_files.is_open_to_others(path) for path in [folder(), *(folder() / name for name in names())]):
            found.append(f"{folder()} can be read by others on this machine: chmod -R go= {folder()}")
        return found + _unreadable_keys()
    except OSError as error:
        return [*found, f"{folder()} cannot be read ({error.strerror}), nor can anything that was sealed."]


def _unreadable_keys() -> list[str]:
    masters = master_keys.known().keys
    lost: Counter[str] = Counter()
    damaged: list[str] = []
    for name in names():
        try:
            master, _closed_key = _wrapped(name)
            if master in masters:
                _data_key(name)
            else:
                lost[master] += 1
        except Unreadable as error:
            damaged += [name] if error.why is DAMAGED_KEY else []  # else it was destroyed a moment ago
    told = [
        f"Unreadable here: what {count} of the keys in {folder()} sealed. They need the master key “{master}”, which"
        f" is neither in {master_keys.key_file()} nor in {master_keys.SETTING}: put it back, and all of it is readable"
        " again."
        for master, count in sorted(lost.items())
    ]
    if damaged:
        told.append(
            f"Unreadable here: what {len(damaged)} of the keys in {folder()} sealed, such as {damaged[0]}. Either the"
            " files are damaged, or a master key was replaced by another of the same name: put back what was there."
        )
    return told
