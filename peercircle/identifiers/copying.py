"""A copy of a text in plain letters, in which rules are easy to say, and the way back to what was written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# A letter and the accents that stand on it as characters of their own. (Dots match the end of a line too.)
CLUSTER = re.compile("(?s).[\u0300-\u036f]*")
ACCENTS = re.compile("[\u0300-\u036f]")
FOREIGN = "¤"  # stands for whatever is no plain letter or sign


@dataclass(frozen=True)
class Copy:
    """`text[i]` was written at `starts[i]` to `ends[i]` of the original."""

    text: str
    starts: list[int]
    ends: list[int]


def copy(original: str, signs: dict[str, str]) -> Copy:
    """Cyrillic becomes Latin, letters lose their accents, quotes and dashes become the plain ones.

    A sign can become two letters or none, as soft hyphens and other invisible signs do.
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in CLUSTER.finditer(original):
        for letter in _plain(found[0], signs):
            letters.append(letter)
            starts.append(found.start())
            ends.append(found.end())
    return Copy("".join(letters), starts, ends)


def _plain(cluster: str, signs: dict[str, str]) -> str:
    if len(cluster) == 1 and cluster.isascii():
        return cluster
    composed = unicodedata.normalize("NFC", cluster)
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", composed))
    for sign in (composed, bare):
        if sign in signs:
            return signs[sign]
        if sign.lower() in signs:
            small = signs[sign.lower()]
            return small[:1].upper() + small[1:]
    return bare if bare.isascii() else FOREIGN
