"""The kinds of parts that pages are made of. Each room registers its own in `AppConfig.ready`.

A part's name is its kind, or its kind and a key: `header`, `talk_note-5f3c`. It is also the id of
the element on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import translation

Find = Callable[[str, str], Any]
Draw = Callable[[Any], str]

OUT = "out"  # not a part of any page: `out-attendance:12` tells the hub to close that person's streams

_shared: dict[str, tuple[Find, Draw]] = {}
_personal: set[str] = set()


class UnknownPartError(LookupError):
    """No room has registered this kind of part."""


def shared(kind: str, find: Find, draw: Draw) -> None:
    """Everybody who reads one language sees the same, so it is pushed to all of them.

    `find(topic, key)` is asked once for all languages, and translates nothing; None means that the element is gone.
    `draw(found)` gives the HTML of one element whose id is the part's name, in the language that is active.
    What one person may see and another may not must never be in it.
    """
    _claim(kind)
    _shared[kind] = find, draw


def personal(kind: str) -> None:
    """Each reader sees their own: the part is only named, and each page fetches it itself."""
    _claim(kind)
    _personal.add(kind)


def kinds() -> dict[str, str]:
    """Every registered kind, and whether it is shared or personal."""
    return dict.fromkeys(_shared, "shared") | dict.fromkeys(_personal, "personal")


def check(name: str) -> None:
    kind, _, _ = name.partition("-")
    if kind not in _shared and kind not in _personal:
        raise UnknownPartError(f"No room has registered the part {name!r}.")


def is_shared(name: str) -> bool:
    return name.partition("-")[0] in _shared


def drawn(topic: str, name: str, languages: Iterable[str]) -> dict[str, str]:
    """The HTML of a shared part for each language; "" when it is gone."""
    kind, _, key = name.partition("-")
    find, draw = _shared[kind]
    found = find(topic, key)
    texts = {}
    for language in languages:
        with translation.override(language):
            texts[language] = "" if found is None else draw(found).strip()
    return texts


def _claim(kind: str) -> None:
    if not kind.isidentifier() or kind == OUT:
        raise ValueError(f"{kind!r} cannot name a kind of part.")
    if kind in _shared or kind in _personal:
        raise ValueError(f"Two rooms claim the kind of part {kind!r}.")
