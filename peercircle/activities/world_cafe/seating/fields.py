"""Arithmetic in which one can divide: finite fields GF(p^k), and products of them for other numbers of tables.

Elements are the numbers 0..T-1, read as digits in base p: the coefficients of a polynomial. Sum is digit by digit;
a product is reduced by a polynomial of degree k without factors, found by trial (Lidl and Niederreiter, *Finite
Fields*, chapter 2). 0 and 1 are themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product


def prime_powers(number: int) -> list[tuple[int, int]]:
    """12 -> [(2, 2), (3, 1)]."""
    found, prime = [], 2
    while number > 1:
        power = 0
        while number % prime == 0:
            number //= prime
            power += 1
        if power:
            found.append((prime, power))
        prime += 1
    return found


@dataclass(frozen=True)
class Ring:
    """A product of fields; `units` are elements whose differences all have an inverse, beginning with 0 and 1."""

    size: int
    units: tuple[int, ...]
    plus: tuple[tuple[int, ...], ...]
    times: tuple[tuple[int, ...], ...]  # times[unit][element], rows for the units only


@lru_cache(maxsize=64)
def ring(size: int) -> Ring:
    """The ring with the most units of its size: the product of the fields of its prime powers.

    An element is a remainder in each field. The i-th unit is i in every field; two such differ in every field, so
    there are as many as the smallest field has elements (MacNeish, 1922).
    """
    fields = [_field(prime, power) for prime, power in prime_powers(size)]
    orders = [len(plus) for plus, _ in fields]
    digits = list(product(*(range(order) for order in orders)))
    number = {value: place for place, value in enumerate(digits)}
    plus = tuple(
        tuple(number[tuple(f[0][x][y] for f, x, y in zip(fields, one, other, strict=True))] for other in digits)
        for one in digits
    )
    units = [number[(unit,) * len(orders)] for unit in range(min(orders, default=1))]
    times = tuple(
        tuple(number[tuple(f[1][unit][y] for f, y in zip(fields, other, strict=True))] for other in digits)
        for unit in range(len(units))
    )
    return Ring(size, tuple(units), plus, times)


Table = list[list[int]]


@lru_cache(maxsize=64)
def _field(prime: int, power: int) -> tuple[Table, Table]:
    """Tables of sums and products of GF(prime^power)."""
    order = prime**power
    if power == 1:
        numbers = range(order)
        return [[(x + y) % order for y in numbers] for x in numbers], [
            [x * y % order for y in numbers] for x in numbers
        ]
    digits = [_digits(number, prime, power) for number in range(order)]
    plus = [[_number([(a + b) % prime for a, b in zip(x, y, strict=True)], prime) for y in digits] for x in digits]
    by_x = _times_x(prime, power)
    times = [[0] * order for _ in range(order)]
    for one, other in product(range(order), repeat=2):
        for digit in reversed(digits[other]):  # Horner: from the highest power of x
            times[one][other] = by_x[times[one][other]]
            for _ in range(digit):
                times[one][other] = plus[times[one][other]][one]
    return plus, times


def _digits(number: int, prime: int, power: int) -> list[int]:
    return [number // prime**place % prime for place in range(power)]


def _number(digits: list[int], prime: int) -> int:
    return sum(digit * prime**place for place, digit in enumerate(digits))


def _times_x(prime: int, power: int) -> list[int]:
    """Each element times x, for the first polynomial under which the powers of x run through everything but 0.

    Then every element but 0 has an inverse (another power of x), so the ring is a field.
    """
    order = prime**power
    for low in product(range(prime), repeat=power):
        by_x = []
        for number in range(order):
            digits = _digits(number, prime, power)
            top = digits[-1]
            moved = [0, *digits[:-1]]
            by_x.append(_number([(a - top * b) % prime for a, b in zip(moved, low, strict=True)], prime))
        element, steps = by_x[1], 1
        while element not in (0, 1) and steps < order:
            element, steps = by_x[element], steps + 1
        if element == 1 and steps == order - 1:
            return by_x
    raise ArithmeticError(f"no field of {order} elements")
