"""What is found in a text, and what is not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peercircle.identifiers.finding import find
from peercircle.identifiers.reading import FILES


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [(one.text, one.kind) for one in find(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("sq", "Fola me {} dje.", "Arbenin"),
        ("sq", "Nëna e {} qau.", "Besartës"),
        ("sq", "{} nuk flet.", "Arbenit"),
        ("sr-latn", "Razgovarala sam sa {} juče.", "Jelenom"),
        ("sr-latn", "{} sveska je prazna.", "Markova"),
        ("sr-latn", "{} majka viče.", "Milicina"),
        ("sr-latn", "Zamolila sam {} da dođe.", "Petra Petrovića"),
        ("sr-latn", "Pitala sam {} sta mu je.", "Djordja"),
        ("sr", "Мајка од {} је плакала.", "Јелене"),
        ("sr", "{} не долази.", "Љиљана"),
        ("en", "I talked to {} about it.", "Arben Krasniqi"),
        ("en", "{}'s father shouts.", "Emma"),
        ("de", "{} Mutter weint.", "Leonoras"),
        ("de", "Mit {} rede ich nicht.", "Drilon Krasniqi"),
        ("de", "Ich bat Frau {} um Rat.", "Berg"),
    ],
)
def test_names_are_found_in_the_forms_that_sentences_give_them(language, text, name):
    assert found(text.format(name), language) == [(name, "name")]


@pytest.mark.parametrize(
    ("language", "word", "person"),
    [
        ("sq", "Besa është e rëndësishme.", "Besa nuk vjen në shkollë."),
        ("sq", "Drita në klasë është e dobët.", "Drita qan shpesh."),
        ("sr-latn", "Nada umire poslednja.", "Nada plače svaki dan."),
        ("sr", "Зора је сванула.", "Зора не долази у школу."),
        ("en", "Hope is not a plan.", "Hope cries every day."),
        ("de", "Rose und Tulpe blühen.", "Rose weint jeden Tag."),
    ],
)
def test_a_word_that_is_also_a_name_is_judged_by_what_follows(language, word, person):
    assert found(word, language) == []
    assert found(person, language) == [(person.split()[0], "name")]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("sq", "fola me nanen e fjolles dje", ["fjolles"]),
        ("sr-latn", "bila sam kod marije kuci", ["marije"]),
        ("sr", "звала ме сањина баба", ["сањина"]),
        ("en", "went to luka's house", ["luka"]),
        ("en", "mr saunders opens the door", ["saunders"]),
        ("de", "max und enis haben sich geprügelt", ["max", "enis"]),
        ("en", "max and enis had a fight", ["max", "enis"]),
    ],
)
def test_names_in_small_letters_are_told_by_what_stands_around_them(language, text, names):
    assert found(text, language) == [(name, "name") for name in names]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("sq", "“Qëndrim, ulu!” i thashë.", "Qëndrim"),
        ("sr-latn", "„Nado, sedi!“ rekla sam.", "Nado"),
        ("sr-latn", "Luka Marjanović kasni.", "Luka Marjanović"),
        ("sr-latn", "Ksenija S. je poslala pismo.", "Ksenija"),
        ("sr-latn", "Marta ne jede.", "Marta"),
        ("sr-latn", "Tara iz 6b ne govori.", "Tara"),
        ("en", "Grace's little sister is here.", "Grace"),
    ],
)
def test_a_sentence_that_begins_with_a_name(language, text, name):
    assert found(text, language)[0] == (name, "name")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sr-latn", "😀 Dobar dan svima."),
        ("en", "I asked a colleague. The boy was calm."),
        ("sr-latn", "Miran je samo dok crta."),
        ("sr-latn", "Logoped dolazi jednom nedeljno."),
        ("sq", "Më 10 tetor është Dita e Shëndetit Mendor."),
        ("de", "Junge Leute haben keinen Ort."),
        ("en", "Nobody wants to be last: 5-6 of them left."),
        ("sr", "Кад вичем, он ћути, а она седи и јеца."),
    ],
)
def test_what_only_looks_like_a_name_is_left_alone(language, text):
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "kind", "words"),
    [
        ("sq", "Erdhi nga SHFMU “Emin Duraku” dje.", "school", "SHFMU “Emin Duraku”"),
        ("sr", "Дошла је из ОШ „Свети Сава“ јуче.", "school", "ОШ „Свети Сава“"),
        ("sr-latn", "izbacili su ga iz os sveti sava", "school", "os sveti sava"),
        ("en", "He left St Mary's primary in May.", "school", "St Mary's primary"),
        ("sq", "Në klasën e shtatë dy nuk rri.", "class", "shtatë dy"),
        ("sr-latn", "U sedmom dva ga svi izbegavaju.", "class", "sedmom dva"),
        ("de", "Sie ist in der 1/2.", "class", "1/2"),
        ("en", "In 9-3 nobody speaks.", "class", "9-3"),
        ("sq", "Rri te Rr. Nëna Terezë 23/4 tash.", "address", "Rr. Nëna Terezë 23/4"),
        ("sr-latn", "Živi u Ul. cara Dušana br. 8/4 sad.", "address", "Ul. cara Dušana br. 8/4"),
        ("de", "Er wohnt Am Markt 3.", "address", "Am Markt 3"),
        ("en", "The doctor wrote F84.0 there.", "diagnosis", "F84.0"),
        ("sr-latn", "Puni 13 godina 21. februara.", "birth_date", "21. februara"),
        ("en", "born 2012-09-30", "birth_date", "2012-09-30"),
        ("sr-latn", "Oni su Jehovini svedoci.", "origin", "Jehovini svedoci"),
    ],
)
def test_shapes_that_one_language_has(language, text, kind, words):
    assert found(text, language) == [(words, kind)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Only A. K. comes late.", "initials", "A. K."),
        ("We ask about L.M. again.", "initials", "L.M."),
        ("It is bad in 7/2 today.", "class", "7/2"),
        ("It is bad in VII-3 today.", "class", "VII-3"),
        ("It is bad in 7b today.", "class", "7b"),
        ("Born on 12.03.2012, the second child.", "birth_date", "12.03.2012"),
        ("It was on 3 March in front of the shop.", "date_and_place", "3 March"),
        ("Call +383 44 123 456 today.", "phone", "+383 44 123 456"),
        ("Call 044 123 456 today.", "phone", "044 123 456"),
        ("Write to a.b@example.org today.", "email", "a.b@example.org"),
        ("He is @dark_wolf there.", "handle", "@dark_wolf"),
        ("He is @dark.wolf there.", "handle", "@dark.wolf"),
        ("They live at 12 Oak Street now.", "address", "12 Oak Street"),
        ("The number is 1234567890 there.", "id_number", "1234567890"),
        ("He came from Oak Hill School in May.", "school", "Oak Hill School"),
        ("He is Muslim and fasts.", "origin", "Muslim"),
        ("She has epilepsy since then.", "diagnosis", "epilepsy"),
    ],
)
def test_each_kind_is_found(text, kind, words):
    assert found(text, "en") == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Call 112 or 192, or 0800 1111 2.",
        "Half, 1/2, and 3/4 of them.",
        "He got 7/10 and worked 24/7.",
        "We meet on 3 November at 14:00.",
        "The Albanian language test was hard, the English lesson too.",
        "The Ministry of Education, the Centre for Social Work and UNICEF wrote to us.",
        "Vitamin C. Plan B. Nothing else.",
        "On Monday I asked again, in Prishtina.",
        "WhatsApp, YouTube and the World Café.",
    ],
)
def test_what_points_at_nobody_is_left_alone(text):
    assert found(text, "en") == []


@pytest.mark.parametrize(
    "written",
    [
        "Tijanu",
        unicodedata.normalize("NFD", "Đurđicu"),
        "Ti\u00adja\u200bnu",
        "Тијану",
        "Ђурђицу",
    ],
)
def test_the_place_is_told_in_the_text_as_it_was_written(written):
    text = f"😀 Videla sam „{written}“ juče."

    assert [text[one.start : one.end] for one in find(text, "sr")] == [written]


@pytest.mark.parametrize("language", FILES)
@settings(max_examples=150)
@given(text=st.text(max_size=200))
def test_any_text_is_answered_in_order_and_without_overlaps(language, text):
    marks = find(text, language)

    places = [place for one in marks for place in (one.start, one.end)]
    assert places == sorted(places)
    assert [one.text for one in marks] == [text[one.start : one.end] for one in marks]
    assert all(one.text for one in marks)


@pytest.mark.parametrize("language", FILES)
@pytest.mark.parametrize(
    "piece", ["a", "1", "1.", "A.", "7/", "@", "0 44 ", "Aa ", "aa.aa@", "rruga Aa ", '"', " ", "12.3. "]
)
def test_a_long_text_of_one_kind_takes_no_longer_for_each_letter(language, piece):
    """A rule that looks back again and again would need minutes here."""
    assert len(find(piece * (20_000 // len(piece)), language)) < 20_000
