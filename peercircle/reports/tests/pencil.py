"""A reader with a pencil, who computes whatever the sums allow."""

from fractions import Fraction

from peercircle.reports.masking import SMALLEST, sums


def computable(people, masked):
    """The small numbers that the sums fix, found with fractions and nothing left out."""
    solved = {}
    for whole, parts in sums(people):
        row = {each: Fraction(1) for each in parts if each in masked}
        if whole in masked:
            row[whole] = Fraction(-1)
        for pivot in [each for each in row if each in solved]:
            subtract(row, solved[pivot], pivot)
        if row:
            pivot = min(row, key=sorted)
            row = {each: value / row[pivot] for each, value in row.items()}
            for other in solved.values():
                subtract(other, row, pivot)
            solved[pivot] = row
    return {pivot for pivot, row in solved.items() if len(row) == 1 and people[pivot] < SMALLEST}


def subtract(row, known, pivot):
    """Take the known equation from this one as often as its first unknown stands there."""
    factor = row.get(pivot, 0)
    for each, value in known.items() if factor else ():
        row[each] = row.get(each, 0) - factor * value
        if not row[each]:
            del row[each]
