"""A set of words in few bits: it may take a strange word for one of its own, but never forgets one (a Bloom filter)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Sieve:
    bits: bytes
    holes: int

    def __contains__(self, word: str) -> bool:
        size = len(self.bits) * 8
        return all(self.bits[place >> 3] >> (place & 7) & 1 for place in _places(word, size, self.holes))


def woven(words: Iterable[str], bits_a_word: float, holes: int) -> Sieve:
    own = set(words)
    bits = bytearray(int(len(own) * bits_a_word / 8) + 1)
    for word in own:
        for place in _places(word, len(bits) * 8, holes):
            bits[place >> 3] |= 1 << (place & 7)
    return Sieve(bytes(bits), holes)


def _places(word: str, size: int, holes: int) -> Iterator[int]:
    """FNV-1a of 32 bits, and as many places as there are holes, an odd step apart. The phone counts the same."""
    mixed = 2166136261
    for letter in word:
        mixed = (mixed ^ ord(letter)) * 16777619 & 0xFFFFFFFF
    step = (mixed >> 16 | mixed << 16 & 0xFFFFFFFF) | 1
    for nth in range(holes):
        yield (mixed + nth * step) % size
