"""The cheapest way to give everybody in a round one seat (a minimum-cost flow, built guest by guest).

Each guest takes the shortest path in the graph of tables, in which the way from one table to another costs what the
cheapest guest there would pay to move. Shortest paths keep every flow on the way the cheapest of its size (Jewell,
1958).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

Costs = Mapping[int, Mapping[int, int]]  # costs[guest][table]; a table that is missing may not be taken
MUST = 1 << 40  # what a table pays for a guest that it must have


def assign(costs: Costs, seats: Mapping[int, tuple[int, int]]) -> dict[int, int] | None:
    """A table for each guest, with the fewest to the most guests at each; None when that cannot be."""
    flow = _Flow(costs, seats)
    if not all(flow.seat(guest) for guest in flow.begin()):
        return None
    return flow.at if all(len(flow.sitting[table]) >= fewest for table, (fewest, _) in seats.items()) else None


class _Flow:
    """Guests who sit already; `moves[origin][target]` says what a move costs there, and who would go."""

    def __init__(self, costs: Costs, seats: Mapping[int, tuple[int, int]]) -> None:
        self.costs, self.seats = costs, seats
        self.at: dict[int, int] = {}
        self.sitting: dict[int, set[int]] = {table: set() for table in seats}

    def begin(self) -> list[int]:
        """Whoever finds the cheapest table wanting sits down there; the others wait."""
        waiting = []
        for guest, choices in self.costs.items():
            open_to = [table for table in choices if table in self.seats]
            cheapest = min(open_to, key=lambda table: choices[table], default=None)
            if cheapest is not None and len(self.sitting[cheapest]) < self.seats[cheapest][0]:
                self.at[guest] = cheapest
                self.sitting[cheapest].add(guest)
            else:
                waiting.append(guest)
        self.moves = {table: self._moves(table) for table in self.seats} if waiting else {}
        return waiting

    def seat(self, guest: int) -> bool:
        """One more guest, for whom others make room."""
        path = self._cheapest_path(guest)
        for mover, table in path:
            if mover in self.at:
                self.sitting[self.at[mover]].remove(mover)
            self.at[mover] = table
            self.sitting[table].add(mover)
        self.moves.update({table: self._moves(table) for _, table in path})
        return bool(path)

    def _cheapest_path(self, guest: int) -> list[tuple[int, int]]:
        """The moves that make room, from the guest to the table that grows; none when all are full."""
        distance = {table: cost for table, cost in self.costs[guest].items() if table in self.seats}
        reached = dict.fromkeys(distance, (guest, -1))
        nearer = list(distance)
        while nearer:
            further = {}
            for origin in nearer:
                for target, (cost, mover) in self.moves[origin].items():
                    if distance[origin] + cost < distance.get(target, 2 * MUST):
                        distance[target] = distance[origin] + cost
                        reached[target] = (mover, origin)
                        further[target] = True
            nearer = list(further)
        ends = [table for table in distance if len(self.sitting[table]) < self.seats[table][1]]
        if not ends:
            return []
        table = min(ends, key=lambda end: (distance[end] - MUST * self._is_wanting(end), end))
        path = []
        while table != -1:
            mover, origin = reached[table]
            path.append((mover, table))
            table = origin
        return path[::-1]

    def _is_wanting(self, table: int) -> bool:
        return len(self.sitting[table]) < self.seats[table][0]

    def _moves(self, table: int) -> dict[int, tuple[int, int]]:
        """The cheapest guest to move from this table to each other."""
        best: dict[int, tuple[int, int]] = {}
        for guest in sorted(self.sitting[table]):
            here = self.costs[guest][table]
            for other, there in self.costs[guest].items():
                if other == table or other not in self.seats:
                    continue
                if other not in best or there - here < best[other][0]:
                    best[other] = (there - here, guest)
        return best


def share(asked: Mapping[int, tuple[int, set[int]]], seats: Mapping[int, tuple[int, int]]) -> dict[int, set[int]]:
    """As many different tables as fit, up to the wanted number for each guest, from those the guest may have.

    A largest flow, by paths that make room (Ford and Fulkerson, 1956); then tables below their fewest are filled from
    tables that can spare someone. What is missing at the end is missing in every answer.
    """
    taken: dict[int, set[int]] = {guest: set() for guest in asked}
    load = dict.fromkeys(seats, 0)
    for guest, (wanted, choices) in asked.items():
        while len(taken[guest]) < wanted:
            ends = {table for table in seats if load[table] < seats[table][1]}
            path = _path(sorted((choices - taken[guest]) & load.keys()), ends, asked, taken)
            if path is None:
                break
            _follow(path, taken)
            taken[guest].add(path[0][1])
            load[path[-1][1]] += 1
    for table, (fewest, _) in seats.items():
        while load[table] < fewest:
            givers = {other for other in seats if load[other] > seats[other][0]}
            path = _path([table], givers, asked, taken, backwards=True)
            if path is None:
                break
            _follow(path, taken, backwards=True)
            load[table] += 1
            load[path[-1][1]] -= 1
    return taken


def _path(
    starts: list[int],
    ends: set[int],
    asked: Mapping[int, tuple[int, set[int]]],
    taken: dict[int, set[int]],
    *,
    backwards: bool = False,
) -> list[tuple[int, int]] | None:
    """Tables one after the other; between two of them the guest who leaves the one for the other."""
    came: dict[int, tuple[int, int]] = dict.fromkeys(starts, (-1, -1))
    queue = list(starts)
    for table in queue:
        if table in ends:
            path = []
            while table != -1:
                guest, before = came[table]
                path.append((guest, table))
                table = before
            return path[::-1]
        for guest, tables in taken.items():
            if (table in tables) == backwards or (backwards and table not in asked[guest][1]):
                continue
            for other in sorted(tables if backwards else asked[guest][1] - tables):
                if other not in came:
                    came[other] = (guest, table)
                    queue.append(other)
    return None


def _follow(path: list[tuple[int, int]], taken: dict[int, set[int]], *, backwards: bool = False) -> None:
    for (_, before), (guest, table) in pairwise(path):
        taken[guest].remove(table if backwards else before)
        taken[guest].add(before if backwards else table)
