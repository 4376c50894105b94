"""Two programmes at the same places: what is told of one tells nothing of the few people of the other."""

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from peercircle.people.models import Person
from peercircle.programme.models import ExpertTeam, Phase, Programme
from peercircle.reports import report
from peercircle.reports.api.answers import SessionsForm, sessions
from peercircle.reports.counting import Count

pytestmark = pytest.mark.django_db
PLACE = "XK-18"


@pytest.fixture
def many(hold):
    people = [Person.objects.create_person(f"Person{number}") for number in range(20)]
    hold("2026-03-01", people)
    hold("2026-03-02", people, municipality="XK-19")
    return people


@pytest.fixture
def small(hold, many):
    """A newer one, to which three people came."""
    days = {"starts_on": dt.date(2026, 2, 1), "ends_on": dt.date(2026, 12, 31)}
    programme = Programme.objects.create(name="Small", funder="F", implementer="I", **days)
    team = ExpertTeam.objects.create(programme=programme, name="Small")
    phase = Phase.objects.create(programme=programme, kind="field-1", **days)
    few = [Person.objects.create_person(f"Few{number}") for number in range(3)]
    hold("2026-03-05", few, team=team, phase=phase)
    return programme


def in_report(programme):
    places = report.of_programme(programme, now=timezone.now()).tables[0]
    return {row.value: row.told for row in places.rows}


def on_page(visit, who, **chosen):
    found = visit(who, reverse("reports:reach", query=chosen)).context["table"]
    return {row.value: row.told for row in found.rows}


def in_api(**chosen):
    form = SessionsForm(chosen)
    assert form.is_valid(), form.errors
    return {row["value"]: row["attendances"] for row in sessions(form.cleaned_data)}


def in_command(capsys, *words):
    call_command("reach", "--json", *words)
    said = json.loads(capsys.readouterr().out)
    return said["programme"], {row["municipality"]: row["attendances"] for row in said["rows"]}


def test_each_is_told_alone_and_never_their_sum(visit, manager, programme, small, capsys):
    assert in_report(programme)[PLACE] == Count(20, 20)
    assert in_report(small) == {PLACE: None}

    assert on_page(visit, manager) == {PLACE: None}
    assert on_page(visit, manager, programme=programme.pk) == in_report(programme)
    assert in_api() == {PLACE: None}
    assert in_api(programme=str(programme.pk)) == {PLACE: 20, "XK-19": 20}
    assert in_command(capsys) == ("Small", {PLACE: None})
    assert in_command(capsys, "--programme", "Support") == ("Support", {PLACE: 20, "XK-19": 20})


def test_the_pictures_are_of_the_newest(visit, manager, small):
    drawn = visit(manager, reverse("reports:pictures")).context["pictures"]

    assert not any("23" in cell or "43" in cell for row in drawn[0].rows + drawn[1].rows for cell in row)


def test_the_reader_chooses_whose_pictures(visit, manager, programme, small):
    def page(**asked):
        return visit(manager, reverse("reports:pictures", query=asked))

    assert page().context["chosen"] == small
    drawn = page(programme=programme.pk).context["pictures"]
    assert [row[1] for row in drawn[1].rows if row[1] != "0"] == ["20"] * 2
    assert page(programme="nonsense\x00").context["chosen"] == small
    assert f'href="/reports/rhythm/?programme={programme.pk}"' in page(programme=programme.pk).content.decode()
    assert visit(manager, reverse("reports:rhythm", query={"programme": programme.pk})).context["chosen"] == programme


@pytest.mark.parametrize("name", ["pictures", "rhythm"])
def test_choosing_asks_no_more(client, manager, programme, small, name, django_assert_max_num_queries):
    client.force_login(manager)
    for asked in ({}, {"programme": programme.pk}):
        with django_assert_max_num_queries(9):
            assert client.get(reverse(f"reports:{name}", query=asked)).status_code == 200


def test_a_phase_belongs_to_its_programme(visit, manager, phases, small):
    wrong = {"programme": small.pk, "phase": phases[0].pk}
    answer = visit(manager, reverse("reports:reach", query=wrong))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["phase"])


def test_one_programme_is_no_choice(visit, manager, many):
    page = visit(manager, reverse("reports:reach"))

    assert page.context["form"]["programme"].is_hidden
    assert page.context["table"].whole == Count(20, 40)
