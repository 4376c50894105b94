"""Numbers that are so small that they point at somebody are hidden, and with them whatever would give them away.

A table is a set of cells, and a cell says what its people have in common: `{("municipality", "XK-18"), ("sex", "f")}`.
With one word less it is the sum over that word, so the empty cell is the total of all. Tables that share cells are
masked together; nothing here knows of Django.
"""

from __future__ import annotations

import heapq
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

SMALLEST = 5  # the smallest number of people that may be told

Cell = frozenset[tuple[str, str]]
Sum = tuple[Cell, tuple[Cell, ...]]  # a whole and its parts

PRIME = 2**61 - 1


def cell(**words: str) -> Cell:
    return frozenset(words.items())


def sums(cells: Collection[Cell]) -> list[Sum]:
    """Every way in which one of these cells is the sum of others of them."""
    parts: dict[tuple[Cell, str], list[Cell]] = defaultdict(list)
    for each in cells:
        for word in each:
            parts[each - {word}, word[0]].append(each)
    return [(whole, tuple(some)) for (whole, _dimension), some in parts.items() if whole in cells]


def hidden(
    people: Mapping[Cell, int],
    *,
    already: Collection[Cell] = (),
    settled: Collection[Cell] = (),
    secret: Collection[Cell] = (),
    unpublished: Collection[Cell] = (),
) -> set[Cell]:
    """The cells not to be told, for these numbers of people and for whatever else is counted in the same cells.

    Neither a sum nor any chain of sums gives a small number away, nor that a few hidden ones are small together.
    An empty cell is never among them, but beside a hidden one it is not told either (see `lines`): so a reader cannot
    know that a hidden cell is not empty, and any that can move by a chain of sums can really be one more or one less.
    `already` are hidden elsewhere, and about those that are `settled` another table has decided, so they stay as
    they are. What is `secret` is kept like a small number. Nobody publishes what is `unpublished`: it only ties others
    together.
    """
    masking = _Masking(people, {*already, *unpublished}, {*settled, *unpublished}, secret)
    masking.loose = {(whole, parts) for whole, parts in masking.sums if {whole, *parts} & {*unpublished}}
    while more := masking.thin() or masking.given_away():
        masking.hidden |= more
    return masking.hidden


def lines(cells: Iterable[Cell]) -> set[tuple[Cell, str]]:
    """The sums, each as its whole and what divides it, that have one of these cells as a part."""
    return {(each - {word}, word[0]) for each in cells for word in each}


class _Masking:
    loose: Collection[Sum] = ()  # sums of which nobody knows all

    def __init__(
        self, people: Mapping[Cell, int], already: set[Cell], settled: set[Cell], secret: Collection[Cell]
    ) -> None:
        self.people = people
        self.small = {each for each, number in people.items() if 0 < number < SMALLEST or each in secret}
        self.free = {each for each, number in people.items() if number} - settled
        self.hidden = (self.small & self.free) | already
        self.sums = sums([each for each, number in people.items() if number])
        self.sums_with: dict[Cell, list[Sum]] = defaultdict(list)
        for whole, parts in self.sums:
            for each in (whole, *parts):
                self.sums_with[each].append((whole, parts))

    def thin(self) -> set[Cell]:
        """More cells to hide where the whole minus what is told leaves a small number, or one for each that is gone.

        The rows of a table name who is not empty, so five hidden ones that are five people would be one each.
        """
        more = set()
        for whole, parts in self.sums:
            gone = [part for part in parts if part in self.hidden]
            if not gone or whole in self.hidden or (whole, parts) in self.loose:
                continue
            left = sum(self.people[part] for part in gone)
            if len(gone) < 2 or left < SMALLEST or left == len(gone):
                more |= self._next([*parts, whole])
        return more

    def given_away(self) -> set[Cell]:
        """More cells to hide where several sums together tell a small number."""
        told = determined(self.hidden, self.sums) & self.small
        return {next_one for each in told for next_one in self._near(each)}

    def _near(self, one: Cell) -> set[Cell]:
        """In the sums with this cell, else in those that share a cell with them, and so on."""
        ring, seen = {one}, {one}
        while ring:
            ring = {each for inner in ring for whole, parts in self.sums_with[inner] for each in (whole, *parts)} - seen
            if found := self._next(ring):
                return found
            seen |= ring
        return set()

    def _next(self, cells: Iterable[Cell]) -> set[Cell]:
        """The cell whose loss costs least, the same one each time."""
        told = [each for each in cells if each in self.free and each not in self.hidden]
        return {min(told, key=lambda each: (self.people[each], -len(each), sorted(each)))} if told else set()


def determined(unknown: Collection[Cell], equations: Iterable[Sum]) -> set[Cell]:
    """Those of the unknown that can be computed from the rest.

    A random solution of "all sums of unknowns are zero" moves every unknown that can move: one that stays at zero is
    fixed by the sums. Counted modulo a large prime, so that no fraction is rounded.
    """
    chance = random.Random(0)  # noqa: S311  (a table is masked the same way each time)
    solved = _triangle(unknown, equations)
    pivots = {pivot for pivot, _row in solved}
    value = {each: chance.randrange(1, PRIME) for each in sorted(unknown, key=sorted) if each not in pivots}
    for pivot, row in reversed(solved):
        rest = sum(factor * value[each] for each, factor in row.items() if each != pivot)
        value[pivot] = -rest * pow(row[pivot], -1, PRIME) % PRIME
    return {each for each in unknown if not value[each]}


def _triangle(unknown: Collection[Cell], equations: Iterable[Sum]) -> list[tuple[Cell, dict[Cell, int]]]:
    """Each equation solved for one unknown, which no later equation has. The shortest first: that keeps them short."""
    rows = [row for whole, parts in equations if (row := _row(unknown, whole, parts))]
    having: dict[Cell, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for each in row:
            having[each].add(number)
    queue = [(len(row), number) for number, row in enumerate(rows)]
    heapq.heapify(queue)
    solved: list[tuple[Cell, dict[Cell, int]]] = []
    while queue:
        length, number = heapq.heappop(queue)
        row = rows[number]
        if length != len(row) or not row:
            continue
        pivot = min(row, key=lambda each: (len(having[each]), sorted(each)))
        for each in row:
            having[each].discard(number)
        for other in list(having[pivot]):
            _subtract(rows[other], row, pivot, having, other)
            heapq.heappush(queue, (len(rows[other]), other))
        rows[number] = {}
        solved.append((pivot, row))
    return solved


def _row(unknown: Collection[Cell], whole: Cell, parts: Iterable[Cell]) -> dict[Cell, int]:
    row = dict.fromkeys((part for part in parts if part in unknown), 1)
    return {**row, whole: PRIME - 1} if whole in unknown else row


def _subtract(
    row: dict[Cell, int], known: dict[Cell, int], pivot: Cell, having: dict[Cell, set[int]], number: int
) -> None:
    factor = row[pivot] * pow(known[pivot], -1, PRIME)
    for each, value in known.items():
        left = (row.get(each, 0) - factor * value) % PRIME
        if left:
            row[each] = left
            having[each].add(number)
        elif each in row:
            del row[each]
            having[each].discard(number)


def merged(parts: Iterable[tuple[str, int]]) -> list[tuple[list[str], int]]:
    """Neighbours taken together until each number may be told; what is left over joins the last."""
    heaps: list[tuple[list[str], int]] = []
    names: list[str] = []
    left = 0
    for name, number in parts:
        names.append(name)
        left += number
        if left >= SMALLEST:
            heaps.append((names, left))
            names, left = [], 0
    if left and heaps:
        last, number = heaps.pop()
        heaps.append((last + names, number + left))
    return heaps
