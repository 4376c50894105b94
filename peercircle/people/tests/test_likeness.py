"""Two spellings of one person, and two people of one name."""

import datetime as dt
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peercircle.kit.serbian import in_latin
from peercircle.people.likeness import Came, Crowd, Face, Sign, compare, sounds

NAMES = [
    "Arta Krasniqi",
    "Besa Hoxha",
    "Драган Стојановић",
    "Xhevahire Gjonbalaj",
    "Ljiljana Đorđević",
    "Ylli Çela",
    "Arta Hoxha",
]


def face(name, key=0, **known):
    given_name, _space, family_name = name.partition(" ")
    return Face(key, given_name, family_name, **known)


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("Arta Krasniqi", "arta  KRASNIQI", Sign.SAME_NAME),
        ("Драган Стојановић", "Dragan Stojanović", Sign.SAME_NAME),
        ("Đorđe Perić", "Djordje Peric", Sign.SAME_NAME),
        ("Blertë Çela", "Blerte Cela", Sign.SAME_NAME),
        ("Besa Hoxha", "Besa Hodža", Sign.SAME_SOUND),
        ("Arta Krasniqi", "Арта Краснићи", Sign.SAME_SOUND),
        ("Xheladin Gjakova", "Dželadin Đakova", Sign.SAME_SOUND),
        ("Shpend Zhuri", "Špend Žuri", Sign.SAME_SOUND),
        ("Lulzim Berisha", "Ljulzim Beriša", Sign.SAME_SOUND),
        ("Fatmire Shala", "Фатмире Шаља", Sign.SAME_SOUND),
        ("Ismajl Ismajli", "Ismail Ismaili", Sign.SAME_SOUND),
        ("Ymer Myftari", "Умер Муфтари", Sign.SAME_SOUND),
        ("Hatixhe Sylejmani", "Hatidža Sulejmani", Sign.ONE_LETTER),
        ("Arta Krasniqi", "Krasniqi Arta", Sign.SWAPPED),
        ("Arta Krasniqi", "Arta Krasniqi-Hoxha", Sign.SHARED_NAME),
        ("Arta Krasniqi", "Arta Kransiqi", Sign.ONE_LETTER),
        ("Arta Krasniqi", "Arta Krasnqi", Sign.ONE_LETTER),
        ("Arta Krasniqi", "Arta Krasmiqi", Sign.ONE_LETTER),
        ("Marko Hadži-Popović", "Марко Хаџипоповић", Sign.ONE_WORD),
        ("Shpresa Bajgora Hoxha", "Shpresa Bajgorahoxha", Sign.ONE_WORD),
        ("Arta Krasniqi", "Besa Krasniqi", None),
        ("Ana Kos", "Ana Kot", None),
        ("Arta Krasniqi", "Arta Hoxha", None),
    ],
)
def test_what_two_names_say(one, other, sign):
    assert compare(face(one), face(other)).signs == ((sign,) if sign else ())


def test_every_sign_is_a_sentence_and_the_points_are_their_sum():
    one = face("Arta Krasniqi", email="a@school.example", sites=frozenset({1, 2}), profession="teacher", sex="f")
    other = face("Arta Krasniqi", email="A@school.example", sites=frozenset({2}), profession="teacher", sex="m")

    found = compare(one, other, were_together=True)

    assert [str(sign.sentence) for sign in found.signs] == [
        "The names are the same.",
        "The e-mail address is the same.",
        "Both work at the same place.",
        "The profession is the same.",
        "One is a woman and one is a man.",
        "Both stand on the sheet of the same session.",
    ]
    assert found.points == 60 + 50 + 20 + 5 - 40 - 30


@pytest.mark.parametrize(
    ("given_name", "family_name", "sign"),
    [
        ("Marko M.", "Petrović", Sign.MORE_NAMES),
        ("Mr. Marko", "Petrović", Sign.MORE_NAMES),
        ("Марко Милан", "Петровић", Sign.MORE_NAMES),
        ("Marko", "M. Petrović", Sign.SHARED_NAME),
        ("M.", "Petrović", None),
        ("Petrović", "Marko", Sign.SWAPPED),
    ],
)
def test_an_initial_or_a_title_more(given_name, family_name, sign):
    found = compare(face("Marko Petrović"), Face(1, given_name, family_name))

    assert found.signs == ((sign,) if sign else ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Marija", "Anamarija"),
        ("Ана-Марија", "Anamaria"),
        ("Fatime Zahra", "Fatimezahra"),
        ("Miro Slav", "Мирослав"),
        ("Mira Ana", "Miraana"),
    ],
)
def test_a_given_name_together_or_apart(one, other):
    found = compare(Face(1, one, "Petrović"), Face(2, other, "Петровић"))

    assert found.signs == (Sign.ONE_WORD,)
    assert [like.other for like in Crowd([found.one]).like(found.other)] == [found.one]


def test_half_a_given_name_is_another_name():
    assert compare(Face(1, "Ana Marija", "Petrović"), Face(2, "Anamira", "Petrović")).signs == ()


SPRING, SUMMER, AUTUMN = (dt.date(2026, month, 1) for month in (3, 6, 10))
BEFORE, AFTER = Came(SPRING, SUMMER, 3), Came(AUTUMN, AUTUMN, 2)


def at_school(name, came, **known):
    return face(name, name, came=came, **{"sites": frozenset({1}), "profession": "teacher", "sex": "f"} | known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arta Krasniqi", "Arta Berisha"),
        ("Јелена Стојановић", "Jelena Petrović"),
        ("Fatmire Shala", "Фатмире Гаши"),
        ("Hatixhe Sylejmani", "Hatidže Bytyqi"),
        ("Đurđica Ilić", "Djurdjica Savić"),
        ("Мирјана Јовановић", "Mirjana Kos"),
    ],
)
def test_one_stopped_coming_before_the_other_began(one, other):
    """As after a marriage, when the whole family name is another one."""
    there, back = at_school(one, BEFORE), at_school(other, AFTER)

    (like,) = Crowd([there]).like(back)

    assert like.signs == compare(there, back).signs == (Sign.NEW_NAME, Sign.SAME_SITE, Sign.SAME_PROFESSION)
    assert "perhaps a new family name" in str(like.signs[0].sentence)


@pytest.mark.parametrize(
    ("came", "known"),
    [
        (Came(SPRING, AUTUMN, 5), {}),  # both still come
        (Came(SUMMER, AUTUMN, 4), {}),  # they met on a day
        (None, {}),
        (AFTER, {"sites": frozenset({2})}),
        (AFTER, {"profession": "pedagogue"}),
        (AFTER, {"profession": ""}),
        (AFTER, {"sex": "m"}),
        (AFTER, {"age_band": "55-64"}),
    ],
)
def test_two_colleagues_of_one_given_name_are_two(came, known):
    arta, other = at_school("Arta Krasniqi", BEFORE, age_band="25-34"), at_school("Arta Hoxha", came, **known)

    assert not compare(arta, other).is_worth_a_look
    assert Crowd([arta]).like(other) == []


@pytest.mark.parametrize(("times", "is_proposed"), [((1, 1), False), ((2, 1), False), ((3, 1), True), ((2, 2), True)])
def test_who_came_once_or_twice_may_just_have_missed_the_other(times, is_proposed):
    one = at_school("Arta Krasniqi", Came(SPRING, SUMMER, times[0]))
    other = at_school("Arta Hoxha", Came(AUTUMN, AUTUMN, times[1]))

    assert compare(one, other).is_worth_a_look is is_proposed


def test_two_initials_tell_namesakes_apart():
    assert compare(Face(1, "Marko M.", "Petrović"), Face(2, "Marko J.", "Petrović")).signs == ()


@pytest.mark.parametrize(
    ("known", "is_worth_a_look"),
    [
        ({}, True),
        ({"sex": "m"}, False),
        ({"age_band": "35-44"}, True),
        ({"age_band": "55-64"}, False),
    ],
)
def test_a_name_alone_is_worth_a_look_unless_something_speaks_against_it(known, is_worth_a_look):
    arta = face("Arta Krasniqi", sex="f", age_band="25-34")

    assert compare(arta, face("Arta Krasniqi", **known)).is_worth_a_look is is_worth_a_look


@pytest.mark.parametrize(("sites", "number"), [(frozenset({1}), 1), (frozenset({2}), 0)])
def test_one_letter_is_worth_a_look_at_the_same_school_only(sites, number):
    crowd = Crowd([face("Arta Krasniqi", 1, sites=frozenset({1}))])

    assert len(crowd.like(face("Arta Krasnqi", 2, sites=sites))) == number


def test_somebody_is_not_like_themselves():
    arta = face("Arta Krasniqi", 1)

    assert Crowd([arta]).like(arta) == []


def test_the_likeliest_comes_first():
    crowd = Crowd([face("Besa Hodža", 1), face("Besa Hoxha", 2), face("Hoxha Besa", 3), face("Arta Hoxha", 4)])

    assert [like.other.key for like in crowd.like(face("Besa Hoxha", 9))] == [2, 1, 3]


names = st.sampled_from(NAMES)


@given(names, names, st.booleans())
def test_it_does_not_matter_who_is_asked_first(one, other, were_together):
    there = compare(face(one, 1), face(other, 2), were_together=were_together)
    back = compare(face(other, 2), face(one, 1), were_together=were_together)

    assert there.signs == back.signs


@given(names, st.integers(0, 40), st.sampled_from("aekmz"))
def test_a_crowd_finds_all_that_comparing_would(name, at, letter):
    """The keys lose nobody whom a comparison would find worth a look."""
    typed = face(name[:at] + letter + name[at + 1 :], 1, sites=frozenset({1}))
    known = face(name, 2, sites=frozenset({1}))

    assert bool(Crowd([known]).like(typed)) == compare(typed, known).is_worth_a_look


@given(names, names, st.sampled_from([None, BEFORE, AFTER]), st.sampled_from([None, BEFORE, AFTER]))
def test_a_crowd_finds_new_names_too(one, other, mine, yours):
    there, back = at_school(one, mine), at_school(other, yours)
    there = Face(**{**vars(there), "key": 1})

    assert bool(Crowd([there]).like(back)) == compare(back, there).is_worth_a_look


@settings(max_examples=30)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_a_name(one, other):
    this, that = face(one, 1), face(other, 2)

    assert compare(this, that).signs == compare(that, this).signs
    assert [each.other for each in Crowd([this]).like(that)] in ([], [this])


@given(st.sampled_from([name for name in NAMES if not name.isascii()]))
def test_both_alphabets_sound_the_same(name):
    assert sounds(name) == sounds(in_latin(name)) == sounds(name.upper())


def test_thousands_are_looked_through_fast():
    crowd = Crowd(face(f"Name{number % 700} Familja{number}", number) for number in range(2000))
    begun = perf_counter()

    for number in range(1000):
        crowd.like(face(f"Name{number % 700} Familja{number}", "new"))

    assert perf_counter() - begun < 5
