"""Seating as JSON, for use from outside: `manage.py seating < in.json > out.json`. docs/seating.md shows it.

Whatever arrives is read with suspicion: the first field that is wrong is named in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from peercircle.activities.world_cafe.seating.demand import Demand, Life
from peercircle.activities.world_cafe.seating.planning import plan

MOST = {"guests": 2_000, "tables": 100, "rounds": 50, "budget_ms": 60_000, "times": 1_000_000}
MOST_MEETINGS = 3_000_000
FIELDS = [
    "guests",
    "tables",
    "rounds",
    "sizes",
    "objective",
    "groups",
    "preferences",
    "met",
    "dynamic",
    "running",
    "budget_ms",
]
DYNAMIC = ["fixed_rounds", "past", "present", "open_tables", "forbidden"]


class WrongInput(Exception):  # noqa: N818  (it is an answer, not an error)
    """One sentence that names the field."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(f"{name}: {sentence}.")


def answer(asked: Any) -> dict[str, Any]:
    """From the object that was sent to the object to send back."""
    begun = perf_counter()
    demand = demand_from(asked)
    found = plan(demand)
    told: dict[str, Any] = {
        "schedule": found.seats,
        "L": found.count.L,
        "Q": found.count.Q,
        "M": found.count.M,
        "bound_L": found.bounds.L,
        "bound_Q": found.bounds.Q,
        "optimal": found.optimal,
        "changed_seats": len(found.changed),
        "method": found.method,
    }
    if found.wishes is not None:
        told["wishes_met"], told["bound_wishes"] = found.wishes
    told["ms"] = round((perf_counter() - begun) * 1000, 3)
    return told


def demand_from(asked: Any) -> Demand:
    if not isinstance(asked, dict):
        raise WrongInput("input", "must be an object in braces")
    _known(asked, FIELDS, "")
    guests = _number(asked, "guests", 0)
    tables = _number(asked, "tables", 1)
    rounds = _number(asked, "rounds", 1)
    objective: Any = "fair" if asked.get("objective") is None else asked["objective"]
    if objective not in ("fair", "meet"):
        raise WrongInput("objective", 'must be "fair" or "meet"')
    demand = Demand(
        guests,
        tables,
        rounds,
        sizes=_sizes(asked, guests, tables),
        objective=objective,
        groups=_groups(asked, guests),
        preferences=_preferences(asked, guests, tables),
        met=_met(asked, guests),
        life=_life(asked, guests, tables, rounds),
        running=_rows(asked, "running", rounds, guests, _seat(tables)),
        budget_ms=_number(asked, "budget_ms", 0, usual=500),
    )
    _not_too_many(demand)
    return demand


def _known(asked: dict[str, Any], names: list[str], before: str) -> None:
    for name in asked:
        if name not in names:
            raise WrongInput(f"{before}{name}"[:60], f"is not a field; there are {', '.join(names)}")


def _number(asked: dict[str, Any], name: str, least: int, *, usual: int | None = None) -> int:
    if asked.get(name) is None and usual is not None:
        return usual
    if name not in asked:
        raise WrongInput(name, "is missing")
    return _whole(asked[name], name, least, MOST[name])


def _whole(value: Any, name: str, least: int, most: int) -> int:
    """true is no number, and neither is 3.0."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise WrongInput(name, f"must be a whole number from {least:,} to {most:,}")
    return value


def _list(value: Any, name: str, length: int | None, of: str) -> list[Any]:
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise WrongInput(name, f"must be a list of {of}" if length is None else f"must be a list of {length:,} {of}")
    return value


def _perhaps(asked: dict[str, Any], name: str, of: str, before: str = "") -> list[Any]:
    """Nothing, or null, is an empty list."""
    return [] if asked.get(name) is None else _list(asked[name], before + name, None, of)


def _sizes(asked: dict[str, Any], guests: int, tables: int) -> tuple[int, ...] | None:
    if asked.get("sizes") is None:
        return None
    values = _list(asked["sizes"], "sizes", tables, "numbers, one for each table")
    sizes = tuple(_whole(value, f"sizes[{table}]", 0, MOST["guests"]) for table, value in enumerate(values))
    if sum(sizes) != guests:
        raise WrongInput("sizes", f"add up to {sum(sizes):,}, but there are {guests:,} guests")
    return sizes


def _groups(asked: dict[str, Any], guests: int) -> tuple[str | int | None, ...] | None:
    if asked.get("groups") is None:
        return None
    groups = _list(asked["groups"], "groups", guests, "names, one for each guest")
    for guest, group in enumerate(groups):
        if isinstance(group, bool) or not isinstance(group, str | int | None):
            raise WrongInput(f"groups[{guest}]", "must be a name, a number or null")
    return tuple(groups)


def _preferences(asked: dict[str, Any], guests: int, tables: int) -> tuple[tuple[int, ...], ...] | None:
    if asked.get("preferences") is None:
        return None
    rows = _list(asked["preferences"], "preferences", guests, "lists of tables, one for each guest")
    return tuple(_tables(row, f"preferences[{guest}]", tables) for guest, row in enumerate(rows))


def _tables(row: Any, name: str, tables: int) -> tuple[int, ...]:
    values = _list(row, name, None, "tables")
    found = tuple(_whole(value, f"{name}[{place}]", 0, tables - 1) for place, value in enumerate(values))
    if len(set(found)) != len(found):
        raise WrongInput(name, "names a table twice")
    return found


def _met(asked: dict[str, Any], guests: int) -> tuple[tuple[int, int, int], ...]:
    found = []
    for place, row in enumerate(_perhaps(asked, "met", "lists [guest, guest, times]")):
        name = f"met[{place}]"
        one, other, times = _list(row, name, 3, "numbers: guest, guest, times")
        one, other = _whole(one, name, 0, guests - 1), _whole(other, name, 0, guests - 1)
        if one == other:
            raise WrongInput(name, "names the same guest twice")
        found.append((one, other, _whole(times, name, 0, MOST["times"])))
    return tuple(found)


def _life(asked: dict[str, Any], guests: int, tables: int, rounds: int) -> Life:
    life = asked.get("dynamic")
    if life is None:
        return Life()
    if not isinstance(life, dict):
        raise WrongInput("dynamic", "must be an object in braces, or null")
    _known(life, DYNAMIC, "dynamic.")
    happened = _perhaps(life, "past", "rounds", "dynamic.")
    begun = len(happened) if life.get("fixed_rounds") is None else life["fixed_rounds"]
    begun = _whole(begun, "dynamic.fixed_rounds", 0, rounds)
    past = _rows({"past": happened}, "past", begun, guests, _seat(tables), before="dynamic.")
    present = _rows(life, "present", rounds, guests, _yes_or_no, before="dynamic.")
    open_tables = None
    if life.get("open_tables") is not None:
        rows = _list(life["open_tables"], "dynamic.open_tables", rounds, "lists of tables, one for each round")
        open_tables = tuple(_tables(row, f"dynamic.open_tables[{place}]", tables) for place, row in enumerate(rows))
    return Life(past or (), present, open_tables, _forbidden(life, guests, tables))


def _forbidden(life: dict[str, Any], guests: int, tables: int) -> frozenset[tuple[int, int]]:
    pairs = set()
    for place, row in enumerate(_perhaps(life, "forbidden", "pairs [guest, table]", "dynamic.")):
        name = f"dynamic.forbidden[{place}]"
        guest, table = _list(row, name, 2, "numbers: guest, table")
        pairs.add((_whole(guest, name, 0, guests - 1), _whole(table, name, 0, tables - 1)))
    return frozenset(pairs)


def _rows(
    asked: dict[str, Any], name: str, rounds: int, guests: int, read: Callable[[Any, str], Any], before: str = ""
) -> tuple[tuple[Any, ...], ...] | None:
    if asked.get(name) is None:
        return None
    found = []
    for place, row in enumerate(_list(asked[name], before + name, rounds, "rounds")):
        where = f"{before}{name}[{place}]"
        cells = _list(row, where, guests, "entries, one for each guest")
        found.append(tuple(read(cell, f"{where}[{guest}]") for guest, cell in enumerate(cells)))
    return tuple(found)


def _seat(tables: int) -> Callable[[Any, str], int | None]:
    def read(value: Any, name: str) -> int | None:
        return None if value is None else _whole(value, name, 0, tables - 1)

    return read


def _yes_or_no(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise WrongInput(name, "must be true or false")
    return value


def _not_too_many(demand: Demand) -> None:
    """Pairs are followed one by one; a hall with one table for thousands would take minutes."""
    largest = max(demand.sizes) if demand.sizes else -(-demand.guests // demand.tables)
    if demand.rounds * demand.guests * largest // 2 > MOST_MEETINGS:
        raise WrongInput("guests", "are too many for so few tables and so many rounds")
