"""The words of seating: what is asked for, what comes back, and what cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Objective = Literal["fair", "meet"]
# Seats[round][guest] is the number of a table, or None for who is not there.
Seats = list[list[int | None]]


@dataclass(frozen=True)
class Life:
    """What has happened since the evening was planned. Everything counts from 0.

    `past` holds the rounds that were, as they were; they stay. `present[round][guest]` and
    `open_tables[round]` speak of every round of the evening; `forbidden` holds (guest, table) pairs:
    whoever became a host is not sent back to the own table as a guest.
    """

    past: tuple[tuple[int | None, ...], ...] = ()
    present: tuple[tuple[bool, ...], ...] | None = None
    open_tables: tuple[tuple[int, ...], ...] | None = None
    forbidden: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Demand:
    """An evening to be seated: `guests` rotate over `tables` for `rounds`; hosts are not counted.

    `objective` "fair" wants least Q, then M, then L; "meet" wants least L. `sizes` fixes the guests at each table;
    without it tables stay within one of each other. `groups` names a school or role for each guest (None: no
    matter), `preferences` the tables each guest asked for, `met` (guest, guest, times) of earlier meetings.
    `running` is the plan people have in their hands: the new one changes as few of its seats as it can.
    """

    guests: int
    tables: int
    rounds: int
    sizes: tuple[int, ...] | None = None
    objective: Objective = "fair"
    groups: tuple[str | int | None, ...] | None = None
    preferences: tuple[tuple[int, ...], ...] | None = None
    met: tuple[tuple[int, int, int], ...] = ()
    life: Life = field(default_factory=Life)
    running: tuple[tuple[int | None, ...], ...] | None = None
    budget_ms: int = 500
    # What has to give where no plan keeps all rules (see `Impossible.relaxed`).
    returning: frozenset[int] = frozenset()  # guests who may come once more to a table
    slack: tuple[int, int] = (0, 0)  # how many guests fewer, and how many more, than is even a table may have

    @property
    def begun(self) -> int:
        """How many rounds are over."""
        return len(self.life.past)

    @property
    def visits(self) -> int:
        """How often a guest may sit at one table: once, when there are as many tables as rounds."""
        return max(1, -(-self.rounds // self.tables))

    def visits_of(self, guest: int) -> int:
        return self.visits + (guest in self.returning)

    @cached_property
    def fewest_visits(self) -> int:
        """How often everybody is at each table at least; whoever was away cannot have been everywhere."""
        whole = all(len(here) == self.guests for here in self.here)
        whole = whole and all(len(tables) == self.tables for tables in self.open)
        return 0 if self.life.past or self.life.forbidden or not whole else self.rounds // self.tables

    @cached_property
    def here(self) -> list[list[int]]:
        """The guests to be seated, for each round; in a round that was, those who sat."""
        return [self._here(round_) for round_ in range(self.rounds)]

    @cached_property
    def seated(self) -> list[frozenset[int]]:
        """The same, to ask whether somebody is among them."""
        return [frozenset(here) for here in self.here]

    def _here(self, round_: int) -> list[int]:
        if round_ < self.begun:
            return [guest for guest, table in enumerate(self.life.past[round_]) if table is not None]
        if self.life.present is None:
            return list(range(self.guests))
        return [guest for guest, is_here in enumerate(self.life.present[round_]) if is_here]

    @cached_property
    def open(self) -> list[list[int]]:
        """The tables that are open, for each round."""
        if self.life.open_tables is None:
            return [list(range(self.tables)) for _ in range(self.rounds)]
        return [sorted(tables) for tables in self.life.open_tables]

    @cached_property
    def is_plain(self) -> bool:
        """Everybody is here, every table is open, nothing has happened yet."""
        if self.sizes is not None or self.life.past or self.life.forbidden or self.returning or any(self.slack):
            return False
        whole = all(len(here) == self.guests for here in self.here)
        return whole and all(len(tables) == self.tables for tables in self.open)

    def seats_at(self, round_: int) -> dict[int, tuple[int, int]]:
        """Fewest and most guests at each open table: as even as can be, or as near to `sizes` as the people allow.

        Chairs are taken from (or added to) all tables alike until one step more would be too many.
        """
        sizes = {table: self.sizes[table] if self.sizes else 0 for table in self.open[round_]}
        people = len(self.here[round_])
        if not sizes:
            return {}
        level = (sum(sizes.values()) - people) // len(sizes)
        while sum(max(0, size - level) for size in sizes.values()) > people:
            level += 1
        fewest = {table: max(0, size - level) for table, size in sizes.items()}
        spare = 0 if sum(fewest.values()) == people else 1
        most = {table: max(0, size - level + spare) for table, size in sizes.items()}
        fewer, more = self.slack
        return {table: (max(0, fewest[table] - fewer), most[table] + more) for table in sizes}


@dataclass(frozen=True)
class Bounds:
    """No plan whatsoever has a smaller L or Q; no fair plan has a smaller M."""

    L: int
    Q: int
    M: int

    def goal(self, objective: Objective) -> int:
        """The bound of what is to be least."""
        return self.L if objective == "meet" else self.Q


@dataclass(frozen=True)
class Count:
    """With m = how often a pair sits together: L = sum of max(0, m-1), Q = sum of m(m-1)/2, M = the largest m."""

    L: int
    Q: int
    M: int


@dataclass(frozen=True)
class Plan:
    """A checked plan. `optimal` is said only where the bound proves it (see `planning.is_optimal`)."""

    seats: Seats
    count: Count
    bounds: Bounds
    optimal: bool
    method: str
    changed: tuple[tuple[int, int], ...] = ()  # (round, guest) whose seat differs from the running plan
    wishes: tuple[int, int] | None = None  # wishes that come true, and the most that could

    @property
    def told(self) -> tuple[int, ...]:
        """The guests who must be told that a seat of theirs is another one now; who moves first comes first."""
        return tuple(dict.fromkeys(guest for _, guest in self.changed))

    @property
    def above(self) -> int:
        """How many repeats lie above what may be possible. 0: fewer is impossible."""
        return self.count.L - self.bounds.L


class Impossible(Exception):  # noqa: N818  (it is an answer, not an error)
    """No plan keeps the rules: who is in the way, why, and the least that would have to give.

    `relaxed` is the demand with just that given; it can be planned. None when only people can help (no table is open).
    """

    def __init__(self, who: str, why: str, relaxation: str, relaxed: Demand | None = None) -> None:
        super().__init__(f"{who} {why}. {relaxation}.")
        self.who, self.why, self.relaxation, self.relaxed = who, why, relaxation, relaxed
