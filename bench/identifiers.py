"""The identifier check on sentences with marks, by language, and for English beside Microsoft Presidio.

A name, or anything else, is found when every letter and digit of it is marked, by whatever kind. A clean sentence in
which anything is marked is a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from bench import presidio, tables
from peercircle.identifiers.finding import find

SENTENCES = Path(__file__).parent / "sentences"
LANGUAGES = {"sq": "Albanian", "sr-latn": "Serbian, Latin", "sr": "Serbian, Cyrillic", "en": "English", "de": "German"}
MARK = re.compile(r"\[\[(\w+):(.*?)\]\]")
Span = tuple[int, int]
Check = Callable[[str], Iterable[Span]]


@dataclass(frozen=True)
class Sentence:
    text: str
    marks: list[tuple[int, int, str]]
    held_out: bool


@dataclass
class Score:
    names: list[bool] = field(default_factory=list)
    others: list[bool] = field(default_factory=list)
    alarms: list[bool] = field(default_factory=list)


def sentences(language: str) -> list[Sentence]:
    told, held_out = [], False
    for line in (SENTENCES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            held_out = "held out" in line
        elif line and not line.startswith("#"):
            told.append(read(line, held_out))
    return told


def read(line: str, held_out: bool) -> Sentence:
    text, marks, last = "", [], 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        marks.append((len(text), len(text) + len(mark[2]), mark[1]))
        text, last = text + mark[2], mark.end()
    return Sentence(text + line[last:], marks, held_out)


def score(told: Iterable[Sentence], check: Check) -> Score:
    result = Score()
    for sentence in told:
        marked = {place for start, end in check(sentence.text) for place in range(start, end)}
        if not sentence.marks:
            result.alarms.append(bool(marked))
        for start, end, kind in sentence.marks:
            whole = all(place in marked for place in range(start, end) if sentence.text[place].isalnum())
            (result.names if kind == "name" else result.others).append(whole)
    return result


def ours(language: str) -> Check:
    return lambda text: [(found.start, found.end) for found in find(text, language)]


def milliseconds(told: list[Sentence], check: Check) -> float:
    """For 2,000 characters of what people write, once everything is loaded: the best of 20 times."""
    text = " ".join(sentence.text for sentence in told)[:2000]
    times = []
    for _ in range(20):
        begun = perf_counter()
        list(check(text))
        times.append((perf_counter() - begun) * 1000)
    return min(times)


def row(title: str, told: list[Sentence], check: Check) -> list[object]:
    parts: list[object] = [title, len(told)]
    for held_out in (False, True):
        result = score([sentence for sentence in told if sentence.held_out == held_out], check)
        parts += [f"{sum(part)}/{len(part)}" for part in (result.names, result.others, result.alarms)]
    return [*parts, *share(score(told, check)), milliseconds(told, check)]


def share(result: Score) -> list[str]:
    return [f"{sum(part) / len(part):.1%}" for part in (result.names, result.others, result.alarms)]


def main() -> None:
    rows = [row(name, sentences(code), ours(code)) for code, name in LANGUAGES.items()]
    rows += [row(name, sentences("en"), check) for name, check in presidio.checks().items()]
    head = ["Identifiers", "sentences", "names found", "others", "false alarms", "held out: names", "others"]
    head += ["false alarms", "all: names", "others", "false alarms", "ms for 2,000 letters"]
    tables.show("What could identify a child", head, rows)


if __name__ == "__main__":
    main()
