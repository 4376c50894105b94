"""Who takes which row of a plan: earlier meetings, wishes, schools and roles. L, Q and M stay as they are."""

from __future__ import annotations

from peercircle.activities.world_cafe.seating.demand import Demand, Seats


def permuted(demand: Demand, seats: Seats, until: float) -> Seats:
    return seats


def wishes(demand: Demand, seats: Seats) -> tuple[int, int] | None:
    return None
