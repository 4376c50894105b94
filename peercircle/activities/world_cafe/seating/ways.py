"""Which tables are left for whom in the rounds to come, and proofs that they are too few.

A table is only left for a guest in a round when the guest finds other new tables for all other rounds. Such pairs are
the edges of a bipartite graph that lie in some perfect matching (Régin, 1994): from one matching they are found by
walking from round to round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from peercircle.activities.world_cafe.seating.demand import Demand
from peercircle.activities.world_cafe.seating.flows import assign, share

Tables = frozenset[int]
Ways = list[dict[int, Tables]]  # ways[round][guest]; nothing in rounds that are over


def ways(demand: Demand) -> Ways:
    """The tables that are left; none for whoever cannot find a table for each round."""
    closed: list[dict[int, Tables]] = [{} for _ in range(demand.begun)]
    found: Ways = [*closed, *({} for _ in range(demand.begun, demand.rounds))]
    visits = _visits(demand)
    for guest in range(demand.guests):
        rounds = [round_ for round_ in range(demand.begun, demand.rounds) if guest in demand.seated[round_]]
        most = demand.visits_of(guest)
        new = frozenset(
            table
            for table in range(demand.tables)
            if visits[guest].get(table, 0) < most and (guest, table) not in demand.life.forbidden
        )
        options = tuple(new.intersection(demand.open[round_]) for round_ in rounds)
        if most == 1:
            options = _useful(options)
        elif not _has_room(options, {table: most - visits[guest].get(table, 0) for table in new}):
            options = (frozenset(),) * len(rounds)
        for round_, tables in zip(rounds, options, strict=True):
            found[round_][guest] = tables
    return found


def without(found: Ways) -> list[int]:
    """Guests who cannot find a table for each round."""
    return sorted({guest for row in found for guest, tables in row.items() if not tables})


def is_proven_impossible(demand: Demand, found: Ways) -> bool:
    """Some rounds in a row, taken by themselves, cannot be seated as evenly as is wanted.

    One round is a flow. Of several rounds at once it is asked only how many tables each guest needs, and how many
    guests each table takes, in all of them together; where that cannot be, no plan exists.
    """
    if demand.visits > 1 or demand.returning:
        return False
    if any(_is_round_impossible(demand, found, round_) for round_ in range(demand.begun, demand.rounds)):
        return True
    return any(_are_rounds_impossible(demand, found, window) for window in _windows(demand))


def _windows(demand: Demand) -> Iterator[range]:
    """All that is left; then ever fewer of the last rounds, and of the next ones."""
    first, last = demand.begun, demand.rounds
    yield range(first, last)
    for middle in range(first + 1, last):
        yield range(middle, last)
        yield range(first, middle)


def _is_round_impossible(demand: Demand, found: Ways, round_: int) -> bool:
    costs = {guest: dict.fromkeys(sorted(tables), 0) for guest, tables in found[round_].items()}
    return assign(costs, demand.seats_at(round_)) is None


def _are_rounds_impossible(demand: Demand, found: Ways, rounds: range) -> bool:
    fewest, most = dict.fromkeys(range(demand.tables), 0), dict.fromkeys(range(demand.tables), 0)
    for round_ in rounds:
        for table, (low, high) in demand.seats_at(round_).items():
            fewest[table] += low
            most[table] += high
    asked: dict[int, tuple[int, set[int]]] = {}
    for guest, tables in chain.from_iterable(found[round_].items() for round_ in rounds):
        wanted, choices = asked.get(guest, (0, set()))
        asked[guest] = (wanted + 1, choices | tables)
    taken = share(asked, {table: (fewest[table], most[table]) for table in fewest})
    if any(len(tables) < asked[guest][0] for guest, tables in taken.items()):
        return True
    return any(sum(table in tables for tables in taken.values()) < low for table, low in fewest.items())


def _visits(demand: Demand) -> list[dict[int, int]]:
    visits: list[dict[int, int]] = [{} for _ in range(demand.guests)]
    for row in demand.life.past:
        for guest, table in enumerate(row):
            if table is not None:
                visits[guest][table] = visits[guest].get(table, 0) + 1
    return visits


def _has_room(options: tuple[Tables, ...], free: Mapping[int, int]) -> bool:
    """A table for each round, where one may be visited several times."""
    if all(len(tables) >= len(options) for tables in options):
        return True
    costs = {place: dict.fromkeys(sorted(tables), 0) for place, tables in enumerate(options)}
    return assign(costs, {table: (0, times) for table, times in free.items()}) is not None


@lru_cache(maxsize=4_096)
def _useful(options: tuple[Tables, ...]) -> tuple[Tables, ...]:
    """For each round the tables that leave another one for each other round."""
    if all(len(tables) >= len(options) for tables in options):
        return options
    at = _matching(options)
    if at is None:
        return (frozenset(),) * len(options)
    taken = {table: place for place, table in enumerate(at)}
    # If a round gives its table away, where could it go? Bit i: to the table of round i; the last bit: to a free one.
    free = 1 << len(options)
    leads = [sum({1 << taken[table] if table in taken else free for table in tables}) for tables in options]
    for middle in range(len(options)):
        leads = [bits | leads[middle] if bits >> middle & 1 else bits for bits in leads]
    return tuple(
        frozenset(
            table
            for table in tables
            if table not in taken or taken[table] == place or leads[taken[table]] & (free | 1 << place)
        )
        for place, tables in enumerate(options)
    )


def _matching(options: tuple[Tables, ...]) -> list[int] | None:
    costs = {place: dict.fromkeys(sorted(tables), 0) for place, tables in enumerate(options)}
    at = assign(costs, dict.fromkeys(frozenset().union(*options), (0, 1)))
    return None if at is None else [at[place] for place in range(len(options))]
