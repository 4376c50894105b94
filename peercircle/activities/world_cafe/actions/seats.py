"""Who sits where, round by round.

What was stays as it was; the rounds to come are planned anew whenever something happened, with few changed seats.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe import seating
from peercircle.activities.world_cafe.actions import hosting
from peercircle.activities.world_cafe.actions.still_open import still_open
from peercircle.activities.world_cafe.evening import Evening, best_plan
from peercircle.activities.world_cafe.models import Cafe, Seat, Table
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Attendance
from peercircle.stream.nudges import nudge


def seat_everyone(cafe: Cafe, round_: int) -> None:
    """A round begins, or the group comes back to one that was: nobody who sat is moved."""
    settle(cafe, round_)
    cafe.tables.exclude(more_seconds=0).update(more_seconds=0)
    if round_ > cafe.begun:
        cafe.begun = round_
        cafe.save(update_fields=["begun"])


def settle(cafe: Cafe, round_: int) -> None:
    """Everybody who is here hosts a table, or has a seat in this round and in each that comes.

    Runs under the lock of the meeting, so two changes at once follow one another. Changes nothing when all is well.
    """
    evening = Evening.of(cafe)
    if not evening.tables:
        return
    hosting.keep_hosted(evening, round_)
    # The group may have gone back: it will come to the later rounds again.
    for begun in range(round_, cafe.begun + 1):
        _seat_now(evening, begun)
    _plan_the_rest(evening)


def _seat_now(evening: Evening, round_: int) -> None:
    """Who came after the round began sits down where there is most room, at a table they have not seen."""
    for person in evening.guests(round_):
        if (round_, person.pk) in evening.seats:
            continue
        table = hosting.table_just_hosted(evening, person, round_) or _with_most_room(evening, person, round_)
        if table is not None:
            seat = Seat.objects.create(cafe=evening.cafe, table=table, round=round_, attendance=person)
            evening.seats[round_, person.pk] = seat
            _walk_with_the_team(evening, person, table, round_)


def _with_most_room(evening: Evening, person: Attendance, round_: int) -> Table | None:
    seen = {seat.table_id for (number, who), seat in evening.seats.items() if who == person.pk and number <= round_}
    # In a carousel only a sheet where somebody is: nobody walks alone.
    tables = [table for table in evening.tables if table.is_set(round_)]
    tables = [table for table in tables if evening.has_hosts or evening.sitting_at(table, round_)] or tables
    room = {table.pk: len(evening.sitting_at(table, round_)) for table in tables}
    return min(tables, key=lambda table: (table.pk in seen, room[table.pk], table.number), default=None)


def _walk_with_the_team(evening: Evening, person: Attendance, table: Table, round_: int) -> None:
    """In a carousel: from here on this person goes where those go who sit at the table. What was stays."""
    if evening.has_hosts or round_ < evening.cafe.begun:
        return
    team = [other for other in evening.sitting_at(table, round_) if other != person.pk]
    for number in range(round_ + 1, evening.cafe.rounds + 1):
        seat = evening.seats.get((number, team[0])) if team else None
        if seat is not None:
            evening.seats[number, person.pk], _is_new = Seat.objects.update_or_create(
                cafe=evening.cafe, round=number, attendance=person, defaults={"table_id": seat.table_id}
            )


def _plan_the_rest(evening: Evening) -> None:
    cafe = evening.cafe
    if cafe.begun >= cafe.rounds:
        return
    parties = evening.parties()
    demand = evening.demand(parties)
    if not any(demand.here[cafe.begun :]) or not all(demand.open[cafe.begun :]):
        return
    running = [list(row) for row in demand.running or ()]
    if running and not seating.check(demand, running):
        _keep_teams_together(evening, parties)
        return
    plan = best_plan(demand)
    cafe.repeats, cafe.fewest_repeats, cafe.is_fairest = plan.count.L, plan.bounds.L, plan.optimal
    cafe.save(update_fields=["repeats", "fewest_repeats", "is_fairest"])
    told = set(plan.changed)
    kept = []
    for number in range(cafe.begun, cafe.rounds):
        for party, members in enumerate(parties):
            table = plan.seats[number][party]
            if table is not None:
                kept += [
                    Seat(
                        cafe=cafe,
                        round=number + 1,
                        attendance_id=person,
                        table=evening.tables[table],
                        is_changed=(number, party) in told or _was_changed(evening, number + 1, person),
                    )
                    for person in members
                ]
    cafe.seats.filter(round__gt=cafe.begun).delete()
    Seat.objects.bulk_create(kept)


def _keep_teams_together(evening: Evening, parties: list[list[int]]) -> None:
    """The plan holds; who came back to a team walks on with it."""
    for first, *others in parties:
        for number in range(evening.cafe.begun + 1, evening.cafe.rounds + 1):
            seat = evening.seats.get((number, first))
            for person in others:
                other = evening.seats.get((number, person))
                if seat and (other is None or other.table_id != seat.table_id):
                    Seat.objects.update_or_create(
                        cafe=evening.cafe, round=number, attendance_id=person, defaults={"table_id": seat.table_id}
                    )


def _was_changed(evening: Evening, round_: int, person: int) -> bool:
    seat = evening.seats.get((round_, person))
    return bool(seat and seat.is_changed)


@transaction.atomic
def sit_down(table: Table, who: Attendance, round_: int) -> None:
    """Somebody sat down elsewhere than planned: the plan follows the people."""
    meeting = still_open(who.meeting_id)
    cafe = locked_cafe(table.cafe_id)
    if not 1 <= round_ <= cafe.begun:
        raise Refused(_("This round has not begun yet. The phones say where to sit when it does."))
    if not table.is_set(round_):
        raise Refused(_("This table is closed. Choose another one."))
    if hosting.hosts_a_table(cafe, who, round_):
        raise Refused(_("Hosts stay at their table. Ask the facilitator to find another host first."))
    _move(cafe, who, table, round_)
    settle(cafe, round_)
    nudge(meeting.topic, "step", "screen")


def _move(cafe: Cafe, who: Attendance, table: Table, round_: int) -> None:
    evening = Evening.of(cafe)
    seat, _is_new = Seat.objects.update_or_create(
        cafe=cafe, round=round_, attendance=who, defaults={"table": table, "is_changed": False}
    )
    evening.seats[round_, who.pk] = seat
    _walk_with_the_team(evening, who, table, round_)


@transaction.atomic
def swap(cafe: Cafe, one: Attendance, other: Attendance, round_: int) -> None:
    """Two guests change places, now and in the rounds to come, as if they had changed their slips."""
    meeting = still_open(one.meeting_id)
    cafe = locked_cafe(cafe.pk)
    rows = {who: dict(_tables_of(cafe, who, round_)) for who in (one, other)}
    # Before the first round nobody sits, and the café may not have a form yet that says who hosts.
    sit = one != other and all(round_ in row for row in rows.values())
    if not sit or {one.pk, other.pk} & Evening.of(cafe).hosts(round_):
        raise Refused(_("Choose two guests who sit at tables now."))
    cafe.seats.filter(round__gte=round_, attendance__in=rows).delete()
    for who, row in ((one, rows[other]), (other, rows[one])):
        Seat.objects.bulk_create(
            Seat(cafe=cafe, round=number, attendance=who, table_id=table) for number, table in row.items()
        )
    settle(cafe, min(round_, cafe.begun))
    nudge(meeting.topic, "step", "screen")


def _tables_of(cafe: Cafe, who: Attendance, round_: int) -> list[tuple[int, int]]:
    return list(cafe.seats.filter(attendance=who, round__gte=round_).values_list("round", "table_id"))


@transaction.atomic
def everybody_knows(cafe: Cafe, by: Attendance) -> None:
    """The facilitator has told those whose seats changed."""
    meeting = still_open(by.meeting_id)
    Seat.objects.filter(cafe=cafe, is_changed=True).update(is_changed=False)
    nudge(meeting.topic, "step", "screen")


def locked_cafe(pk: int) -> Cafe:
    """Fresh: what another tap changed a moment ago is known."""
    return Cafe.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=pk)
