"""The cheapest way to give everybody in a round one seat (a minimum-cost flow, built guest by guest).

Each guest takes the shortest path in the graph of tables, in which the way from one table to another costs what the
cheapest guest there would pay to move. Shortest paths keep every flow on the way the cheapest of its size (Jewell,
1958).
"""

from __future__ import annotations

from collections.abc import Mapping

Costs = Mapping[int, Mapping[int, int]]  # costs[guest][table]; a table that is missing may not be taken
MUST = 1 << 40  # what a table pays for a guest that it must have


def assign(costs: Costs, seats: Mapping[int, tuple[int, int]]) -> dict[int, int] | None:
    """A table for each guest, with the fewest to the most guests at each; None when that cannot be."""
    at: dict[int, int] = {}
    load = dict.fromkeys(seats, 0)
    waiting = []
    for guest, choices in costs.items():
        open_to = [table for table in choices if table in seats]
        cheapest = min(open_to, key=lambda table: choices[table], default=None)
        if cheapest is not None and load[cheapest] < seats[cheapest][0]:
            at[guest] = cheapest
            load[cheapest] += 1
        else:
            waiting.append(guest)
    for guest in waiting:
        path = _cheapest_path(guest, costs, seats, at, load)
        if path is None:
            return None
        for mover, table in path:
            at[mover] = table
        load[path[-1][1]] += 1
    if any(load[table] < fewest for table, (fewest, _) in seats.items()):
        return None
    return at


def _cheapest_path(
    guest: int, costs: Costs, seats: Mapping[int, tuple[int, int]], at: dict[int, int], load: dict[int, int]
) -> list[tuple[int, int]] | None:
    """The moves that make room for one more guest, from the guest to the table that grows."""
    moves = _moves(costs, seats, at)
    distance = {table: cost for table, cost in costs[guest].items() if table in seats}
    reached = dict.fromkeys(distance, (guest, -1))
    for _ in seats:
        changed = False
        for (origin, target), (cost, mover) in moves.items():
            if origin in distance and distance[origin] + cost < distance.get(target, 2 * MUST):
                distance[target] = distance[origin] + cost
                reached[target] = (mover, origin)
                changed = True
        if not changed:
            break
    ends = {
        table: length - (MUST if load[table] < seats[table][0] else 0)
        for table, length in distance.items()
        if load[table] < seats[table][1]
    }
    if not ends:
        return None
    table = min(ends, key=lambda end: (ends[end], end))
    path = []
    while table != -1:
        mover, origin = reached[table]
        path.append((mover, table))
        table = origin
    return path[::-1]


def _moves(
    costs: Costs, seats: Mapping[int, tuple[int, int]], at: dict[int, int]
) -> dict[tuple[int, int], tuple[int, int]]:
    """The cheapest guest to move from each table to each other."""
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for guest, table in at.items():
        here = costs[guest][table]
        for other, there in costs[guest].items():
            if other == table or other not in seats:
                continue
            known = best.get((table, other))
            if known is None or there - here < known[0]:
                best[table, other] = (there - here, guest)
    return best
