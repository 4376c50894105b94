"""A form with a checked text: it asks once, and takes "keep it" for an answer."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from peercircle.identifiers.fields import QUESTION, CheckedLine, CheckedText
from peercircle.identifiers.tongue import tongue

TEXT = "Since May Liam shouts in 7/2."


class Form(forms.Form):
    text = CheckedText(label="What is hard?", max_length=200)
    line = CheckedLine(label="In one line", required=False)


def filled(**fields: str) -> Form:
    data = QueryDict(mutable=True)
    data.update(fields)
    return Form(data)


def test_it_asks_and_gives_back_what_was_written():
    form = filled(text=TEXT)

    assert form.errors == {"text": [QUESTION]}
    html = str(form)
    assert TEXT in html
    assert "<b>Liam</b>" in html
    assert "<b>7/2</b>" in html
    assert "in year 7" in html
    assert 'class="errorlist"' not in html  # a question is no mistake


def test_what_is_kept_is_taken():
    form = filled(**{"text": TEXT, "text-keep": "2", "line": "one\n two"})

    assert form.is_valid()
    assert form.cleaned_data == {"text": TEXT, "line": "one two"}


@pytest.mark.parametrize("kept", ["1", "", "x", "-1", "9" * 400])
def test_one_more_word_is_asked_anew(kept):
    assert filled(**{"text": TEXT, "text-keep": kept}).errors == {"text": [QUESTION]}


def test_a_clean_text_is_not_asked():
    form = filled(text="A pupil in year 7 shouts.")

    assert form.is_valid()
    assert "<ul></ul>" in str(form)


def test_whatever_else_is_wrong_is_said_first():
    form = filled(text=TEXT * 20)

    assert form.errors["text"] != [QUESTION]
    assert 'class="errorlist"' in str(form)


def test_two_forms_do_not_share_their_marks():
    assert filled(text=TEXT).errors
    assert "<b>Liam</b>" not in str(Form())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_read_as_the_phone_reads_them(end):
    assert filled(text=f"It was loud.{end}Then it rained.").is_valid()


@pytest.mark.parametrize(
    ("page", "text", "language"),
    [
        ("sr", "Nxënësi nuk flet dhe nuk di pse.", "sq"),
        ("sq", "Učenik ne govori, a ja ne znam kako da mu pomognem.", "sr"),
        ("sq", "Јелена плаче.", "sr"),
        ("sq", "He does not talk and I do not know why.", "en"),
        ("en", "Er spricht nicht und ich weiß nicht, warum.", "de"),
        ("sr-latn", "", "sr"),
        ("de", "Hm.", "de"),
        ("fr", "Hm.", "en"),
    ],
)
def test_the_language_is_that_of_the_text(page, text, language):
    assert tongue(text, page) == language


def test_an_albanian_text_is_read_as_albanian_on_a_serbian_page():
    with translation.override("sr"):
        assert filled(text="Një nxënës nuk flet dhe askush nuk e pyet pse.").is_valid()
        assert filled(text="Arbeni nuk flet dhe askush nuk e pyet pse.").errors
