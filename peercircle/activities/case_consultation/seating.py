"""Who sits in which trio, and in which turn each of them tells. People are numbers here.

Two cannot think aloud about a third, so nobody sits with only one other. Six and more sit in threes and fours; five are
one circle. Who has a place keeps it, unless others would sit alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

THREE, FOUR, FIVE = 3, 4, 5
TRIES = 30


@dataclass(frozen=True)
class Place:
    trio: int
    turn: int | None  # None: has told, in a trio that is no more


@dataclass(frozen=True)
class Moment:
    """The turn that goes on. In its first minute nobody has told yet, so whose turn it is may still change."""

    turn: int
    has_begun: bool

    @property
    def first_free(self) -> int:
        """The first turn that is nobody's past."""
        return self.turn + self.has_begun

    def has_told(self, place: Place) -> bool:
        return place.turn is None or place.turn < self.turn

    def tells_now(self, place: Place) -> bool:
        return self.has_begun and place.turn == self.turn

    def is_to_come(self, place: Place) -> bool:
        return place.turn is not None and place.turn >= self.first_free


Places = dict[int, Place]
Pair = frozenset[int]
NOBODY_MET: frozenset[Pair] = frozenset()


def sizes(people: int) -> list[int]:
    """As many threes as there can be; none for one or two people."""
    if people < THREE or people == FIVE:
        return [people] if people == FIVE else []
    fours = people % THREE
    return [FOUR] * fours + [THREE] * (people // THREE - fours)


def turns(people: int) -> int:
    """One for each of the largest circle."""
    return max(sizes(people), default=THREE)


def draw(people: Sequence[int], rng: Random, met: frozenset[Pair] = NOBODY_MET) -> Places:
    """By chance, and so that as few as possible sit together who `met` last time."""
    best: list[list[int]] = []
    for _try in range(TRIES):
        order = list(people)
        rng.shuffle(order)
        circles = [[order.pop() for _seat in range(size)] for size in sizes(len(people))]
        while _trade(circles, met):
            pass
        if not best or _meet_again(circles, met) < _meet_again(best, met):
            best = circles
        if not _meet_again(best, met):
            break
    return {person: Place(trio, turn) for trio, circle in enumerate(best, 1) for turn, person in enumerate(circle, 1)}


def _meet_again(circles: Iterable[Sequence[int]], met: frozenset[Pair]) -> int:
    return sum(frozenset(pair) in met for circle in circles for pair in combinations(circle, 2))


def _trade(circles: list[list[int]], met: frozenset[Pair]) -> bool:
    """Two change places if fewer then meet again."""
    for one, other in combinations(circles, 2):
        before = _meet_again((one, other), met)
        for here, there in ((i, j) for i in range(len(one)) for j in range(len(other)) if before):
            one[here], other[there] = other[there], one[here]
            if _meet_again((one, other), met) < before:
                return True
            one[here], other[there] = other[there], one[here]
    return False


def all_sit(places: Places, here: Sequence[int]) -> bool:
    """Whether a step may begin as it is; who has told and left is no reason to change anything."""
    size = Counter(places[person].trio for person in here if person in places)
    return size.total() == len(here) and min(size.values(), default=0) >= THREE


def settle(
    places: Places, here: Sequence[int], moment: Moment, rng: Random, met: frozenset[Pair] = NOBODY_MET
) -> Places:
    """Somebody came or left: everybody who is here gets a place. With fewer than three nobody moves.

    Who comes late sits in the smallest trio and tells last. A trio that is left with two gets the third of a four, or
    its two join others; who has told there already does not tell again.
    """
    if not any(person in places for person in here):
        return draw(here, rng, met) if len(here) >= THREE else {}
    room = _Room(dict(places), set(here), moment)
    for person in [person for person in places if person not in room.here]:
        room.go(person)
    if len(here) >= THREE:
        for person in here:
            if person not in room.places:
                room.come(person)
        while room.mend():
            pass
    return room.places


def swap(places: Places, one: int, other: int) -> Places:
    return {**places, one: places[other], other: places[one]}


def move(places: Places, here: Sequence[int], person: int, trio: int) -> Places:
    """Before the first turn: to the end of another trio."""
    room = _Room(dict(places), set(here), Moment(1, has_begun=False))
    room.move(person, trio)
    return room.places


@dataclass
class _Room:
    places: Places  # also of those who have told and left: what was stays
    here: set[int]
    moment: Moment

    def circles(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for person, place in self.places.items():
            if person in self.here:
                found.setdefault(place.trio, []).append(person)
        return found

    def go(self, person: int) -> None:
        """The others move up, when this person's turn was still to come."""
        gone = self.places[person]
        if not self.moment.is_to_come(gone):
            return
        del self.places[person]
        for other, place in self.places.items():
            if place.trio == gone.trio and place.turn is not None and gone.turn is not None and place.turn > gone.turn:
                self.places[other] = Place(place.trio, place.turn - 1)

    def come(self, person: int) -> None:
        self._sit(person, self._smallest())

    def mend(self) -> bool:
        """One circle that is too small or too large; False when there is none, or nothing can be done."""
        size = {trio: len(circle) for trio, circle in self.circles().items()}
        small, large = self._smallest(), self._largest()
        if size[small] < THREE and size[large] >= FOUR:
            self.move(self._who_can_go(large, small), small)
        elif size[small] < THREE and len(size) > 1:
            for person in self.circles()[small]:
                self.move(person, self._smallest(but=small))
        elif size[large] >= FIVE and len(self.here) > FIVE:
            self._relieve(large, small if size[small] == THREE else None)
        else:
            return False
        return True

    def _relieve(self, large: int, three: int | None) -> None:
        """One sits with three others; where only fours are, it takes three for a trio of their own."""
        if three is not None:
            self.move(self._who_can_go(large, three), three)
            return
        fresh = max(place.trio for place in self.places.values()) + 1
        for _person in range(THREE):
            self.move(self._who_can_go(self._largest(), fresh), fresh)

    def move(self, person: int, trio: int) -> None:
        has_told = self.moment.has_told(self.places[person])
        self.go(person)
        self._sit(person, trio, tells=not has_told)

    def _sit(self, person: int, trio: int, *, tells: bool = True) -> None:
        taken = [place.turn for place in self.places.values() if place.trio == trio and place.turn is not None]
        last = max([*taken, self.moment.first_free - 1])
        self.places[person] = Place(trio, last + 1 if tells else None)

    def _smallest(self, but: int | None = None) -> int:
        circles = self.circles()
        return min(circles.keys() - {but}, key=lambda trio: (len(circles[trio]), trio))

    def _largest(self) -> int:
        circles = self.circles()
        return max(circles, key=lambda trio: (len(circles[trio]), -trio))

    def _who_can_go(self, trio: int, to: int) -> int:
        """Never the one who tells just now; else whoever lets all be over soonest, and of those the last to tell."""
        free = [person for person in self.circles()[trio] if not self.moment.tells_now(self.places[person])]
        return min(free, key=lambda person: (self._last_turn_if(person, to), -(self.places[person].turn or 0)))

    def _last_turn_if(self, person: int, to: int) -> int:
        trial = _Room(dict(self.places), self.here, self.moment)
        trial.move(person, to)
        return max(place.turn or 0 for place in trial.places.values())
