"""A round: where I sit, with whom, why that is new, where I go next, and what stands on the tablecloth."""

from __future__ import annotations

from itertools import pairwise

from peercircle.activities.world_cafe import looking, shapes
from peercircle.activities.world_cafe.faces import running
from peercircle.activities.world_cafe.faces.notes import tablecloth
from peercircle.activities.world_cafe.models import Cafe, Seat, Table
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import Attendance

Seats = dict[int, dict[int, Seat]]  # by round and person


def on_round(cafe: Cafe, number: str, me: Attendance) -> Face:
    round_ = int(number)
    tables = looking.open_tables(cafe)
    taken = running.taken(cafe)
    seats = _seats(taken)
    mode = shapes.Mode(cafe.mode)
    hosted = [table for table in tables if shapes.has_hosts(mode) and table.is_set(round_) and table.host_id == me.pk]
    table = hosted[0] if hosted else _table_of(me, round_, seats, tables)
    more = {"tables": [table for table in tables if table.is_set(round_)], "round": round_, "mode": mode}
    more |= running.for_leader(cafe, round_, me, taken)
    if table is None:
        return Face("world_cafe/_find_a_seat.html", {**more, "next_table": _table_of(me, round_ + 1, seats, tables)})
    table.cafe = cafe
    with_me = _people_at(table, round_, seats, mode)
    context = {
        **tablecloth(table, me),
        **more,
        "hosts": bool(hosted),
        "question": running.question(cafe, round_) or table.question,
        "soon_in": running.soon_in(table, cafe.item.meeting),
        "until": table.until(cafe.item.meeting),
        "went_back": round_ < cafe.begun,
    }
    if mode == shapes.Mode.PAIRS:
        place, people = with_me.index(me), len(with_me)
        context["turn"] = shapes.turn(place, people, round_)
        with_me = [with_me[number] for number in shapes.company(place, people)]
    others = [other for other in with_me if other != me]
    if hosted:
        context["was_chosen"] = table.was_chosen  # type: ignore[attr-defined]
        context["guests"] = [(other, _table_of(other, round_ + 1, seats, tables)) for other in others]
        context["elsewhere"] = [
            seat.attendance for seat in seats.get(round_, {}).values() if seat.attendance not in with_me
        ]
    else:
        context |= _journey(me, cafe, round_, seats, tables, others)
    return Face("world_cafe/_at_table.html", context)


def _journey(
    me: Attendance, cafe: Cafe, round_: int, seats: Seats, tables: list[Table], others: list[Attendance]
) -> dict[str, object]:
    """With whom a guest sits, why that is new, and where the way leads."""
    hosts = {table.host_id for table in tables} if shapes.has_hosts(shapes.Mode(cafe.mode)) else set()
    seat = seats.get(round_ + 1, {}).get(me.pk)
    return {
        "host": next((other for other in others if other.pk in hosts), None),
        "company": [other for other in others if other.pk not in hosts],
        "fresh": _not_met_before(me, round_, seats, tables, others) if hosts else None,
        "next_table": _table_of(me, round_ + 1, seats, tables),
        "next_is_changed": seat is not None and seat.is_changed,
        "move_on_by": _step(me, cafe, seats, tables) if hosts else None,
    }


def _seats(taken: list[Seat]) -> Seats:
    seats: Seats = {}
    for seat in taken:
        seats.setdefault(seat.round, {})[seat.attendance_id] = seat
    return seats


def _table_of(person: Attendance, round_: int, seats: Seats, tables: list[Table]) -> Table | None:
    seat = seats.get(round_, {}).get(person.pk)
    return next((table for table in tables if seat and table.pk == seat.table_id), None)


def _people_at(table: Table, round_: int, seats: Seats, mode: shapes.Mode) -> list[Attendance]:
    """Host first, and nobody twice: who became host in this round sat here as a guest before."""
    people = [table.host] if table.host and not table.host.left_at and shapes.has_hosts(mode) else []
    people += [seat.attendance for seat in seats.get(round_, {}).values() if seat.table_id == table.pk]
    return list(dict.fromkeys(people))


def _not_met_before(
    me: Attendance, round_: int, seats: Seats, tables: list[Table], others: list[Attendance]
) -> int | None:
    """With how many of them I did not sit today; in the first round that goes without saying."""
    if round_ == 1:
        return None
    met: set[int | None] = set()
    hosts = {table.pk: table.host_id for table in tables}
    for earlier in range(1, round_):
        mine = seats.get(earlier, {}).get(me.pk)
        if mine:
            met.add(hosts.get(mine.table_id))
            met |= {who for who, seat in seats[earlier].items() if seat.table_id == mine.table_id}
    return sum(other.pk not in met for other in others)


def _step(me: Attendance, cafe: Cafe, seats: Seats, tables: list[Table]) -> int | None:
    """The rule of a plan over a plane: with a prime number of tables everybody moves on by a number of their own."""
    count = len(tables)
    if count < 3 or any(count % number == 0 for number in range(2, count)):
        return None
    places = {table.pk: place for place, table in enumerate(tables)}
    row = [seats.get(round_, {}).get(me.pk) for round_ in range(1, cafe.rounds + 1)]
    at = [places.get(seat.table_id) for seat in row if seat]
    steps = {(after - before) % count for before, after in pairwise(at)}  # type: ignore[operator]
    return steps.pop() if len(at) == cafe.rounds >= 3 and len(steps) == 1 and None not in at else None
