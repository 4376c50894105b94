"""Every sentence reaches the translators, and Serbian in Latin is spelled as people spell it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest

from peercircle.kit.serbian import CYRILLIC, in_latin

HOUSE = Path(__file__).resolve().parent.parent / "peercircle"
TEMPLATES = [file for file in sorted(HOUSE.rglob("templates/**/*")) if file.suffix in {".html", ".txt"}]
# Names, the same in every language.
NAMES = {"PeerCircle", "PIN"}
# What a reader sees or hears of a tag's attributes.
SPOKEN = r'\b(?:aria-label|aria-description|alt|placeholder|title|label)="([^"]*)"'


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Љубав, њен џем", "Ljubav, njen džem"),
        ("ПОВЕРЉИВО: остаје међу члановима", "POVERLJIVO: ostaje među članovima"),
        ("ЊЕГА и ЏЕМ", "NJEGA i DŽEM"),
        ("PIN за %(name)s, 2 МИН", "PIN za %(name)s, 2 MIN"),
        ("Њ", "Nj"),
    ],
)
def test_serbian_in_latin(cyrillic, latin):
    assert in_latin(cyrillic) == latin


def serbian() -> Iterator[str]:
    """Every Serbian sentence, without its placeholders and tags."""
    for entry in polib.pofile(str(HOUSE / "locale" / "sr" / "LC_MESSAGES" / "django.po")):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            yield re.sub(r"%\(\w+\)[sd]|\{\w*\}|<[^>]*>", "", text)


def test_a_serbian_word_is_written_in_one_alphabet():
    """A Latin letter that looks like a Cyrillic one is found by no search."""
    own = set(CYRILLIC + CYRILLIC.upper())
    words = {word for text in serbian() for word in re.findall(r"[^\W\d_]+", text)}
    assert sorted(word for word in words if own & set(word) and not own.issuperset(word)) == []


def test_serbian_quotes_close_as_they_do_in_serbian():
    wrong = [text for text in serbian() if re.search('[“"]', text) or text.count("„") != text.count("”")]
    assert wrong == []


def words(template: str) -> Iterator[str]:
    """What stands in a template outside of translate and blocktranslate."""
    text = re.sub(
        r"\{#.*?#\}|\{% blocktranslate.*?endblocktranslate %\}|\{%.*?%\}|\{\{.*?\}\}", "", template, flags=re.S
    )
    yield from re.findall(SPOKEN, text)
    yield from re.sub(r'<script.*?</script>|<[^>]*>|[\w-]+="[^"]*"', "\n", text, flags=re.S).splitlines()


def test_templates_say_nothing_untranslated():
    said = {(file.name, text.strip()) for file in TEMPLATES for text in words(file.read_text(encoding="utf-8"))}
    assert sorted((name, text) for name, text in said if re.search("[A-Za-z]{2}", text) and text not in NAMES) == []


def found(kind: type) -> Iterator[tuple[Path, Any]]:
    """Every import, or every call, in the house's code."""
    for file in sorted(HOUSE.rglob("*.py")):
        if "tests" not in file.parts:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            yield from ((file.relative_to(HOUSE), node) for node in ast.walk(tree) if isinstance(node, kind))


def test_code_calls_gettext_by_names_that_makemessages_knows():
    """Under another name a sentence is shown, but never collected."""
    renamed = [
        f"{file}: {name.name} as {name.asname}"
        for file, node in found(ast.ImportFrom)
        if node.module == "django.utils.translation"
        for name in node.names
        if name.asname not in (None, "_")
    ]
    assert renamed == []


def test_refusals_and_forms_say_nothing_untranslated():
    bare = [
        f"{file}:{node.lineno}"
        for file, node in found(ast.Call)
        for said in spoken(file, node)
        if isinstance(said, ast.JoinedStr) or (isinstance(said, ast.Constant) and said.value)
    ]
    assert bare == []


def spoken(file: Path, call: ast.Call) -> list[ast.expr]:
    """What a person reads of a refusal's or a field's arguments; a model's help is for its programmers."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in {"Refused", "ValidationError"}:
        return call.args[:1]
    if "forms" in str(file):
        return [word.value for word in call.keywords if word.arg in {"label", "help_text", "empty_label"}]
    return []


def albanian() -> Iterator[tuple[str, str]]:
    """Every English sentence with its Albanian one."""
    for entry in polib.pofile(str(HOUSE / "locale/sq/LC_MESSAGES/django.po")):
        said = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        yield from ((entry.msgid, sentence) for sentence in said)


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("facilitator", "lehtësues"),
        ("scribe", "procesmbajtës"),
        ("case consultation", "konsultim"),
        ("key question", "kyçe"),
        ("charter", "marrëveshj"),
        ("session", "seanc"),
        ("visit", "vizit"),
        ("municipal", "komun"),
        ("access card", "kartel"),
        ("passkey", "çelës"),
        ("sign out", "çkyç"),
        ("file", "skedar"),
    ],
)
def test_albanian_has_one_word_for_one_thing(english, expected):
    """As `docs/words.md` has it, so that nobody wonders whether two words are two things."""
    said = [sentence for msgid, sentence in albanian() if re.search(rf"\b{english}", msgid, re.I)]
    assert said != []
    assert [sentence for sentence in said if expected not in sentence.lower()] == []


@pytest.mark.parametrize(
    "other",
    [
        "[«»„]",
        r"\b[st]'\w",
        r"\b[Jj]u lutemi\b",
        r"\b[Tt]hua(je)?ni\b",
        r"\bbosh\b",
        r"\b[Zz]gjidh\b|\b[Rr]uaj\b(?! si PDF)",
    ],
    ids=["quotes", "apostrophe", "please", "say it", "empty", "polite"],
)
def test_albanian_is_written_one_way(other):
    assert [sentence for _, sentence in albanian() if re.search(other, sentence)] == []
