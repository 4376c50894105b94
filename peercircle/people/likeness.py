"""Whether two people may be one: under two spellings, with names swapped, after a marriage, at two schools.

It never decides. It answers with what speaks for it and what against, each worth some points, so that a person
can read the reasons and say yes or no. The names are compared by how they sound in Albanian and in Serbian.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import permutations
from math import comb

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.kit.folding import fold

ENOUGH = 50
LONG_WORD = 4  # in shorter words one letter makes another name
RARE = 4  # of so many pairs who come as often, in any order, one would come one after the other by chance

# One sound, written the Albanian and the Serbian way; applied in this order to folded letters.
_SOUNDS = [("xh", "dz"), ("gj", "d"), ("sh", "s"), ("zh", "z"), ("th", "t"), ("dh", "d"), ("q", "c"), ("x", "dz")]
_SOUNDS += [("lj", "l"), ("w", "v"), ("y", "u"), ("j", "i")]


class Sign(Enum):
    """What speaks for one person, or against it: points, and a sentence for who decides."""

    SAME_NAME = (60, _("The names are the same."))
    SAME_SOUND = (54, _("The names sound the same and are spelled differently."))
    ONE_WORD = (54, _("A name is written together or apart."))
    SWAPPED = (50, _("First name and family name are swapped."))
    SHARED_NAME = (35, _("One has a family name more, as after a marriage."))
    MORE_NAMES = (35, _("One has a first name, an initial or a title more."))
    ONE_LETTER = (35, _("The names differ by one letter, or two letters are swapped."))
    NEW_NAME = (
        25,
        _("The first name is the same, and one stopped coming before the other began: perhaps a new family name."),
    )
    SAME_EMAIL = (50, _("The e-mail address is the same."))
    SAME_SITE = (20, _("Both work at the same place."))
    SAME_PROFESSION = (5, _("The profession is the same."))
    OTHER_SEX = (-40, _("One is a woman and one is a man."))
    OTHER_AGE = (-20, _("Their ages are far apart."))
    SAME_SESSION = (-30, pgettext_lazy("two names", "Both stand on the sheet of the same session."))

    def __init__(self, points: int, sentence: str) -> None:
        self.points = points
        self.sentence = sentence


@dataclass(frozen=True)
class Came:
    first: dt.date
    last: dt.date
    times: int


@dataclass(frozen=True)
class Face:
    """What is known of somebody. `key` is the caller's own name for them."""

    key: Hashable
    given_name: str
    family_name: str
    email: str = ""
    sites: frozenset[int] = frozenset()
    profession: str = ""
    sex: str = ""
    age_band: str = ""
    came: Came | None = None


@dataclass(frozen=True)
class Likeness:
    one: Face
    other: Face
    signs: tuple[Sign, ...]

    @property
    def points(self) -> int:
        return sum(sign.points for sign in self.signs)

    @property
    def is_worth_a_look(self) -> bool:
        return self.points >= ENOUGH


@lru_cache(maxsize=65536)
def sounds(name: str) -> tuple[str, ...]:
    """The words of a name as they sound: Hoxha and Hodža, Krasniqi and Краснићи are each one."""
    text = fold(name)
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    return tuple(_single(text).split())


def _single(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


@lru_cache(maxsize=65536)
def _in_one(words: tuple[str, ...]) -> str:
    """Ana Marija and Anamarija are one."""
    return _single("".join(words))


def compare(one: Face, other: Face, *, were_together: bool = False) -> Likeness:
    """The same answer for (a, b) and (b, a)."""
    signs = [sign for sign in (_names(one, other), *_surroundings(one, other)) if sign]
    if were_together:
        signs.append(Sign.SAME_SESSION)
    return Likeness(one, other, tuple(signs))


def _names(one: Face, other: Face) -> Sign | None:
    if _folded(one) == _folded(other):
        return Sign.SAME_NAME
    mine, yours = _sounding(one), _sounding(other)
    if mine == yours:
        return Sign.SAME_SOUND
    same_given = _in_one(mine[0]) == _in_one(yours[0])
    if same_given and _in_one(mine[1]) == _in_one(yours[1]):
        return Sign.ONE_WORD
    if mine == yours[::-1] or sorted(mine[0] + mine[1]) == sorted(yours[0] + yours[1]):
        return Sign.SWAPPED
    shared = set(mine[1]) & set(yours[1])
    if mine[0] == yours[0] and shared and (set(mine[1]) <= shared or set(yours[1]) <= shared):
        return Sign.SHARED_NAME
    if shared and set(mine[0]) & set(yours[0]) and _all_in_one(mine[0] + mine[1], yours[0] + yours[1]):
        return Sign.MORE_NAMES
    if _one_letter_apart(mine[0] + mine[1], yours[0] + yours[1]):
        return Sign.ONE_LETTER
    return Sign.NEW_NAME if same_given and _may_have_a_new_name(one, other) else None


def _may_have_a_new_name(one: Face, other: Face) -> bool:
    """A woman's, as a rule. Two of one first name who both still come are two; who came once or twice may be either."""
    if not (one.family_name and other.family_name and one.came and other.came) or "m" in {one.sex, other.sex}:
        return False
    before, after = sorted((one.came, other.came), key=lambda came: came.first)
    return before.last < after.first and comb(before.times + after.times, after.times) >= RARE


def _all_in_one(mine: tuple[str, ...], yours: tuple[str, ...]) -> bool:
    """As registers add the initial of the father, or "Mr.": all words of one are words of the other."""
    return set(mine) <= set(yours) or set(yours) <= set(mine)


def _surroundings(one: Face, other: Face) -> Iterator[Sign]:
    if one.email and one.email.casefold() == other.email.casefold():
        yield Sign.SAME_EMAIL
    if one.sites & other.sites:
        yield Sign.SAME_SITE
    if one.profession and one.profession == other.profession:
        yield Sign.SAME_PROFESSION
    if {one.sex, other.sex} == {"f", "m"}:
        yield Sign.OTHER_SEX
    if one.age_band and other.age_band and abs(int(one.age_band[:2]) - int(other.age_band[:2])) > 10:
        yield Sign.OTHER_AGE


@lru_cache(maxsize=65536)
def _folded(face: Face) -> tuple[str, str]:
    return fold(face.given_name), fold(face.family_name)


@lru_cache(maxsize=65536)
def _sounding(face: Face) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return sounds(face.given_name), sounds(face.family_name)


def _one_letter_apart(mine: tuple[str, ...], yours: tuple[str, ...]) -> bool:
    if len(mine) != len(yours):
        return False
    different = [pair for pair in zip(mine, yours, strict=True) if pair[0] != pair[1]]
    if len(different) != 1:
        return False
    one, other = different[0]
    return min(len(one), len(other)) >= LONG_WORD and bool(_without_one(one) & _without_one(other))


@lru_cache(maxsize=65536)
def _without_one(word: str) -> frozenset[str]:
    """The word, and the word without each of its letters: two words share one when they are a letter apart."""
    return frozenset({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})


class Crowd:
    """Many people, in which those like a newcomer are found without comparing everybody with everybody."""

    def __init__(self, faces: Iterable[Face] = ()) -> None:
        self._by_key: defaultdict[str, list[Face]] = defaultdict(list)
        for face in faces:
            self.add(face)

    def add(self, face: Face) -> None:
        for key in _keys(face):
            self._by_key[key].append(face)

    def like(self, newcomer: Face) -> list[Likeness]:
        """Who may be the same person, the likeliest first."""
        seen = {face.key: face for key in _keys(newcomer) for face in self._by_key.get(key, ())}
        seen.pop(newcomer.key, None)
        found = [compare(newcomer, face) for face in seen.values()]
        worth = [likeness for likeness in found if likeness.is_worth_a_look]
        return sorted(worth, key=lambda likeness: (-likeness.points, str(likeness.other.key)))


def _keys(face: Face) -> set[str]:
    """Two people who may be one share a key: two words of the name, one of them with up to a letter missing.

    Or the name without its spaces, or the address, or the first name and the place of work.
    """
    words = {word for part in _sounding(face) for word in part}
    keys = {f"{one} {short}" for one, other in permutations(words, 2) for short in _shortened(other)}
    if len(words) == 1:
        keys |= words
    given, family = map(_in_one, _sounding(face))
    keys.add(f"{given}|{family}")
    if face.came:
        keys |= {f"{given}#{site}" for site in face.sites}
    if face.email:
        keys.add(f"@{face.email.casefold()}")
    return keys


def _shortened(word: str) -> frozenset[str]:
    return _without_one(word) if len(word) >= LONG_WORD else frozenset({word})
