"""Reads a finished plan as a stranger would and names every broken rule. It shares no line with those who plan."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from peercircle.activities.world_cafe.seating.demand import Count, Demand, Seats


def check(demand: Demand, seats: Seats) -> list[str]:
    """Every fault of a plan, in words; an empty list means that people may see it."""
    shape = _shape(demand, seats)
    if shape:
        return shape
    return [*_past(demand, seats), *_presence(demand, seats), *_visits(demand, seats), *_evenness(demand, seats)]


def count(seats: Seats) -> Count:
    """L, Q and M, counted pair by pair."""
    met: Counter[tuple[int, int]] = Counter()
    for row in seats:
        tables: dict[int, list[int]] = {}
        for guest, table in enumerate(row):
            if table is not None:
                tables.setdefault(table, []).append(guest)
        for guests in tables.values():
            met.update(combinations(guests, 2))
    times = Counter(met.values())
    return Count(
        L=sum((m - 1) * pairs for m, pairs in times.items()),
        Q=sum(m * (m - 1) // 2 * pairs for m, pairs in times.items()),
        M=max(times, default=0),
    )


def _shape(demand: Demand, seats: Seats) -> list[str]:
    if len(seats) != demand.rounds:
        return [f"{len(seats)} rounds are planned instead of {demand.rounds}"]
    faults = []
    for round_, row in enumerate(seats):
        if len(row) != demand.guests:
            faults.append(f"round {round_} has {len(row)} seats for {demand.guests} guests")
        if any(table is not None and not 0 <= table < demand.tables for table in row):
            faults.append(f"round {round_} names a table that does not exist")
    return faults


def _past(demand: Demand, seats: Seats) -> list[str]:
    return [
        f"round {round_} is over but was changed"
        for round_, happened in enumerate(demand.life.past)
        if tuple(seats[round_]) != tuple(happened)
    ]


def _presence(demand: Demand, seats: Seats) -> list[str]:
    """One seat for each guest who is here, at a table that is open and not forbidden."""
    faults = []
    for round_ in range(len(demand.life.past), demand.rounds):
        for guest, table in enumerate(seats[round_]):
            here = demand.life.present is None or demand.life.present[round_][guest]
            if here != (table is not None):
                faults.append(f"guest {guest} {'has no seat' if here else 'is away but has a seat'} in round {round_}")
            if table is None:
                continue
            if demand.life.open_tables is not None and table not in demand.life.open_tables[round_]:
                faults.append(f"guest {guest} sits at table {table}, closed in round {round_}")
            if (guest, table) in demand.life.forbidden:
                faults.append(f"guest {guest} sits at the forbidden table {table} in round {round_}")
    return faults


def _visits(demand: Demand, seats: Seats) -> list[str]:
    """Nobody twice at a table; with more rounds than tables, each table as often as each other or once more.

    What happened in the past is forgiven, but no seat to come may add to it. The least number of visits is only asked
    for when the whole evening went as planned: whoever was away cannot have been everywhere.
    """
    fewest, rest = divmod(demand.rounds, demand.tables)
    most = fewest + (rest > 0)
    undisturbed = not demand.life.past and not demand.life.forbidden
    undisturbed &= demand.life.present is None or all(all(row) for row in demand.life.present)
    undisturbed &= demand.life.open_tables is None or all(len(row) == demand.tables for row in demand.life.open_tables)
    faults = []
    for guest in range(demand.guests):
        seen: dict[int, int] = {}
        for round_, row in enumerate(seats):
            table = row[guest]
            if table is None:
                continue
            seen[table] = seen.get(table, 0) + 1
            if round_ >= len(demand.life.past) and seen[table] > most + (guest in demand.returning):
                faults.append(f"guest {guest} is sent to table {table} again in round {round_}")
        if fewest and undisturbed and any(seen.get(table, 0) < fewest for table in range(demand.tables)):
            faults.append(f"guest {guest} misses a table")
    return faults


def _evenness(demand: Demand, seats: Seats) -> list[str]:
    """Moving a guest must not bring tables nearer to the sizes wanted; sizes that fit the people are kept exactly."""
    faults = []
    for round_ in range(len(demand.life.past), demand.rounds):
        if demand.life.open_tables is None:
            tables = list(range(demand.tables))
        else:
            tables = list(demand.life.open_tables[round_])
        sat = Counter(seats[round_])
        over = {table: sat[table] - (demand.sizes[table] if demand.sizes else 0) for table in tables}
        fullest = max((over[table] for table in tables if sat[table]), default=0)
        emptiest = min(over.values(), default=0)
        misses = demand.sizes and not any(demand.slack) and sum(over.values()) == 0 and any(over.values())
        if fullest - emptiest > 1 + sum(demand.slack) or misses:
            faults.append(f"round {round_} is not seated evenly")
    return faults
