"""The best seating that mathematics allows, for whoever came. Pure functions: no Django, no clock but the budget.

    plan(Demand(guests=13, tables=4, rounds=3))      -> Plan: seats[round][guest], L, Q, M, bounds, optimal
    replan(Demand(..., life=Life(...), running=...)) -> Plan: the rest of an evening, few changed seats
    check(demand, seats)                             -> every broken rule in words; empty when all is well
    bounds(demand)                                   -> what no plan can beat
    rule(guest, tables)                              -> (start, step) to tell a guest, where the tables are a prime

`Impossible` is raised when no plan keeps the rules: who, why, and the least that would have to give.
docs/seating.md explains it to people who like to know why.
"""

from peercircle.activities.world_cafe.seating.checker import check, count
from peercircle.activities.world_cafe.seating.demand import Bounds, Count, Demand, Impossible, Life, Plan, Seats
from peercircle.activities.world_cafe.seating.lower_bounds import bounds
from peercircle.activities.world_cafe.seating.planes import rule
from peercircle.activities.world_cafe.seating.planning import plan, replan
from peercircle.activities.world_cafe.seating.rotation import rounds, table_of

__all__ = [
    "Bounds",
    "Count",
    "Demand",
    "Impossible",
    "Life",
    "Plan",
    "Seats",
    "bounds",
    "check",
    "count",
    "plan",
    "replan",
    "rounds",
    "rule",
    "table_of",
]
