"""Whoever has the tables and a pencil learns no hidden number: tried by computing everything that can be computed."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from peercircle.reports.masking import SMALLEST, cell, hidden, lines
from peercircle.reports.tests.pencil import computable

TOTAL = cell()


def table(**dimensions):
    """A table in two or three dimensions from its inner numbers, with all its margins."""
    names, inner = dimensions["names"], dimensions["numbers"]
    people = {}
    for values, number in inner.items():
        for kept in product((True, False), repeat=len(names)):
            words = {name: str(value) for name, value, keep in zip(names, values, kept, strict=True) if keep}
            people[cell(**words)] = people.get(cell(**words), 0) + number
    return people


def neighbours(people, masked, names):
    """Tables that look the same to a reader, to whom an empty cell beside a hidden one looks hidden, and that differ
    from this one by one here and there."""
    inner = [each for each in people if len(each) == len(names)]
    veiled = masked | {each for each, number in people.items() if not number and lines([each]) & lines(masked)}
    told = [whole for whole in people if len(whole) < len(names) and whole not in veiled]
    open_cells = [each for each in inner if each in veiled]
    last = {whole: max((i for i, each in enumerate(open_cells) if whole <= each), default=-1) for whole in told}

    def step(number, moves):
        if number == len(open_cells):
            yield moves
            return
        each = open_cells[number]
        for move in (0, 1, -1) if people[each] else (0, 1):
            moved = {**moves, each: move}
            ends = (whole for whole in told if last[whole] == number)
            if all(sum(by for cell, by in moved.items() if whole <= cell) == 0 for whole in ends):
                yield from step(number + 1, moved)

    return step(0, {})


def test_a_small_number_takes_another_one_with_it():
    people = {TOTAL: 60, cell(sex="f"): 40, cell(sex="m"): 17, cell(sex="other"): 3}

    assert hidden(people) == {cell(sex="other"), cell(sex="m")}


def test_zero_points_at_nobody():
    assert hidden({TOTAL: 60, cell(sex="f"): 60, cell(sex="m"): 0}) == set()


def test_two_small_numbers_are_not_told_as_their_sum():
    people = {TOTAL: 53, cell(sex="f"): 50, cell(sex="m"): 2, cell(sex="other"): 1}

    assert hidden(people) == {cell(sex="f"), cell(sex="m"), cell(sex="other")}


def test_five_people_in_five_places_are_not_one_each():
    people = {TOTAL: 30, **{cell(site=str(number)): 1 for number in range(5)}, cell(site="big"): 25}

    assert cell(site="big") in hidden(people)


def test_a_handful_is_not_told_at_all():
    assert hidden({TOTAL: 4, cell(sex="f"): 4}) == {TOTAL, cell(sex="f")}


def test_what_another_table_has_settled_stays():
    people = table(names=("phase", "kind"), numbers={(p, k): 2 + 10 * p * k for p in range(3) for k in range(3)})
    settled = {each for each in people if {name for name, _value in each} <= {"phase"}}

    found = hidden(people, already={cell(phase="0"), cell(phase="1")}, settled=settled)

    assert found & settled == {cell(phase="0"), cell(phase="1")}
    assert computable(people, found) == set()


def numbers(*sizes, most):
    places = list(product(*(range(size) for size in sizes)))
    return st.lists(st.integers(0, most), min_size=len(places), max_size=len(places)).map(
        lambda drawn: dict(zip(places, drawn, strict=True))
    )


@settings(max_examples=150, derandomize=True, database=None)
@given(st.one_of(numbers(2, 5, most=9), numbers(4, 4, most=30), numbers(3, 3, 3, most=9), numbers(2, 4, 3, most=30)))
def test_no_small_number_can_be_computed(inner):
    names = ("municipality", "role", "sex")[: len(next(iter(inner)))]
    people = table(names=names, numbers=inner)

    masked = hidden(people)

    assert {each for each, number in people.items() if 0 < number < SMALLEST} <= masked
    assert not {each for each in masked if people[each] == 0}
    assert computable(people, masked) == set()


@settings(max_examples=100, derandomize=True, database=None)
@given(st.one_of(numbers(2, 3, most=7), numbers(3, 3, most=6), numbers(2, 2, 2, most=8)))
def test_no_small_number_can_be_narrowed_down_to_one(inner):
    names = ("municipality", "role", "sex")[: len(next(iter(inner)))]
    people = table(names=names, numbers=inner)
    masked = hidden(people)
    small = {each for each in masked if people[each] < SMALLEST}
    moved = set()

    for moves in neighbours(people, masked, names):
        moved |= {each for each in small - moved if sum(by for inside, by in moves.items() if each <= inside)}
        if moved == small:
            break

    assert moved == small
