"""The library: sixteen methods, each complete, each usable somewhere."""

import pytest

from peercircle.meetings import methods
from peercircle.meetings.methods import LIBRARY, Type

KINDS = {"icebreaker", "exercise", "check_in", "check_out"}


def test_there_are_sixteen_and_each_has_its_own_key():
    assert len({method.key for method in LIBRARY}) == len(LIBRARY) == 16


@pytest.mark.parametrize("method", LIBRARY, ids=lambda method: method.key)
def test_a_method_is_complete(method):
    assert 2 <= len(method.steps) <= 4
    assert 1 <= method.minutes <= 40
    assert set(method.kinds) <= KINDS
    assert str(method.name)


@pytest.mark.parametrize("method", LIBRARY, ids=lambda method: method.key)
def test_what_is_read_aloud_has_two_sentences(method):
    said = str(method.say)

    assert sum(said.count(sign) for sign in ".?") == 2
    assert said[-1] in ".?"


def test_each_activity_with_methods_has_several_to_alternate():
    assert {kind: len(methods.usable_with(kind)) for kind in sorted(KINDS)} == {
        "check_in": 5,
        "check_out": 4,
        "exercise": 8,
        "icebreaker": 4,
    }


def test_every_type_is_in_the_library():
    assert {method.type for method in LIBRARY} == set(Type)


def test_a_method_that_the_library_has_dropped_is_none():
    assert methods.get("limbo") is None
    assert methods.get("rainstorm") is not None
