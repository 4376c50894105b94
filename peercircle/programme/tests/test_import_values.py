"""What a cell says, in the ways in which people say it."""

import datetime as dt

import pytest

from peercircle.programme.imports import values
from peercircle.programme.imports.troubles import OF_CELL, REMARKS
from peercircle.programme.imports.values import Wrong

THE_DAY = dt.date(2026, 3, 12)


def wrong(how, cell):
    with pytest.raises(Wrong) as answer:
        how(cell)
    assert answer.value.code in OF_CELL | REMARKS
    return answer.value.code


@pytest.mark.parametrize(
    "cell",
    [
        THE_DAY,
        dt.datetime.fromisoformat("2026-03-12T14:30"),
        46093,
        46093.6,
        "2026-03-12",
        "2026-03-12T14:30:00.000+01:00",
        "2026/3/12",
        "12.03.2026",
        "12.3.2026.",
        "12. 3. 2026.",
        "12/03/2026",
        "12-3-26",
        "12 March 2026",
        "March 12, 2026",
        "12 Mars 2026",
        "12. mart 2026.",
        "12. март 2026",
        "12.März 2026",
        " 12 mar. 2026 ",
        "12 marsit 2026",
        "12. marta 2026. godine",
        "12. марта 2026. г.",
        "12-Mar-2026",
        "12-mar-26",
        "12.III.2026",
        "12.mar.2026",
        "12 03 2026",
        "20260312",
        "2026. 03. 12.",
        "46093",
        "46093.6",
        "12.3.2026 14:30",
        "12/3/2026 14:30:00",
        "e enjte, 12 mars 2026",
        "četvrtak, 12. marta 2026.",
        "Donnerstag, den 12. März 2026",
        "четвртак 12.3.2026.",
        "12th March 2026",
        "March 12th, 2026",
        "12. 3. '26",
    ],
)
def test_one_day_in_many_writings(cell):
    assert values.day(cell) == THE_DAY


NO_DAYS = ["", "soon", "31.2.2026", "12.3.2026 or later", "3 days 2026", "123", "99999999", "1412 mars 2026", "²"]


@pytest.mark.parametrize("cell", [*NO_DAYS, "12.13.2026", "12 Foo 2026", "1.1.1899", 0, -5, 10**9, True])
def test_what_is_no_day(cell):
    assert wrong(values.day, cell) == "no-day"


@pytest.mark.parametrize(("cell", "number"), [(4, 4), (4.0, 4), ("4", 4), ("4,0", 4), (" 0 ", 0), ("5000", 5000)])
def test_people_are_counted_in_whole_numbers(cell, number):
    assert values.count(cell) == number


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (-3, "negative"),
        ("-3", "negative"),
        ("−3", "negative"),
        ("- 3", "negative"),
        (-2.5, "negative"),
        (2.5, "no-number"),
        ("about 5", "no-number"),
        ("²", "no-number"),
        (5001, "too-many-guests"),
        ("9" * 40, "no-number"),
    ],
)
def test_what_is_no_number_of_people(cell, code):
    assert wrong(values.count, cell) == code


@pytest.mark.parametrize(
    "cell", ["14:00", "14.00", "14:00:00", dt.time(14), dt.datetime.fromisoformat("2026-03-12T14:00")]
)
def test_a_time(cell):
    assert values.time(cell) == dt.time(14)


@pytest.mark.parametrize(
    "cell", ["2:30 PM", "02:30:00 p.m.", "14:30h", 0.6041666666666666, "0,604166667", "14:30-16:00"]
)
def test_half_past_two_in_the_afternoon(cell):
    assert values.time(cell) == dt.time(14, 30)


def test_midnight_in_english():
    assert (values.time("12:15 am"), values.time("12:15 PM")) == (dt.time(0, 15), dt.time(12, 15))


@pytest.mark.parametrize("cell", ["24:00", "noon", "14:75", "99:99", 14])
def test_what_is_no_time(cell):
    assert wrong(values.time, cell) == "no-time"


@pytest.mark.parametrize("cell", [90, 90.0, "90", "90 min", "90 min.", "90 minuta", "1:30", dt.time(1, 30)])
def test_the_length_of_a_session(cell):
    assert values.minutes(cell) == 90


@pytest.mark.parametrize("cell", ["9", 721, "long", "", "-90"])
def test_what_is_no_length(cell):
    assert wrong(values.minutes, cell) == "no-minutes"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("teacher TEACHER mësuese mësimdhënës nastavnik наставница Учитељица Lehrerin Lehrkraft", "teacher"),
        ("psychologist psikolog psiholog Психолог Psychologin", "psychologist"),
        ("pedagogue pedagoge Pedagog педагог Pädagogin", "pedagogue"),
        ("director drejtor drejtoreshë direktorka директор Schulleiter", "director"),
        ("tutor tutore", "tutor"),
        ("other tjetër drugo друго anderes", "other"),
    ],
)
def test_professions_in_both_forms_and_all_languages(words, value):
    assert {values.profession(word) for word in words.split()} == {value}


@pytest.mark.parametrize(
    ("words", "value"),
    [("f F female femër Ž ж žensko женски w weiblich", "f"), ("m M male mashkull М muški мушко männlich", "m")],
)
def test_sex_in_all_languages(words, value):
    assert {values.sex(word) for word in words.split()} == {value}


@pytest.mark.parametrize(
    ("cell", "band"),
    [
        (18, "18-24"),
        (24.0, "18-24"),
        ("37", "35-44"),
        ("35-44", "35-44"),
        ("35 – 44", "35-44"),
        ("65+", "65+"),
        ("65plus", "65+"),
        (80, "65+"),
        ("36-40", "35-44"),
    ],
)
def test_an_age_is_kept_as_a_band(cell, band):
    assert values.age_band(cell) == band


@pytest.mark.parametrize(
    ("cell", "code"), [(17, "pupil"), ("9", "pupil"), ("old", "no-age"), ("30-50", "no-age"), (250, "no-age")]
)
def test_what_is_no_age_of_ours(cell, code):
    assert wrong(values.age_band, cell) == code


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("coaching, Coaching, trajnim në vend, koučing, коучинг, obuka", "coaching"),
        ("supervision, supervizion, супервизија, Fallbesprechung", "supervision"),
        ("group development, zhvillimi i grupit, развој групе, Gruppenentwicklung", "development"),
        ("observation and prioritisation, vëzhgim, posmatranje, Beobachtung", "observation"),
        ("information meeting, takim informues, информативни састанак, Informationstreffen", "information"),
    ],
)
def test_kinds_of_session_in_all_languages(words, value):
    assert {values.kind(word.strip()) for word in words.split(",")} == {value}


@pytest.mark.parametrize("how", [values.profession, values.sex, values.kind])
def test_other_words_are_told(how):
    assert wrong(how, "xyz") == f"no-{how.__name__}"
