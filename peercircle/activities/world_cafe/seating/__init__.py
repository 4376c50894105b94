"""The best seating that mathematics allows, for whoever came. Pure functions: no Django, no clock but the budget.

Guests and tables are numbers from 0 in an order that the caller keeps; hosts are not guests. A round is a list with a
table for each guest, or None for who is not there.

    plan(Demand(guests=13, tables=4, rounds=3))  -> Plan: seats, count, bounds, optimal, method, wishes
    replan(Demand(..., life=..., running=...))   -> Plan: the rest of an evening; also changed and told
    rule(guest, tables)          -> (start, step): "start at table b, move on by your number a". It holds for plans by
                                    the method "plane" where the number of tables is a prime; otherwise None
    check(demand, seats)         -> every broken rule in words; empty when all is well
    count(seats), bounds(demand) -> L (repeats), Q and M, as they are and as no plan can beat
    table_of(guest, round, tables) -> the plain rotation, which needs no plan

What to say of a plan: it has `plan.count.L` repeats; `plan.above == 0` means that fewer is impossible, otherwise it is
that many above what may be possible. `plan.optimal` speaks of the objective (Q, where it is "fair").

What to do when life happens, always with `running` = the plan people have in their hands and `life.past` = the rounds
that began, as people really sat (so who sat elsewhere is simply there):

    somebody comes late     one more guest at the end: guests + 1, None in past and running, present from now on
    somebody leaves         present[round][guest] = False from now on
    a host is absent        a guest becomes host: not present while hosting, and (guest, table) in forbidden for good
    a host returns          the guest who stood in is present again; forbidden stays
    a table closes          open_tables without it from now on

`plan.told` are the guests to be told, `plan.changed` the (round, guest) of each seat that is another one now.

`Impossible` is raised when no plan keeps the rules: who, why, the least that would have to give, and `relaxed`, a
demand with just that given. A plan takes at most about `budget_ms`, and a moment where a construction is known.
docs/seating.md explains it to people who like to know why.
"""

from peercircle.activities.world_cafe.seating.checker import check, count
from peercircle.activities.world_cafe.seating.demand import Bounds, Count, Demand, Impossible, Life, Plan, Seats
from peercircle.activities.world_cafe.seating.lower_bounds import bounds
from peercircle.activities.world_cafe.seating.planes import rule
from peercircle.activities.world_cafe.seating.planning import plan, replan
from peercircle.activities.world_cafe.seating.rotation import table_of

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
