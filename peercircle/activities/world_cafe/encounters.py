"""Who met whom, as a number alone."""

from __future__ import annotations

from itertools import combinations

from peercircle.activities.world_cafe.models import Cafe


def pairs_that_talked(cafe: Cafe) -> tuple[int, int]:
    """How many pairs sat at one table at least once, and how many pairs there were. Hosts sit at their tables too."""
    sat: dict[tuple[int, int], set[int]] = {}
    for round_, table, person in cafe.seats.filter(round__lte=cafe.begun).values_list("round", "table", "attendance"):
        sat.setdefault((round_, table), set()).add(person)
    hosts = dict(cafe.tables.exclude(host=None).values_list("pk", "host"))
    for (_round, table), people in sat.items():
        people.update({hosts[table]} if table in hosts else ())
    met = {pair for people in sat.values() for pair in combinations(sorted(people), 2)}
    there = set().union(*sat.values())
    return len(met), len(there) * (len(there) - 1) // 2
