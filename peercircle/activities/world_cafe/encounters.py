"""Who met whom, as a number alone."""

from __future__ import annotations

from itertools import combinations

from peercircle.activities.world_cafe.models import Cafe, Hosting


def pairs_that_talked(cafe: Cafe) -> tuple[int, int]:
    """How many pairs sat at one table at least once, and how many pairs there were. Hosts sit at their tables too."""
    sat: dict[tuple[int, int], set[int]] = {}
    for round_, table, person in cafe.seats.filter(round__lte=cafe.begun).values_list("round", "table", "attendance"):
        sat.setdefault((round_, table), set()).add(person)
    _join_the_hosts(cafe, sat)
    met = {pair for people in sat.values() for pair in combinations(sorted(people), 2)}
    there = set().union(*sat.values())
    return len(met), len(there) * (len(there) - 1) // 2


def _join_the_hosts(cafe: Cafe, sat: dict[tuple[int, int], set[int]]) -> None:
    """In each round the last who took a table over and was nobody's guest."""
    guests: dict[int, set[int]] = {}
    for (round_, _table), people in sat.items():
        guests.setdefault(round_, set()).update(people)
    hosted: dict[int, list[int]] = {}
    for table, person in Hosting.objects.filter(table__cafe=cafe).order_by("-pk").values_list("table", "attendance"):
        hosted.setdefault(table, []).append(person)
    for (round_, table), people in sat.items():
        people.update([person for person in hosted.get(table, []) if person not in guests[round_]][:1])
