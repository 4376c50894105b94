"""What a file says, whatever its columns are called and however it is laid out."""

import datetime as dt

import pytest
from django.utils import translation

from peercircle.programme.imports.columns import TITLES, field_of
from peercircle.programme.imports.layout import lay_out
from peercircle.programme.imports.reading import Unreadable, read
from peercircle.programme.imports.troubles import OF_CELL, OF_FILE, REMARKS
from peercircle.programme.imports.understanding import understand
from peercircle.programme.models import GuestTally, Session, Topic
from peercircle.programme.tests.files import text, told, troubles, workbook

HEAD = "Day;Kind;Municipality;School;First name;Family name;Sex;Age;Profession;Guests;Women;Men;Begins at;Topics;Place"


def row(**said):
    """A line under HEAD."""
    usual = {"kind": "coaching", "municipality": "Podujevë", "school": "Xheladin Rekaliu", "first_name": "Arta"}
    said = usual | {"family_name": "Krasniqi"} | said
    return ";".join(str(said.get(word.lower().replace(" ", "_"), "")) for word in HEAD.split(";"))


# --- Columns ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "en", "de"])
def test_our_own_headings_are_found_again_in_every_language(language):
    with translation.override(language):
        assert {field: field_of(title) for field, title in TITLES.items()} == {field: field for field in TITLES}


@pytest.mark.parametrize(
    ("headings", "field"),
    [
        (
            "Emri, ime, име, Vorname, First Name, FIRST NAME:, Emri / Ime / First name, attendance/given_name",
            "given_name",
        ),
        ("Mbiemri, Prezime, Презиме, Nachname, Surname, people[2]/family_name", "family_name"),
        ("Data, Datum, Датум, Date, Date (dd.mm.yyyy), Tag", "day"),
        ("Komuna, Opština, Opstina, Општина, Gemeinde, Municipality *", "municipality"),
        ("Shkolla, Škola, Школа, Schule, School", "school"),
        ("Gjinia, Pol, Пол, Geschlecht, Gender, attendance/sex", "sex"),
        ("Mysafirë, Gosti, Гости, Gäste, Guests", "guests"),
        ("Profesioni, Zanimanje, Занимање, Beruf, Role, attendance/role", "profession"),
        ("_parent_index", "parent"),
        ("_index", "index"),
        ("index, Nr., Signature, _id, , 12", ""),
    ],
)
def test_headings_in_all_languages(headings, field):
    assert {field_of(heading.strip()) for heading in headings.split(",")} == {field}


# --- Layouts ----------------------------------------------------------------------------------------
def people(understood):
    return [(each.given_name, each.family_name, each.row) for each in understood.people]


def test_a_plain_sheet(reach, session, site, yesterday):
    understood = told(
        reach,
        HEAD,
        row(day=yesterday, sex="f", age=37, profession="mësuese"),
        row(day=yesterday, first_name="Milica", family_name="Petrović", sex="ж", age="45-54"),
    )

    assert troubles(understood) == []
    assert people(understood) == [("Arta", "Krasniqi", 2), ("Milica", "Petrović", 3)]
    arta = understood.people[0]
    assert (arta.sex, arta.age_band, arta.profession) == ("f", "35-44", "teacher")
    assert [(each.existing, each.site, each.place) for each in understood.sessions] == [(session.pk, site.pk, "")]
    assert list(understood.attendances) == [(understood.sessions[0], each) for each in understood.people]


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("Name", "Arta Krasniqi"),
        ("Emri dhe mbiemri", "Krasniqi, Arta"),
        ("Emri", "Arta Krasniqi"),
        ("Name;Vorname", "Krasniqi;Arta"),
        ("Mbiemri dhe emri", "Krasniqi Arta"),
        ("Prezime i ime", "Krasniqi Arta"),
        ("Name und Vorname", "Krasniqi, Arta"),
        ("Emri i pjesëmarrësit;Mbiemri i pjesëmarrësit", "Arta;Krasniqi"),
        ("Prezime;Ime", "Krasniqi;Arta"),
    ],
)
def test_names_in_one_column_or_two(reach, yesterday, head, cell):
    understood = told(reach, f"{head};Data;Komuna", f"{cell};{yesterday};Podujevë", kind="coaching")

    assert people(understood) == [("Arta", "Krasniqi", 2)]


def test_a_register_says_above_its_list_what_holds_for_all(reach, session, yesterday):
    understood = told(
        reach,
        "Attendance sheet",
        f"Date: {yesterday};;",
        "School;Xheladin Rekaliu;",
        "Type;supervision;",
        "",
        "Nr.;Emri;Mbiemri",
        "1;Arta;Krasniqi",
        "2;Besa;Hoxha",
    )

    assert people(understood) == [("Arta", "Krasniqi", 7), ("Besa", "Hoxha", 8)]
    assert [each.identity for each in understood.sessions] == [
        f"supervision {yesterday} {session.municipality_id} {session.site_id} "
    ]


def kobo(yesterday, *people, parent=1):
    form = ["session/day", "session/kind", "session/municipality", "session/school", "session/guests", "_index"]
    return workbook(
        Attendance=[
            form,
            [yesterday, "coaching", "XK-18", "Xheladin Rekaliu", 3, 1],
            [yesterday, "supervision", "XK-18", "Xheladin Rekaliu", 5, 2],
        ],
        people=[["people/given_name", "people/family_name", "people/sex", "_index", "_parent_index"], *people],
    )


def test_kobos_export_with_a_repeated_group(reach, yesterday):
    content = kobo(yesterday, ["Arta", "Krasniqi", "f", 1, 1], ["Besa", "Hoxha", "f", 2, 1])

    understood = understand(lay_out(read(content)), reach)

    assert troubles(understood) == []
    assert people(understood) == [("Arta", "Krasniqi", 2), ("Besa", "Hoxha", 3)]
    assert [(each.kind, each.guests) for each in understood.sessions] == [
        ("coaching", (3, None, None)),
        ("supervision", (5, None, None)),
    ]


def test_a_group_of_kobo_that_is_repeated_within_another(reach, yesterday):
    inner = ["given_name", "_index", "_parent_table_name", "_parent_index"]
    content = workbook(
        form=[["day", "municipality", "_index"], [yesterday, "XK-18", 1], [yesterday, "XK-18", 2]],
        sessions=[
            ["kind", "guests", "_index", "_parent_table_name", "_parent_index"],
            ["coaching", "", 1, "form", 1],
            ["supervision", "", 2, "form", 1],
            ["information", 9, 3, "form", 2],
        ],
        people=[inner, ["Arta", 1, "sessions", 1], ["Besa", 2, "sessions", 2], ["Drita", 3, "sessions", 2]],
    )

    understood = understand(lay_out(read(content)), reach)

    assert troubles(understood) == []
    assert [(session.kind, person.given_name) for session, person in understood.attendances] == [
        ("coaching", "Arta"),
        ("supervision", "Besa"),
        ("supervision", "Drita"),
    ]
    assert [(each.kind, each.guests) for each in understood.sessions if each.guests] == [
        ("information", (9, None, None))
    ]


def test_trouble_in_kobos_export_names_the_sheet(reach, yesterday):
    content = kobo(yesterday, ["Arta", "Krasniqi", "x", 1, 1], ["Besa", "Hoxha", "f", 2, 7])

    understood = understand(lay_out(read(content)), reach)

    assert troubles(understood) == [
        ("people: C2", "x", "no-sex"),
        ("people: A3", "", "day-missing"),
        ("people: A3", "", "kind-missing"),
        ("people: A3", "", "place-missing"),
    ]


def test_a_group_that_is_repeated_side_by_side(reach, yesterday):
    understood = told(
        reach,
        "day,kind,municipality,people[1]/given_name,people[1]/sex,people[2]/given_name,people[2]/sex",
        f"{yesterday},coaching,XK-18,Arta,f,Besa,?",
        f"{yesterday},coaching,XK-18,Drita,f,,",
    )

    assert people(understood) == [("Arta", "", 2), ("Besa", "", 2), ("Drita", "", 3)]
    assert troubles(understood) == [("G2", "?", "no-sex")]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("A;B;C", "no-heading"),
        ("Day;Municipality;Kind", "no-names"),
        ("First name;Municipality;Kind", "no-day-column"),
        ("First name;Day;Kind", "no-place-column"),
        ("First name;Day;Municipality", "no-kind-column"),
    ],
)
def test_wrong_headings_have_a_sentence(reach, head, code):
    with pytest.raises(Unreadable) as answer:
        told(reach, head, "1;2;3")

    assert answer.value.code == code
    assert code in OF_FILE


def test_columns_that_nobody_understands_are_named():
    layout = lay_out(read(text("First name;Family name;Favourite colour;_id", "Arta;Krasniqi;blue;7")))

    assert layout.unused == ["Favourite colour"]


# --- Cells ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ({"day": ""}, ("A2", "", "day-missing")),
        ({"day": "31.2.2026"}, ("A2", "31.2.2026", "no-day")),
        ({"day": "1.1.2001"}, ("A2", "1.1.2001", "no-phase")),
        ({"kind": "party"}, ("B2", "party", "no-kind")),
        ({"kind": ""}, ("B2", "", "kind-missing")),
        ({"municipality": "Atlantis"}, ("C2", "Atlantis", "no-municipality")),
        ({"municipality": "Prizren", "school": ""}, ("C2", "Prizren", "not-yours")),
        ({"municipality": "", "school": ""}, ("C2", "", "place-missing")),
        ({"municipality": "", "school": "Nowhere"}, ("D2", "Nowhere", "no-municipality")),
        ({"school": "Nowhere"}, ("D2", "Nowhere", "no-site")),
        ({"first_name": "", "family_name": ""}, ("E2", "", "name-missing")),
        ({"first_name": ""}, ("F2", "Krasniqi", "name-missing")),
        ({"first_name": "?!"}, ("E2", "?!", "no-name")),
        ({"first_name": "12", "family_name": "34"}, ("E2", "12", "no-name")),
        ({"family_name": "044 123 456"}, ("E2", "Arta", "no-name")),
        ({"first_name": "A" * 81}, ("E2", "A" * 80, "long-name")),
        ({"sex": "x"}, ("G2", "x", "no-sex")),
        ({"age": "old"}, ("H2", "old", "no-age")),
        ({"age": "12"}, ("H2", "12", "pupil")),
        ({"profession": "baker"}, ("I2", "baker", "no-profession")),
        ({"guests": "-3"}, ("J2", "-3", "negative")),
        ({"guests": "some"}, ("J2", "some", "no-number")),
        ({"guests": "9000"}, ("J2", "9000", "too-many-guests")),
        ({"guests": "5", "women": "4", "men": "2"}, ("J2", "5", "too-few-guests")),
        ({"women": "4"}, ("K2", "4", "guests-missing")),
        ({"men": "-1"}, ("L2", "-1", "negative")),
        ({"begins_at": "noon"}, ("M2", "noon", "no-time")),
        ({"topics": "Astrology"}, ("N2", "Astrology", "no-topic")),
    ],
)
def test_trouble_is_told_by_cell(reach, yesterday, said, trouble):
    understood = told(reach, HEAD, row(**{"day": yesterday} | said), row(day=yesterday, first_name="Besa"))

    assert troubles(understood) == [trouble]
    assert trouble[2] in OF_CELL | REMARKS
    # The next row is taken all the same.
    assert ("Besa", "Krasniqi", 3) in people(understood)
    assert understood.left_out == (trouble[2] in OF_CELL)
    assert len(understood.attendances) == 1 + (trouble[2] in REMARKS)


def test_a_session_that_lies_ahead_has_no_attendance(reach, session, now):
    tomorrow = (now.date() + dt.timedelta(1)).isoformat()

    understood = told(reach, HEAD, row(day=tomorrow), row(day=tomorrow, first_name="Besa"))

    assert troubles(understood) == [("A2–A3", tomorrow, "ahead")]
    assert (understood.sessions, understood.people, understood.left_out) == ([], [], 2)


def test_a_session_that_was_called_off_takes_nobody(reach, session, yesterday):
    Session.objects.update(state=Session.State.CANCELLED)

    understood = told(reach, HEAD, row(day=yesterday))

    assert troubles(understood) == [("A2", yesterday, "called-off")]


def test_two_sessions_of_a_day_are_told_apart_by_the_hour(reach, session, yesterday):
    session.pk, session.start_time = None, dt.time(16)
    session.save()

    understood = told(
        reach, HEAD, row(day=yesterday), row(day=yesterday, begins_at="16:00"), row(day=yesterday, begins_at="9:00")
    )

    assert troubles(understood) == [("A2", yesterday, "two-sessions")]
    assert [each.existing for each in understood.sessions] == [session.pk, None]


def test_of_two_hours_one_is_the_session_without_an_hour(reach, session, yesterday):
    Session.objects.update(start_time=None)

    understood = told(
        reach, HEAD, *[row(day=yesterday, begins_at=hour) for hour in ("10:00", "14:00", "10:00")], row(day=yesterday)
    )

    assert [(each.existing, str(each.start_time)) for each in understood.sessions] == [
        (session.pk, "10:00:00"),
        (None, "14:00:00"),
    ]


def test_guests_are_counted_once_and_never_twice_in_two_ways(reach, session, yesterday):
    understood = told(
        reach,
        HEAD,
        row(day=yesterday, guests=7, women=4),
        row(day=yesterday, first_name="Besa", guests=7, women=4),
        row(day=yesterday, first_name="Drita", guests=8),
        row(day=yesterday, first_name="", family_name="", guests=7, women=4),
    )

    assert [each.guests for each in understood.sessions] == [(7, 4, None)]
    assert troubles(understood) == [("J4", "8", "other-guests")]
    assert len(understood.attendances) == 2


def test_guests_that_are_recorded_stay(reach, session, yesterday):
    GuestTally.objects.create(session=session, number=12, method="register")

    understood = told(reach, HEAD, row(day=yesterday, guests=7))

    assert troubles(understood) == [("J2", "7", "guests-stay")]


def test_topics_by_name_in_any_language_or_as_our_form_names_them(reach, yesterday):
    one, other = Topic.objects.all()[:2]

    understood = told(
        reach,
        HEAD.replace(";", "|"),
        row(day=yesterday, topics="@").replace(";", "|").replace("@", f"{one.name_sq}; {other.name_de}"),
        row(day=yesterday, kind="supervision", topics=f"topic_{one.pk} topic_{other.pk}").replace(";", "|"),
    )

    assert [each.topics for each in understood.sessions] == [{one.pk, other.pk}, {one.pk, other.pk}]


# --- People of the file -----------------------------------------------------------------------------
def test_one_person_at_two_sessions_stands_once(reach, yesterday):
    understood = told(reach, HEAD, row(day=yesterday, age=34), row(day=yesterday, kind="supervision", age=35, sex="f"))

    assert people(understood) == [("Arta", "Krasniqi", 2)]
    assert understood.people[0].sex == "f"
    assert len(understood.attendances) == 2


def test_the_same_name_twice_on_a_sheet_is_looked_at(reach, yesterday):
    understood = told(reach, HEAD, row(day=yesterday), row(day=yesterday))

    first, second = understood.people
    assert (second.doubt, second.twin, second.ordinal) == ("same-session", first, 1)


@pytest.mark.parametrize("other", [{"sex": "m"}, {"age": 60}, {"profession": "director"}])
def test_the_same_name_with_another_sex_age_or_profession_is_looked_at(reach, yesterday, other):
    known = {"sex": "f", "age": 30, "profession": "teacher"}

    understood = told(reach, HEAD, row(day=yesterday, **known), row(day=yesterday, kind="supervision", **known | other))

    first, second = understood.people
    assert (second.doubt, second.twin) == ("differs", first)
