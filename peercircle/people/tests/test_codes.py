from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from peercircle.people.codes import SIGNS, code_of, pk_of

numbers = st.integers(min_value=1, max_value=10**9)


@given(numbers)
def test_a_code_names_one_person(pk):
    assert pk_of(code_of(pk)) == pk


@given(numbers, st.data())
def test_one_wrong_sign_names_nobody(pk, data):
    signs = code_of(pk).replace("-", "")
    at = data.draw(st.integers(0, len(signs) - 1))
    wrong = data.draw(st.sampled_from(SIGNS.replace(signs[at], "")))

    assert pk_of(signs[:at] + wrong + signs[at + 1 :]) is None


@given(numbers)
def test_two_swapped_signs_name_nobody(pk):
    signs = code_of(pk).replace("-", "")
    for at, (one, other) in enumerate(pairwise(signs)):
        if one != other:
            assert pk_of(signs[:at] + other + one + signs[at + 2 :]) is None


def test_it_may_be_written_as_people_write():
    code = code_of(4711)

    assert pk_of(f" {code.lower().replace('0', 'o').replace('-', ' ')} ") == 4711
    assert [pk_of(text) for text in ("", "x", "Arta", "?", "0" * 40)] == [None] * 5
