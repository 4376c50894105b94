"""The report of the demo programme says 888 people and their attendances in each of its files, as the rows say."""

import datetime as dt
import io
from collections import Counter, defaultdict

import hxl
import openpyxl
import pytest
from django.conf import settings
from django.utils import translation

from peercircle.programme.models import Programme, Session, SessionAttendance
from peercircle.reports.files import FILES
from peercircle.reports.report import of_programme
from peercircle.reports.tests.opened import opened, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# One sentence of each that has the letters of its own.
LETTERS = {"sq": "ëç", "sr": "ђћчшжњљ", "sr-latn": "đćčšž", "de": "äöüß", "en": "PLC"}


@pytest.fixture
def report():
    return of_programme(Programme.objects.get(), now=dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC))


def counted_by_hand():
    """Each row of the two tables of the database, with nothing of the house's counting in between."""
    held = {each.pk: each.municipality.both_names for each in Session.objects.all() if each.state == "held"}
    people, attendances = defaultdict(set), Counter()
    for row in SessionAttendance.objects.all():
        if row.session_id in held:
            for where in ("", held[row.session_id]):
                people[where].add(row.person_id)
                attendances[where] += 1
    return {where: (len(people[where]), attendances[where]) for where in people}


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv", "xml"])
def test_people_and_attendances_by_municipality(report, kind):
    by_hand = counted_by_hand()
    whole = by_hand.pop("")

    found = opened(report, kind)

    assert whole[0] == 888
    assert {row: told for (title, row), told in found.items() if title == "Municipality"} == by_hand
    assert (report.total.people, report.total.attendances) == whole


def test_the_paper_says_the_same(report):
    text = words("pdf", FILES["pdf"].make(report))

    (people, attendances), *places = counted_by_hand().values()
    assert f"people who came to sessions {people}" in text
    assert f"attendances at sessions {attendances:,}" in text
    for name, (people, attendances) in list(counted_by_hand().items())[1:]:
        assert f"{name} {people} {attendances}" in text
    assert len(places) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_files_in_each_language(report, language):
    with translation.override(language):
        files = {kind: file.make(report) for kind, file in FILES.items()}
        prompts = [prompt for _heading, prompt in report.narrative()]

    for kind in ("pdf", "docx"):
        said = words(kind, files[kind])
        assert all(letter in said for letter in LETTERS[language])
        assert all(prompt in said for prompt in prompts)
        assert "888" in said
    assert openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[1]["B2"].value == 888
    assert len(prompts) == 5


def test_the_tags_are_valid(report, tmp_path):
    file = tmp_path / "report.csv"
    file.write_bytes(FILES["csv"].make(report))

    with hxl.data(str(file), hxl.InputOptions(allow_local=True)) as source:
        errors = []
        schema = hxl.schema(None, callback=errors.append)
        assert schema.validate(source)
    with hxl.data(str(file), hxl.InputOptions(allow_local=True)) as source:
        rows = list(source.with_rows("#meta+dimension+code=municipality"))

    assert errors == []
    assert len(rows) == 12
    assert {row.get("#reached+ind+unique") for row in rows} == {"74"}
    assert all(row.get("#adm2+code").startswith("XK-") for row in rows)


def test_a_report_asks_few_questions(django_assert_max_num_queries):
    programme = Programme.objects.get()

    with django_assert_max_num_queries(45):
        report = of_programme(programme, now=dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC))
        for file in FILES.values():
            file.make(report)
