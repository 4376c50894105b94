"""What no plan can beat. Each bound comes with its proof; the best of them is told to the organiser.

Counting begins with *overlaps*: ov(i, j) is the number of pairs that share a table both in round i and in round j.
A pair that meets m times is counted in m(m-1)/2 pairs of rounds, so Q is the sum of ov(i, j) over all i < j. And L is
the sum over rounds j of the pairs that meet in j and met before: at least the largest ov(i, j) with i < j, for each j.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import comb

from peercircle.activities.world_cafe.seating.demand import Bounds, Demand

# Places at one table, as (how many people fit, over how many tables they spread afterwards).
Places = list[tuple[int, int]]


def spread(people: int, over: int) -> int:
    """Fewest pairs that stay together when people go to that many tables: those of an even split.

    Proof: moving one person from a table of x to one of y <= x-2 saves (x-1) - y >= 1 pairs, so the best is even.
    """
    if over == 0:
        return 0
    each, rest = divmod(people, over)
    return (over - rest) * comb(each, 2) + rest * comb(each + 1, 2)


def bounds(demand: Demand) -> Bounds:
    """The largest of all the bounds below; L and Q also bind each other.

    A pair that meets m <= R times adds m-1 to L and m(m-1)/2 to Q, and m-1 <= m(m-1)/2 <= (m-1)R/2. Hence L <= Q and
    Q <= L R/2: a bound of the one is a bound of the other.
    """
    overlaps = _overlaps(demand)
    least_q = max(sum(overlaps.values()), _cells(demand), _pairs(demand)[1], _tarry(demand))
    least_l = max(_least_repeats(demand, overlaps), _pairs(demand)[0], _klove(demand))
    least_q = max(least_q, least_l)
    least_l = max(least_l, -(-2 * least_q // demand.rounds))
    return Bounds(L=least_l, Q=least_q, M=_least_most(demand, least_q))


def _overlaps(demand: Demand) -> dict[tuple[int, int], int]:
    """The least ov(i, j) for each pair of rounds. In the past it is what happened.

    Pigeonhole: s people of one table in round i who are all there in round j spread over the tables that stand open
    to them then: not the one they come from, when nobody may return. At least `spread(s, those tables)` pairs remain.
    """
    known: dict[tuple[object, ...], int] = {}
    least = {}
    for first, second in combinations(range(demand.rounds), 2):
        if second < demand.begun:
            least[first, second] = _happened(demand, first, second)
            continue
        # Rounds with the same people, tables and past have the same bound: it is worked out once.
        key = _kind(demand, first), _kind(demand, second)
        if key not in known:
            known[key] = max(_overlap(demand, first, second), _overlap(demand, second, first))
        least[first, second] = known[key]
    return least


def _kind(demand: Demand, round_: int) -> tuple[object, ...]:
    if round_ < demand.begun:
        return ("past", round_)
    if demand.life.present is None and demand.life.open_tables is None:
        return ("plain",)
    return (tuple(demand.here[round_]), tuple(demand.open[round_]))


def _happened(demand: Demand, first: int, second: int) -> int:
    cells = Counter(zip(demand.life.past[first], demand.life.past[second], strict=True))
    return sum(comb(people, 2) for (one, other), people in cells.items() if one is not None and other is not None)


def _overlap(demand: Demand, origin: int, target: int) -> int:
    """The least ov when people of `origin` go to `target` (either may be the earlier round).

    Filling the places one person at a time where the next adds fewest pairs is exact, because the k-th person at one
    table never adds fewer than the one before (exchange).
    """
    both = set(demand.here[origin]) & set(demand.here[target])
    if origin < demand.begun:
        tables = Counter(table for guest, table in enumerate(demand.life.past[origin]) if guest in both)
        return sum(spread(people, _reach(demand, table, target)) for table, people in tables.items())
    places = [(most, _reach(demand, table, target)) for table, (_, most) in demand.seats_at(origin).items()]
    return _fill(len(both), places)


def _reach(demand: Demand, table: int | None, target: int) -> int:
    """Over how many tables of a round the people of one table may spread."""
    if target < demand.begun:
        tables = {seat for seat in demand.life.past[target] if seat is not None}
    else:
        tables = {seat for seat, (_, most) in demand.seats_at(target).items() if most}
    returns = demand.visits > 1 or demand.returning
    return len(tables if returns else tables - {table})


def _fill(people: int, places: Places) -> int:
    """Least pairs when people fill places; of equal places all are filled alike."""
    if len(set(places)) == 1 and places[0][0] * len(places) >= people:
        each, rest = divmod(people, len(places))
        over = places[0][1]
        return (len(places) - rest) * spread(each, over) + rest * spread(each + 1, over)
    costs = sorted(seat // over for most, over in places if over for seat in range(most))
    return sum(costs[:people])


def _least_repeats(demand: Demand, overlaps: dict[tuple[int, int], int]) -> int:
    """Rounds of the past repeat what they repeated; each round to come repeats at least its largest overlap."""
    met: set[tuple[int, int]] = set()
    repeats = 0
    for seats in demand.life.past:
        at: dict[int, list[int]] = {}
        for guest, table in enumerate(seats):
            if table is not None:
                at.setdefault(table, []).append(guest)
        pairs = {pair for guests in at.values() for pair in combinations(guests, 2)}
        repeats += len(pairs & met)
        met |= pairs
    for later in range(max(1, demand.begun), demand.rounds):
        repeats += max(overlaps[earlier, later] for earlier in range(later))
    return repeats


def _pairs(demand: Demand) -> tuple[int, int]:
    """Least L and Q by counting: so many meetings of two have so many pairs to go round.

    Proof for L: at most all pairs are met once, each further meeting is a repeat. For Q: the sum of m is given, and
    the sum of m(m-1)/2 is least when the m are even (as in `spread`). A pair that is never here together cannot meet.
    """
    meetings = 0
    for round_ in range(demand.rounds):
        if round_ < demand.begun:
            at = Counter(table for table in demand.life.past[round_] if table is not None)
            meetings += sum(comb(people, 2) for people in at.values())
        else:
            fewest = demand.seats_at(round_)
            extra = len(demand.here[round_]) - sum(low for low, _ in fewest.values())
            raised = sorted(low for low, most in fewest.values() if most > low)[:extra]
            meetings += sum(comb(low, 2) for low, _ in fewest.values()) + sum(raised)
    pairs = _possible_pairs(demand)
    return max(0, meetings - pairs), spread(meetings, pairs)


def _possible_pairs(demand: Demand) -> int:
    """Pairs that are here together in some round."""
    when = [0] * demand.guests
    for round_, here in enumerate(demand.here):
        for guest in here:
            when[guest] |= 1 << round_
    alike = Counter(when)
    together = sum(comb(people, 2) for rounds, people in alike.items() if rounds)
    return together + sum(alike[one] * alike[other] for one, other in combinations(alike, 2) if one & other)


def _cells(demand: Demand) -> int:
    """More rounds than tables, nothing else special: count the cells (table in round i, table in round j).

    Q is the sum of x(x-1)/2 over all cells, where x guests go from t to u. How often a guest is at the same table
    twice is fixed by floor(R/T)..ceil(R/T), so the sum of x over the cells t = u is known, and over the others too;
    each sum is cheapest when it lies evenly (as in `spread`).
    """
    if not demand.is_plain:
        return 0
    every, more = divmod(demand.rounds, demand.tables)
    stays = (demand.tables - more) * comb(every, 2) + more * comb(every + 1, 2)
    turns = comb(demand.rounds, 2)
    at_home = spread(demand.guests * stays, turns * demand.tables)
    return at_home + spread(demand.guests * (turns - stays), turns * demand.tables * (demand.tables - 1))


def _tarry(demand: Demand) -> int:
    """Six tables, four rounds or more, 29 or 30 guests: some pair must meet twice, though counting alone allows none.

    30 guests without a repeat fill each of the 30 cells t != u of every two rounds once; with six guests who stay at
    their tables that would be two orthogonal Latin squares of order 6, which do not exist (Tarry, 1900). 29 guests
    leave one cell free for each two rounds, and these free cells are the row of a 30th guest. So any four rounds
    repeat, and a repeat in two given rounds lies in C(R-2, 2) of the C(R, 4) sets of four.
    """
    if demand.is_plain and demand.tables == 6 and demand.guests in (29, 30) and 4 <= demand.rounds <= 6:
        return -(-comb(demand.rounds, 4) // comb(demand.rounds - 2, 2))
    return 0


def _klove(demand: Demand) -> int:
    """Six tables, six rounds, 19 guests or more: among any 19 there is a pair that meets twice.

    Who meets nobody twice are permutations of six that agree pairwise in one place at most, of which there are 18 and
    not more (Klove, 2000; `python -m bench.nineteen` proves it again). Draw a line between guests who meet twice: no
    19 guests are without a line. The fewest lines are those of 18 groups as even as can be, in each of which all are
    joined (Turan, 1941).
    """
    return spread(demand.guests, 18) if demand.is_plain and demand.tables == demand.rounds == 6 else 0


def _least_most(demand: Demand, least_q: int) -> int:
    """Fewest times that some pair must meet.

    More guests than there are ways to begin an evening with k different tables: two of them share k rounds.
    """
    if demand.guests < 2 or not any(most > 1 for _, most in _every_seat(demand)):
        return 0 if least_q == 0 else 2
    most, ways = 1, demand.tables
    while demand.is_plain and demand.rounds <= demand.tables and most < demand.rounds:
        ways *= demand.tables - most
        if demand.guests <= ways:
            break
        most += 1
    return max(most, 2 if least_q else 1)


def _every_seat(demand: Demand) -> list[tuple[int, int]]:
    return [seats for round_ in range(demand.begun, demand.rounds) for seats in demand.seats_at(round_).values()]
