"""Rules and words, packed into the files that server and phone read; `manage.py pack_identifiers` writes them."""

from __future__ import annotations

import base64
import json
import re
import tomllib
from pathlib import Path
from typing import Any

from peercircle.kit.serbian import in_latin

from .copying import copy
from .sieve import Sieve, woven

ROOM = Path(__file__).parent
PACKED = ROOM / "static" / "identifiers"
LANGUAGES = ["sq", "sr", "en", "de"]
# Earlier kinds take their words first: the name of a school is not also the name of a person.
KINDS = [
    "email", "handle", "school", "address", "id_number", "phone", "birth_date", "date_and_place", "class", "diagnosis",
    "origin", "initials", "name",
]  # fmt: skip
# Bits for each word, and holes: of strange words a sieve takes 2 in 10,000 for names, 2 in 100 for common ones.
NAMES, COMMON, BOTH = (18, 10), (8.5, 6), (10, 7)
SHORT = "dr|prof|mr|mrs|ms|hr|fr|z|znj|gdja|gdj|gdin|nast|ucit"  # titles with a dot
NOTICE = "Made of the rules and word lists in peercircle/identifiers; docs/identifiers.md says whose they are."


def packed() -> dict[str, str]:
    """File names and what stands in them."""
    shared = _rules("all")
    signs = shared["signs"]
    files = {
        "all": {
            "notice": NOTICE,
            "signs": signs,
            "small": {code: words.split() for code, words in shared["small"].items()},
            "names": _sieve(names()),
        }
    }
    for language in LANGUAGES:
        own = _rules(language)
        rules = sorted(map(_ended, own.pop("rule") + shared["rule"]), key=lambda rule: KINDS.index(rule["kind"]))
        titles = _plain(own.pop("titles"), signs)
        files[language] = own | {
            "rules": rules,
            "instead": {reason: in_latin(words) for reason, words in own["instead"].items()},
            "cyrillic": own["instead"] if language == "sr" else None,
            "endings": "^(.{3,}?)(?:" + "|".join(own["endings"].split()) + ")$",
            "leads": _leads(titles, own.pop("links")),
            "free": sorted(_plain(own["free"] + shared["small"][language], signs) | titles),
            "cases": [[ending, instead] for ending, instead in own["cases"].items()],
            "common": _sieve(woven(_words(f"common_{language}", signs), *COMMON)),
            "both": _sieve(woven(_words(f"both_{language}", signs), *BOTH)),
        }
    return {f"{name}.json": json.dumps(file, ensure_ascii=False, indent=0) + "\n" for name, file in files.items()}


def names() -> Sieve:
    signs = _rules("all")["signs"]
    return woven(_words("nam_dict", signs) | _words("given", signs) | _words("families", signs), *NAMES)


def _rules(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOM / "rules" / f"{name}.toml").read_text(encoding="utf-8"))


def _ended(rule: dict[str, Any]) -> dict[str, Any]:
    """Python's $ also stands before a last line break; this end is the same in both."""
    if "not_after" not in rule:
        return rule
    return rule | {"not_after": rule["not_after"].removesuffix("$") + r"(?![\s\S])"}


def _leads(titles: set[str], links: str) -> str:
    """A title, and between it and the name no more than a dash, a small word, or the dot that shortens it."""
    long = rf"(?:{'|'.join(sorted(titles))})(?:-|[ \t]+(?:(?:{links})[ \t]+)?)"
    return rf"(?:^|[^a-z])(?:{long}|(?:{SHORT})\.[ \t]*)(?![\s\S])"


def _words(name: str, signs: dict[str, str]) -> set[str]:
    text = (ROOM / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return _plain(re.sub("(?m)^#.*", "", text), signs)


def _plain(text: str, signs: dict[str, str]) -> set[str]:
    return set(re.findall("[a-z]+", copy(text, signs).text.lower()))


def _sieve(sieve: Sieve) -> dict[str, Any]:
    return {"bits": base64.b64encode(sieve.bits).decode(), "holes": sieve.holes}
