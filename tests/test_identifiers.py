"""The identifier check on sentences that were marked by hand (bench/sentences), on the server and in a real browser."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from time import process_time

import polib
import pytest

from bench.identifiers import LANGUAGES, Sentence, ours, score, sentences
from peercircle.identifiers.finding import find
from peercircle.identifiers.reading import FILES

HOUSE = Path(__file__).resolve().parent.parent / "peercircle"
CHECK = """async ([file, texts]) => {
  const read = async (name) => (await fetch(`/static/identifiers/${name}.json`)).json();
  const { checker } = await import("/static/js/identifiers.js");
  const check = checker(await read("all"), await read(file));
  const letters = (text, end) => [...text.slice(0, end)].length;
  const told = (text) => check(text).map(({ start, end, kind }) => [letters(text, start), letters(text, end), kind]);
  return texts.map(told);
}"""
ODD = [
    "",
    " ",
    "😀 Arben 😀",
    "A\u0308rben",
    "Je\u00adlena",
    "\n\nArben\n",
    "Liam\r\nLiam",
    "7/2\n",
    "Klasa e shtatë dy. Klasse 7b, grade VII-2",
    "„Nado, sedi!“ max und Enis, mr saunders\r\n😀 Dobar dan",
    "Fola me Fjolle\u0308s dhe \0Arbenin\0",
    "a" * 500,
    "ЉИЉАНА",
    "İrem ıssız ſ K",
]

told = cache(sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_sentences_and_half_of_them_clean(language):
    clean = [sentence for sentence in told(language) if not sentence.marks]
    held_out = [sentence for sentence in told(language) if sentence.held_out]

    assert len({sentence.text for sentence in told(language)}) == len(told(language)) >= 600
    assert len(clean) >= 300
    assert len(held_out) >= 130


@pytest.mark.parametrize("held_out", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_should_be_found_is_found_and_clean_sentences_stay_clean(language, held_out):
    part = [sentence for sentence in told(language) if sentence.held_out == held_out]
    result = score(part, ours(language))

    assert sum(result.names) >= 0.95 * len(result.names)
    assert sum(result.others) >= 0.98 * len(result.others)
    assert sum(result.alarms) <= 0.10 * len(result.alarms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mark_says_what_it_is(language):
    """Right words under a wrong kind would be told a wrong reason."""
    kinds = [right_kind(sentence, mark, language) for sentence in told(language) for mark in sentence.marks]

    assert sum(kinds) >= 0.93 * len(kinds)


def right_kind(sentence: Sentence, mark: tuple[int, int, str], language: str) -> bool:
    start, end, kind = mark
    return any(one.kind == kind and one.start < end and start < one.end for one in find(sentence.text, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_pages_name_hardly_anybody(language):
    """Hundreds of texts that nobody wrote for this check."""
    folder = {"sr-latn": "sr_Latn", "en": "de"}.get(language, language)
    texts = polib.pofile(str(HOUSE / "locale" / folder / "LC_MESSAGES" / "django.po"))
    written = [entry.msgid if language == "en" else entry.msgstr for entry in texts]
    long = [text for text in written if len(text) > 35 and "<" not in text]

    assert len(long) > 500
    assert sum(bool(find(text, language)) for text in long) <= 0.05 * len(long)


@pytest.mark.parametrize("language", LANGUAGES)
def test_2000_letters_take_less_than_20_ms(language):
    text = " ".join(sentence.text for sentence in told(language))[:2000]
    find(text, language)
    times = []
    for _ in range(10):
        begun = process_time()
        find(text, language)
        times.append(process_time() - begun)

    assert min(times) < 0.020


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phone_finds_the_same(language, phone):
    texts = [sentence.text for sentence in told(language)] + ODD
    texts.append(" ".join(texts))
    page = phone()
    page.goto("/sign-in/")

    there = page.evaluate(CHECK, [FILES[language], texts])

    here = [[[one.start, one.end, one.kind] for one in find(text, language)] for text in texts]
    assert json.loads(json.dumps(there)) == here
