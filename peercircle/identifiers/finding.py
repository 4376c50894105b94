"""The check itself: a text goes in, what could tell who somebody is comes out. Nothing is kept."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from . import names
from .copying import copy
from .reading import Language, Rule, language

AROUND = 80  # letters in which a date and its place stand together


@dataclass(frozen=True)
class Finding:
    """`text` stands at `start` to `end` of the original. `before` is the word that leads to it, in plain letters."""

    start: int
    end: int
    text: str
    kind: str
    before: str


def find(text: str, code: str) -> list[Finding]:
    """What could identify somebody in a text in the language `code`, in the order of the text, nothing twice."""
    spoken = language(code)
    plain = copy(text, spoken.signs)
    found = []
    for start, end, kind in _marks(plain.text, spoken):
        begin, finish = plain.starts[start], plain.ends[end - 1]
        before = re.search(r"([A-Za-z]+)[ :,\"(-]*$", plain.text[max(0, start - 30) : start])
        found.append(Finding(begin, finish, text[begin:finish], kind, before[1].lower() if before else ""))
    return found


def _marks(text: str, spoken: Language) -> list[tuple[int, int, str]]:
    taken: list[tuple[int, int, str]] = []
    for rule in spoken.rules:
        for start, end in _spans(text, rule):
            _take(taken, start, end, rule.kind)
    for start, end in names.spans(text, spoken.words):
        _take(taken, start, end, "name")
    return taken


def _spans(text: str, rule: Rule) -> Iterator[tuple[int, int]]:
    for found in rule.match.finditer(text):
        start, end = found.span(1 if rule.match.groups and found[1] is not None else 0)
        window = text[max(0, start - AROUND) : end + AROUND]
        if rule.near and not rule.near.search(window):
            continue
        if rule.not_after and rule.not_after.search(text[max(0, start - 30) : start]):
            continue
        yield start, end


def _take(taken: list[tuple[int, int, str]], start: int, end: int, kind: str) -> None:
    """Keeps the marks in order; what overlaps one that is there already is left out."""
    place = bisect(taken, (start, end, kind))
    if end > start and (not place or taken[place - 1][1] <= start) and (place == len(taken) or end <= taken[place][0]):
        taken.insert(place, (start, end, kind))
