"""`manage.py reach` tells scripts what the page tells people."""

import json

import pytest
from django.core.management import CommandError, call_command

from peercircle.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sessions(hold):
    many = [
        Person.objects.create_person(f"Person{n}", sex="f" if n > 2 else "m", profession="teacher") for n in range(9)
    ]
    hold("2026-03-01", many)
    hold("2026-10-01", many[:6])


def told(capsys, *words):
    call_command("reach", *words)
    return capsys.readouterr().out


def test_as_json(capsys):
    answer = json.loads(told(capsys, "--json"))

    assert answer == {
        "from": None,
        "to": None,
        "programme": "Support",
        "phase": None,
        "internal": False,
        "people": 9,
        "attendances": 15,
        "guests": None,
        "by": "municipality",
        "rows": [{"municipality": "XK-18", "name": "Podujevë/Podujevo", "people": 9, "attendances": 15}],
    }


def test_a_time_a_phase_and_small_numbers(capsys):
    assert json.loads(told(capsys, "--json", "--from", "2026-10-01", "--to", "2026-10-01"))["people"] == 6
    assert json.loads(told(capsys, "--json", "--phase", "field-1"))["attendances"] == 9
    hidden = json.loads(told(capsys, "--json", "--by", "sex"))["rows"]
    assert [row["people"] for row in hidden] == [None, None]
    internal = json.loads(told(capsys, "--json", "--by", "sex", "--internal"))
    assert ([row["people"] for row in internal["rows"]], internal["internal"]) == ([6, 3], True)


def test_columns_as_well(capsys):
    (row,) = json.loads(told(capsys, "--json", "--across", "role"))["rows"]

    assert row["across"] == {"teacher": {"people": 9, "attendances": 15}}


def test_for_people_it_is_a_table(capsys):
    lines = [line.split() for line in told(capsys, "--by", "sex").splitlines()]

    assert lines == [
        ["people", "attendances"],
        ["in", "all", "9", "15"],
        ["female", *["hidden"] * 2],
        ["male", *["hidden"] * 2],
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--by", "sex", "--across", "role"], "Only municipality and phase"),
        (["--phase", "self-run"], "no such phase"),
        (["--programme", "Nothing"], "no such programme"),
        (["--from", "2026-02-01", "--to", "2026-01-01"], "The last day lies before the first"),
        (["--from", "31.12.2025"], "write it as 2026-12-03"),
        (["--to", "2026-02-30"], "write it as 2026-12-03"),
    ],
)
def test_what_cannot_be_answered_is_said(words, said):
    with pytest.raises(CommandError, match=said):
        call_command("reach", *words)
