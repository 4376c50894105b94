"""`manage.py check_identifiers`, as a script would call it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils.translation import override

from peercircle.identifiers.finding import find
from peercircle.identifiers.packing import KINDS
from peercircle.identifiers.saying import sentences, why, year

ROOT = Path(__file__).resolve().parents[3]


def check(*options: str, text: str | bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "manage.py", "check_identifiers", *options]
    told = text if isinstance(text, bytes) else text.encode()
    return subprocess.run(command, cwd=ROOT, input=told, capture_output=True)


def test_a_text_is_answered_as_json():
    done = check("--language", "en", text="Yesterday Liam left 7/2.\n")

    assert done.returncode == 0
    assert json.loads(done.stdout) == [
        {"start": 10, "end": 14, "text": "Liam", "kind": "name", "why": str(why(find("So Liam left", "en")[0]))},
        {
            "start": 20,
            "end": 23,
            "text": "7/2",
            "kind": "class",
            "why": "A class is few children. Write “in year 7” instead.",
        },
    ]


def test_each_line_has_one_answer():
    lines = ["Liam left.", "", '{"text": "It rained.\\nLiam left."}', '{"note": 1}', "{", "Nobody left.\r"]
    done = check("--language", "en", "--jsonl", text="\n".join(lines) + "\n")

    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 2
    assert [[one["start"] for one in answer] if isinstance(answer, list) else answer for answer in answers] == [
        [0],
        [],
        [11],
        {"error": 'A line is a note, or {"text": "a note"}.', "exit": 2},
        {"error": 'A line is a note, or {"text": "a note"}.', "exit": 2},
        [],
    ]


def test_a_line_that_is_not_utf_8_is_answered_and_the_others_are_read():
    done = check("--language", "en", "--jsonl", text=b"Liam left.\nB\xffsa left.\nLiam left.\n")

    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert (done.returncode, done.stderr) == (2, b"")
    assert answers == [answers[0], {"error": "The text is not in UTF-8.", "exit": 2}, answers[0]]
    assert answers[0][0]["text"] == "Liam"


@pytest.mark.parametrize(
    ("options", "text", "sentence"),
    [
        (["--language", "fr"], "x", "Say the language of the text: --language sq, sr, sr-latn, en, de."),
        ([], "x", "Say the language of the text: --language sq, sr, sr-latn, en, de."),
        (["--language", "sq"], b"\xff\xfe", "The text is not in UTF-8."),
    ],
)
def test_wrong_input_is_one_sentence_and_2(options, text, sentence):
    done = check(*options, text=text)

    assert (done.returncode, done.stdout, done.stderr.decode().strip()) == (2, b"", sentence)


@pytest.mark.parametrize(
    ("label", "number"),
    [("7/2", "7"), ("VII-3", "7"), ("10c", "10"), ("ix b", "9"), ("grade VII-2", "7"), ("shtatë dy", "")],
)
def test_a_class_becomes_its_year(label, number):
    assert year(label) == number


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("My colleague Vjosa helps.", "“a colleague”"),
        ("Her mother Vjosa helps.", "“a parent”"),
        ("Today Vjosa helps.", "“a pupil”"),
        ("Today grade 6b left.", "“in year 6”"),
    ],
)
def test_what_to_write_instead_depends_on_who_it_is(text, instead):
    assert instead in why(find(text, "en")[0])


def test_a_class_in_words_keeps_its_year():
    assert "year alone" in why(find("Klasa e shtatë dy nuk rri.", "sq")[0])


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "de"])
def test_the_reason_is_in_the_language_of_the_reader(language):
    texts = "Call 044 123 456, or Liam, in 7/2, a.b@example.org."
    english = [why(one) for one in find(texts, "en")]
    with override(language):
        other = [why(one) for one in find(texts, "en")]

    assert len(english) == 4 < len(KINDS)
    assert not set(english) & set(other)
    assert "7" in other[2]


@pytest.mark.parametrize("language", ["en", "sq", "sr", "sr-latn", "de"])
def test_the_phone_says_why_in_one_sentence(language):
    """In each language a reason is two sentences: why, and what to write."""
    with override(language):
        told = sentences()

    assert set(told) == set(KINDS)
    assert all(
        sentence.endswith(".") and 15 < len(sentence) < 75 for kind, sentence in told.items() if kind != "diagnosis"
    )
