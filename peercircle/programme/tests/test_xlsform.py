"""The form for Kobo: it is one, it speaks every language, and what it gathers comes back as it was."""

import io
import re
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from peercircle.people.codes import code_of
from peercircle.people.models import Person
from peercircle.places.models import Site
from peercircle.programme.imports.columns import TITLES, field_of
from peercircle.programme.imports.xlsform import LANGUAGES
from peercircle.programme.models import ExpertTeam, GuestTally, Session, SessionAttendance, Topic, Upload
from peercircle.programme.tests.files import workbook
from peercircle.programme.tests.test_import_doors import saved, send
from tests.cast import client_of

SPACES = {"h": "http://www.w3.org/1999/xhtml", "x": "http://www.w3.org/2002/xforms"}
OF_KOBO = ["_id", "_uuid", "_submission_time", "_validation_status", "_status", "_submitted_by", "__version__", "_tags"]


@pytest.fixture
def form(expert, session):
    answer = client_of(expert).get(reverse("programme:import-form"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="attendance-form.xlsx"'
    return answer.content


def rows_of(form, sheet):
    """Each row of the sheet by its headings, without empty cells."""
    heading, *rows = load_workbook(io.BytesIO(form))[sheet].iter_rows(values_only=True)
    return [{name: cell for name, cell in zip(heading, row, strict=True) if cell is not None} for row in rows]


def xform(form):
    result = convert(xlsform=io.BytesIO(form), validate=False)  # Java would only repeat what pyxform has checked
    return ElementTree.fromstring(result.xform), result.warnings  # noqa: S314  (our own)


# --- A form -----------------------------------------------------------------------------------------
def test_it_is_a_form_without_a_mistake(form):
    tree, warnings = xform(form)

    asked = {bind.get("nodeset").rpartition("/")[2]: bind for bind in tree.iterfind(".//x:bind", SPACES)}
    assert warnings == []
    assert asked["day"].get("constraint") == ". <= today()"
    assert asked["minutes"].get("constraint") == ". >= 10 and . <= 720"
    assert "../code" in asked["given_name"].get("required")
    (repeat,) = tree.iterfind(".//x:repeat", SPACES)
    assert repeat.get("nodeset").endswith("/people")
    schools = next(each for each in tree.iterfind(".//x:itemset", SPACES) if "schools" in each.get("nodeset"))
    assert re.search(r"municipality\s*=\s*/\S+/municipality", schools.get("nodeset"))


def test_it_says_everything_in_each_language(form):
    tree, _warnings = xform(form)

    spoken = {
        each.get("lang"): {text.get("id"): "".join(text.itertext()).strip() for text in each.iterfind("x:text", SPACES)}
        for each in tree.iterfind(".//x:translation", SPACES)
    }
    assert spoken.keys() == set(LANGUAGES.values())
    assert LANGUAGES["sq"] == next(
        each.get("lang") for each in tree.iterfind(".//x:translation", SPACES) if each.get("default")
    )
    english = spoken["English (en)"]
    for language, texts in spoken.items():
        assert texts.keys() == english.keys(), language
        assert not [key for key, text in texts.items() if text in ("", "-")], language
    missing = next(key for key in english if key.endswith("/minutes:jr:constraintMsg"))
    assert english[missing] == "A session takes 10 minutes to 12 hours."
    assert "12 сати" in spoken["Српски (sr)"][missing]
    sentences = [key for key, text in english.items() if text.endswith((".", "?"))]
    assert len(sentences) > 15
    for key in sentences:
        assert len({texts[key] for texts in spoken.values()}) == len(LANGUAGES), english[key]


def test_its_questions_are_called_as_the_import_calls_its_columns(form):
    names = [row["name"] for row in rows_of(form, "survey") if not row["type"].startswith(("begin", "end"))]

    assert set(names) - {"listed"} <= TITLES.keys()
    assert {name: field_of(name) for name in names} == {name: name for name in names}
    for language in LANGUAGES.values():
        labels = {row["name"]: row[f"label::{language}"] for row in rows_of(form, "survey") if row["name"] in names}
        assert {name: field_of(label) for name, label in labels.items()} == {name: name for name in names}, language


def test_it_offers_the_places_of_the_team_by_both_names(form, site, site_elsewhere, other_team):
    places = {row["name"]: row for row in rows_of(form, "choices") if row["list_name"] in ("municipalities", "schools")}

    assert places.keys() == {"XK-18", f"site_{site.pk}"}
    assert places["XK-18"]["label::Shqip (sq)"] == "Podujevë/Podujevo"
    assert places["XK-18"]["label::Srpski (sr)"] == "Podujevo/Podujevë"
    assert places[f"site_{site.pk}"]["municipality"] == "XK-18"


def test_where_no_school_is_known_it_asks_for_the_place(expert, session):
    session.site, session.place = None, "Hall"
    session.save()
    Person.workplaces.through.objects.all().delete()
    Site.objects.filter(municipality__code="XK-18").delete()

    content = client_of(expert).get(reverse("programme:import-form")).content

    names = {row["name"]: row for row in rows_of(content, "survey")}
    assert "school" not in names
    assert "relevant" not in names["place"]
    xform(content)


def test_whoever_has_no_municipality_reads_whom_to_ask(expert):
    answer = client_of(expert).get(reverse("programme:import-form"))

    assert answer.status_code == 409
    assert "Ask the programme" in answer.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_it_asks_little_of_the_database(expert, session, site, many, django_assert_num_queries):
    for number in range(many):
        Site.objects.create(
            kind="school", municipality=site.municipality, name_sq=f"S {number}", name_sr=f"S {number}", search_text="s"
        )
    client = client_of(expert)

    with django_assert_num_queries(6):
        client.get(reverse("programme:import-form"))


# --- There and back -----------------------------------------------------------------------------------
class Kobo:
    """Writes what was answered as KoboToolbox's formpack does, headed by names or by the labels of a language.

    A sheet for the form and one for the people. A choice of several stands in one cell, with spaces between, and once
    more in a column for each; what is Kobo's own begins with an underscore.
    """

    def __init__(self, form, *, language="", groups=False, several="both", between="/", yes=1, no=0):
        self.several, self.between, self.yes, self.no = several, between, yes, no
        self.label = f"label::{language}" if language else "name"
        self.choices = rows_of(form, "choices")
        survey = rows_of(form, "survey")
        begins = next(number for number, row in enumerate(survey) if row["type"] == "begin_repeat")
        self.outer, self.inner = survey[:begins], survey[begins + 1 : -1]
        self.group = f"{survey[begins][self.label]}{between}" if groups else ""

    def options(self, question):
        wanted = question["type"].partition(" ")[2]
        return {str(row["name"]): str(row[self.label]) for row in self.choices if row["list_name"] == wanted}

    def headings(self, questions, group=""):
        for question in questions:
            name = f"{group}{question[self.label]}"
            several = question["type"].startswith("select_multiple")
            if not several or self.several == "both":
                yield name
            if several:
                yield from (f"{name}{self.between}{option}" for option in self.options(question).values())

    def cells(self, questions, said):
        for question in questions:
            value, options = said.get(question["name"], ""), self.options(question)
            chosen = str(value).split()
            several = question["type"].startswith("select_multiple")
            if not several or self.several == "both":
                yield " ".join(options[each] for each in chosen) if options else value
            if several:
                yield from (self.yes if name in chosen else self.no for name in options)

    def exports(self, answers):
        main = [[*self.headings(self.outer), *OF_KOBO, "_index"]]
        people = [
            [*self.headings(self.inner, self.group), "_index", "_parent_table_name", "_parent_index", "_submission__id"]
        ]
        for number, (said, there) in enumerate(answers, start=1):
            main.append([*self.cells(self.outer, said), *("x" for _each in OF_KOBO), number])
            for person in there:
                people.append([*self.cells(self.inner, person), len(people), "Attendance", number, 7])
        return workbook(Attendance=main, people=people)


@pytest.fixture
def answers(session, site, goran):
    topics = [f"topic_{topic.pk}" for topic in Topic.objects.all()[:2]]
    arta = {"given_name": "Arta", "family_name": "Krasniqi", "sex": "f", "age": "35-44", "profession": "psychologist"}
    besa = {"given_name": "Besa", "family_name": "Hoxha", "sex": "other", "age": "65+", "profession": "other"}
    at_school = {
        "day": session.held_on.isoformat(),
        "kind": "coaching",
        "municipality": "XK-18",
        "school": f"site_{site.pk}",
        "topics": topics[0],
        "minutes": 90,
        "guests": 5,
        "women": 3,
        "listed": 3,
    }
    in_a_hotel = {
        "day": session.held_on.isoformat(),
        "kind": "observation",
        "municipality": "XK-18",
        "place": "Hotel Emerald",
        "topics": " ".join(topics),
        "minutes": 120,
        "guests": 12,
        "listed": 0,
    }
    return [(at_school, [arta, besa, {"code": code_of(goran.pk)}]), (in_a_hotel, [])]


@pytest.mark.parametrize("groups", [False, True])
@pytest.mark.parametrize("language", ["", *LANGUAGES.values()])
def test_what_kobo_exports_is_imported_to_the_same_numbers(expert, session, goran, form, answers, language, groups):
    client = client_of(expert)

    _answer, pk = send(client, Kobo(form, language=language, groups=groups).exports(answers), name="kobo.xlsx")
    upload = Upload.objects.get(pk=pk)
    assert (upload.trouble, upload.unused) == ("", "")
    assert [(each.said, each.code) for each in upload.troubles.all()] == [("Hotel Emerald", "no-site")]
    assert saved(client, pk).status_code == 302

    other = Session.objects.exclude(pk=session.pk).get()
    came = SessionAttendance.objects.filter(session=session)
    assert {each.person.name for each in came} == {"Arta Krasniqi", "Besa Hoxha", goran.name}
    assert SessionAttendance.objects.count() == 3
    assert (other.kind, other.place, other.minutes, other.held_on) == (
        "observation", "Hotel Emerald", 120, session.held_on,
    )  # fmt: skip
    assert set(other.topics.all()) == set(Topic.objects.all()[:2])
    assert set(GuestTally.objects.values_list("session", "number", "women")) == {
        (session.pk, 5, 3),
        (other.pk, 12, None),
    }
    arta = Person.objects.get(given_name="Arta")
    assert (arta.sex, arta.age_band, arta.profession) == ("f", "35-44", "psychologist")


@pytest.mark.parametrize("language", ["", *LANGUAGES.values()])
@pytest.mark.parametrize(
    ("between", "yes", "no"), [("/", 1, 0), ("/", "1", "0"), ("/", True, False), (".", "True", "False"), (".", 1, "")]
)
def test_topics_in_a_column_for_each(expert, session, form, answers, language, between, yes, no):
    client = client_of(expert)
    kobo = Kobo(form, language=language, groups=True, several="each", between=between, yes=yes, no=no)
    assert "topics" not in (headings := list(kobo.headings(kobo.outer)))
    assert language or f"topics{between}topic_1" in headings

    _answer, pk = send(client, kobo.exports(answers), name="kobo.xlsx")
    saved(client, pk)

    assert Upload.objects.get(pk=pk).unused == ""
    assert set(Session.objects.exclude(pk=session.pk).get().topics.all()) == set(Topic.objects.all()[:2])


def test_the_same_export_again_changes_nothing(expert, session, form, answers):
    client, content = client_of(expert), Kobo(form).exports(answers)
    for _time in range(2):
        _answer, pk = send(client, content, pk=uuid4())
        saved(client, pk)

    assert (SessionAttendance.objects.count(), Session.objects.count(), GuestTally.objects.count()) == (3, 2, 2)
    assert Upload.objects.get(pk=pk).new_attendances == 0


def test_the_manager_gets_the_places_of_all_teams(manager, session, site_elsewhere, other_team):
    content = client_of(manager).get(reverse("programme:import-form")).content

    offered = [row["name"] for row in rows_of(content, "choices") if row["list_name"] == "municipalities"]
    assert offered == ["XK-18", "XK-19"]
    assert ExpertTeam.objects.count() == 2
