"""The files that server and phone read."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from peercircle.identifiers.packing import KINDS, LANGUAGES, PACKED, ROOM, packed
from peercircle.identifiers.reading import language
from peercircle.identifiers.saying import WHY
from peercircle.identifiers.sieve import woven


def test_the_packed_files_are_those_of_the_rules_and_words():
    """After a change: `manage.py pack_identifiers`."""
    assert {file.name: file.read_text(encoding="utf-8") for file in PACKED.iterdir()} == packed()


def test_lists_stay_small_and_say_whose_they_are():
    for file in (ROOM / "words").glob("*.txt"):
        assert file.stat().st_size < 200_000
        if not file.name.startswith("GFDL"):
            assert re.match("# .*(?:From|chosen from|for PeerCircle)", file.read_text(encoding="utf-8").split("\n")[0])


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_phone_loads_at_most_60_kb(code):
    files = [(PACKED / f"{name}.json").read_bytes() for name in ("all", code)]

    assert sum(len(gzip.compress(file)) for file in files) <= 60_000


@pytest.mark.parametrize("code", LANGUAGES)
def test_rules_mean_the_same_in_both_grammars(code):
    """Python's flags, named groups, \\A, \\Z and letters beyond ASCII are no JavaScript, or another one."""
    for rule in json.loads((PACKED / f"{code}.json").read_text(encoding="utf-8"))["rules"]:
        assert rule["kind"] in KINDS
        for pattern in (rule["match"], rule.get("near", ""), rule.get("not_after", "")):
            assert pattern.isascii()
            assert not re.search(r"\(\?[P#(aiLmsux>]|\\[AZz]|[+*?}]\+", pattern), pattern


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_has_a_rule_and_a_sentence(code):
    kinds = {rule.kind for rule in language(code).rules}

    assert kinds == set(KINDS)
    assert set(WHY) == set(KINDS)


def test_a_sieve_forgets_no_word_and_takes_few_others():
    own = {f"word{number}" for number in range(5_000)}
    sieve = woven(own, 10, 7)

    assert all(word in sieve for word in own)
    assert sum(f"other{number}" in sieve for number in range(5_000)) < 100
