"""What comes from outside: each wrong field is named in a sentence, and every line has its answer."""

import io
import json
import sys

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from peercircle.activities.world_cafe.seating import Impossible
from peercircle.activities.world_cafe.seating.contract import WrongInput, answer

EVENING = {"guests": 3, "tables": 4, "rounds": 2}


def seating(monkeypatch, capsys, text, *options):
    """Exit code, what was printed, what was said of errors."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    with pytest.raises(SystemExit) as left:
        call_command("seating", *options)
    said = capsys.readouterr()
    return left.value.code, said.out, said.err


def test_the_answer_has_all_its_fields(monkeypatch, capsys):
    code, out, _ = seating(monkeypatch, capsys, b'{"guests": 13, "tables": 4, "rounds": 3}')
    told = json.loads(out)

    assert code == 0
    assert told.pop("ms") < 500
    assert [len(row) for row in told.pop("schedule")] == [13, 13, 13]
    assert told == {
        "L": 2,
        "Q": 3,
        "M": 3,
        "bound_L": 2,
        "bound_Q": 3,
        "optimal": True,
        "changed_seats": 0,
        "method": "plane",
    }


def test_nothing_asked_for_is_as_good_as_null():
    asked = {"sizes": None, "objective": None, "groups": None, "preferences": None, "met": None, "dynamic": None}

    assert answer({**EVENING, **asked, "running": None, "budget_ms": None})["L"] == 0


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ([], "input: must be an object in braces."),
        ({"guests": 3, "tables": 4}, "rounds: is missing."),
        ({**EVENING, "guests": -1}, "guests: must be a whole number from 0 to 2,000."),
        ({**EVENING, "guests": 10**30}, "guests: must be a whole number from 0 to 2,000."),
        ({**EVENING, "guests": True}, "guests: must be a whole number from 0 to 2,000."),
        ({**EVENING, "guests": 3.0}, "guests: must be a whole number from 0 to 2,000."),
        ({**EVENING, "guests": float("nan")}, "guests: must be a whole number from 0 to 2,000."),
        ({**EVENING, "tables": 0}, "tables: must be a whole number from 1 to 100."),
        ({**EVENING, "rounds": "2"}, "rounds: must be a whole number from 1 to 50."),
        ({**EVENING, "guests": 2000, "tables": 1}, "guests: are too many for so few tables and so many rounds."),
        ({**EVENING, "budget_ms": -1}, "budget_ms: must be a whole number from 0 to 60,000."),
        ({**EVENING, "objective": ["fair"]}, 'objective: must be "fair" or "meet".'),
        ({**EVENING, "sizes": [1, 1, 1]}, "sizes: must be a list of 4 numbers, one for each table."),
        ({**EVENING, "sizes": [1, 1, 1, 1]}, "sizes: add up to 4, but there are 3 guests."),
        ({**EVENING, "sizes": [1, 1, 2, -1]}, "sizes[3]: must be a whole number from 0 to 2,000."),
        ({**EVENING, "groups": ["a"]}, "groups: must be a list of 3 names, one for each guest."),
        ({**EVENING, "groups": ["a", 1, {}]}, "groups[2]: must be a name, a number or null."),
        ({**EVENING, "preferences": [[0], [1], [4]]}, "preferences[2][0]: must be a whole number from 0 to 3."),
        ({**EVENING, "preferences": [[0, 0], [], []]}, "preferences[0]: names a table twice."),
        ({**EVENING, "met": False}, "met: must be a list of lists [guest, guest, times]."),
        ({**EVENING, "met": [[0, 1]]}, "met[0]: must be a list of 3 numbers: guest, guest, times."),
        ({**EVENING, "met": [[1, 1, 1]]}, "met[0]: names the same guest twice."),
        ({**EVENING, "met": [[0, 3, 1]]}, "met[0]: must be a whole number from 0 to 2."),
        ({**EVENING, "dynamic": []}, "dynamic: must be an object in braces, or null."),
        ({**EVENING, "dynamic": {"past": 5}}, "dynamic.past: must be a list of rounds."),
        ({**EVENING, "dynamic": {"fixed_rounds": 1}}, "dynamic.past: must be a list of 1 rounds."),
        ({**EVENING, "dynamic": {"fixed_rounds": 3}}, "dynamic.fixed_rounds: must be a whole number from 0 to 2."),
        (
            {**EVENING, "dynamic": {"past": [[0, 1]]}},
            "dynamic.past[0]: must be a list of 3 entries, one for each guest.",
        ),
        ({**EVENING, "dynamic": {"past": [[0, 1, 4]]}}, "dynamic.past[0][2]: must be a whole number from 0 to 3."),
        (
            {**EVENING, "dynamic": {"present": [[1, 1, 1], [1, 1, 1]]}},
            "dynamic.present[0][0]: must be true or false.",
        ),
        (
            {**EVENING, "dynamic": {"open_tables": [[0, 1]]}},
            "dynamic.open_tables: must be a list of 2 lists of tables, one for each round.",
        ),
        (
            {**EVENING, "dynamic": {"forbidden": [[0]]}},
            "dynamic.forbidden[0]: must be a list of 2 numbers: guest, table.",
        ),
        ({**EVENING, "running": [[0, 1, 2]]}, "running: must be a list of 2 rounds."),
    ],
)
def test_a_wrong_field_is_named(asked, sentence):
    with pytest.raises(WrongInput) as wrong:
        answer(asked)

    assert str(wrong.value) == sentence


@pytest.mark.parametrize("name", ["guest", "dynamic.future"])
def test_a_field_that_does_not_exist_is_named(name):
    place, _, inner = name.rpartition(".")
    asked = {**EVENING, "dynamic": {inner: 1}} if place else {**EVENING, name: 1}

    with pytest.raises(WrongInput, match=f"^{name}: is not a field; there are "):
        answer(asked)


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"guests": ' + b"9" * 5_000 + b"}"])
def test_what_is_no_json_leaves_with_two(monkeypatch, capsys, text):
    assert seating(monkeypatch, capsys, text) == (2, "", "input: is not JSON.\n")


def test_what_cannot_be_leaves_with_three(monkeypatch, capsys):
    closed = b'{"guests": 4, "tables": 2, "rounds": 2, "dynamic": {"past": [[0,0,1,1]], "open_tables": [[0,1],[0]]}}'

    code, out, said = seating(monkeypatch, capsys, closed)

    assert (code, out) == (3, "")
    assert said.startswith("Guests 0, 1 have too few open tables left that are new and not forbidden. Let a guest")


def test_of_many_lines_each_has_its_answer(monkeypatch, capsys):
    lines = b'{"guests": 3, "tables": 3, "rounds": 2}\n\nnull\n{"guests": 4, "tables": 2, "rounds": 2}\n'

    code, out, _ = seating(monkeypatch, capsys, lines, "--jsonl")
    answers = [json.loads(line) for line in out.splitlines()]

    assert code == 2
    assert [told.get("L", told.get("error")) for told in answers] == [0, "input: must be an object in braces.", 2]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 6) | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
DYNAMIC = st.dictionaries(
    st.sampled_from(["fixed_rounds", "past", "present", "open_tables", "forbidden"]), ANYTHING, max_size=3
)


@settings(max_examples=100)
@given(
    name=st.sampled_from([*EVENING, "sizes", "objective", "groups", "preferences", "met", "running"]),
    value=ANYTHING,
    dynamic=ANYTHING | DYNAMIC,
)
def test_whatever_comes_is_answered_or_named(name, value, dynamic):
    try:
        told = answer({**EVENING, name: value, "dynamic": dynamic, "budget_ms": 0})
    except (WrongInput, Impossible):
        return
    assert json.loads(json.dumps(told)) == told
