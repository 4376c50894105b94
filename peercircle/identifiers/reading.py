"""What is in the packed files, ready for use."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from .names import Words
from .packing import PACKED
from .sieve import Sieve


@dataclass(frozen=True)
class Rule:
    kind: str
    match: re.Pattern[str]
    near: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


@dataclass(frozen=True)
class Language:
    signs: dict[str, str]
    rules: list[Rule]
    words: Words


# Serbian is one language in two alphabets; the plain copy is in Latin letters anyway.
FILES = {"sq": "sq", "sr": "sr", "sr-latn": "sr", "en": "en", "de": "de"}


@cache
def language(code: str) -> Language:
    shared, own = _load("all"), _load(FILES[code])
    words = Words(
        names=_sieve(shared["names"]),
        common=_sieve(own["common"]),
        both=_sieve(own["both"]),
        families=_pattern(own["families"]),
        acts=_pattern(own["acts"], case=True),
        free=frozenset(own["free"]),
        leads=_pattern(own["leads"]),
        ands=_pattern(rf"^,? (?:{own['ands']}) $"),
        owns=_pattern(own["owns"], case=True),
        cases=[(ending, instead) for ending, instead in own["cases"]],
        endings=_pattern(own["endings"], case=True),
        longest=own["longest"],
        doubts=own["doubts"],
        capitals=own["capitals"],
        nouns=own["nouns"],
    )
    return Language(shared["signs"], [_rule(rule) for rule in own["rules"]], words)


@cache
def small_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in _load("all")["small"].items()}


def _load(name: str) -> dict[str, Any]:
    return json.loads((PACKED / f"{name}.json").read_text(encoding="utf-8"))


def _rule(told: dict[str, Any]) -> Rule:
    return Rule(
        told["kind"],
        _pattern(told["match"], told.get("case", False)),
        _pattern(told["near"]) if "near" in told else None,
        _pattern(told["not_after"]) if "not_after" in told else None,
    )


def _pattern(text: str, case: bool = False) -> re.Pattern[str]:
    """ASCII, so that letters and borders of words are the same for JavaScript."""
    return re.compile(text, re.ASCII if case else re.ASCII | re.IGNORECASE)


def _sieve(told: dict[str, Any]) -> Sieve:
    return Sieve(base64.b64decode(told["bits"]), told["holes"])
