"""Where no plan keeps the rules: who is in the way, why, and the least that has to give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from peercircle.activities.world_cafe.seating import life
from peercircle.activities.world_cafe.seating.demand import Demand, Impossible, Seats
from peercircle.activities.world_cafe.seating.ways import ways, without

UNEVEN = 2  # tables that differ by so many more are better than somebody who returns; so much more are worse
NAMES = 10


def impossible(demand: Demand, near: Seats, until: float) -> Impossible:
    """Who has no table left comes first; if everybody has, the tables cannot be even."""
    for round_ in range(demand.begun, demand.rounds):
        if demand.here[round_] and not demand.open[round_]:
            return Impossible("Everybody", f"is without a table: none is open in round {round_}", "Open one")
    stuck = without(ways(demand))
    relaxed, seats = _least(replace(demand, returning=demand.returning | set(stuck)), near, until)
    apart = f"table sizes differ by {_differ(relaxed, seats)}" if relaxed and any(relaxed.slack) else ""
    if stuck:
        return Impossible(
            _named(stuck),
            f"{'has' if len(stuck) == 1 else 'have'} too few open tables left that are new and not forbidden",
            f"Let a guest without one return once to a table{apart and f' and {apart}'}, or open one more table",
            relaxed,
        )
    back = relaxed.returning - demand.returning if relaxed else frozenset()
    returns = f"{_named(sorted(back)).lower()} return once to a table" if back else ""
    give = " and ".join(filter(None, [apart, returns])) or "somebody return to a table"
    return Impossible(
        "The guests together",
        "cannot fill the tables as evenly as is wanted without somebody coming to a table too often",
        f"Let {give}" + ("" if returns or not relaxed else ", or let somebody return to a table"),
        relaxed,
    )


def _named(guests: list[int]) -> str:
    more = len(guests) - NAMES
    names = ", ".join(map(str, guests[:NAMES])) + (f" and {more} more" if more > 0 else "")
    return f"Guest {names}" if len(guests) == 1 else f"Guests {names}"


def _least(demand: Demand, near: Seats, until: float) -> tuple[Demand | None, Seats]:
    """The least that helps, and a plan with it.

    Tables that differ by one or two more come first, fewer guests at a table before more; then some may return; then
    any tables. (None, []) where even that is of no help, because nobody may return often enough.
    """
    for relaxed in _ways_out(demand):
        seats = life.found(relaxed, near, 0, until if perf_counter() < until else 0.0)
        while seats is not None:
            named = replace(relaxed, returning=demand.returning | _who_return(relaxed, seats))
            # When only these may return, fewer of them may have to.
            again = life.found(named, near, 0, 0.0) if named.returning < relaxed.returning else None
            if again is None:
                return named, seats
            relaxed, seats = named, again
    return None, []


def _ways_out(demand: Demand) -> Iterator[Demand]:
    everybody = frozenset(range(demand.guests))
    some = [(more - least, least) for more in range(1, UNEVEN + 1) for least in range(more + 1)]
    if demand.returning:
        yield demand
    yield from (replace(demand, slack=slack) for slack in some)
    yield replace(demand, returning=everybody)
    yield replace(demand, returning=everybody, slack=(UNEVEN, UNEVEN))
    yield replace(demand, slack=(demand.guests, demand.guests))
    yield replace(demand, returning=everybody, slack=(demand.guests, demand.guests))


def _who_return(demand: Demand, seats: Seats) -> frozenset[int]:
    """Who comes to a table more often than the rules allow, after what was."""
    visits: Counter[tuple[int, int]] = Counter()
    back = set()
    for round_, row in enumerate(seats):
        for guest, table in enumerate(row):
            if table is not None:
                visits[guest, table] += 1
                if round_ >= demand.begun and visits[guest, table] > demand.visits:
                    back.add(guest)
    return frozenset(back)


def _differ(relaxed: Demand, seats: Seats) -> int:
    """By how many guests tables differ then, beyond the sizes that were wanted."""
    most = 0
    for round_ in range(relaxed.begun, relaxed.rounds):
        sat = Counter(seats[round_])
        over = [sat[table] - (relaxed.sizes[table] if relaxed.sizes else 0) for table in relaxed.open[round_]]
        most = max(most, max(over, default=0) - min(over, default=0))
    return most
