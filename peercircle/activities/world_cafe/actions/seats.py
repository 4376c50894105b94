"""Who sits where, round by round."""

from __future__ import annotations

from django.db import transaction

from peercircle.activities.world_cafe import seating
from peercircle.activities.world_cafe.actions.still_open import still_open
from peercircle.activities.world_cafe.models import Cafe, Seat, Table
from peercircle.meetings.models import Attendance
from peercircle.stream.nudges import nudge


def seat_everyone(cafe: Cafe, round_: int) -> None:
    """Hosts stay, everybody else who is here gets a seat for this round. Running it again changes nothing for
    those who sit; those who have come since get the next seat of the plan."""
    here = list(cafe.item.meeting.attendances.here())
    tables = _tables_with_hosts(cafe, here)
    if not tables:
        return
    hosts = {table.host_id for table in tables}
    travellers = _in_their_order(cafe, [person for person in here if person.pk not in hosts])
    seated = set(Seat.objects.filter(cafe=cafe, round=round_).values_list("attendance_id", flat=True))
    Seat.objects.bulk_create(
        Seat(
            cafe=cafe,
            round=round_,
            attendance=person,
            table=tables[seating.table_of(number, round_ - 1, len(tables))],
        )
        for number, person in enumerate(travellers)
        if person.pk not in seated
    )


def _in_their_order(cafe: Cafe, travellers: list[Attendance]) -> list[Attendance]:
    """Those who sat in the first round keep their numbers; latecomers follow."""
    known = list(Seat.objects.filter(cafe=cafe).order_by("round", "pk").values_list("attendance_id", flat=True))
    first_seen = {pk: number for number, pk in reversed(list(enumerate(known)))}
    return sorted(travellers, key=lambda person: (first_seen.get(person.pk, len(known)), person.pk))


def _tables_with_hosts(cafe: Cafe, here: list[Attendance]) -> list[Table]:
    """Open tables, each with a host who is here. At least one person must be left to travel."""
    tables = list(cafe.tables.filter(is_open=True))
    if Seat.objects.filter(cafe=cafe).exists():
        return tables
    present = {person.pk for person in here}
    volunteers = [table for table in tables if table.host_id in present]
    kept = (volunteers + [table for table in tables if table not in volunteers])[: max(len(here) - 1, 0)]
    free = [person for person in here if person.pk not in {table.host_id for table in volunteers}]
    for table in tables:
        if table not in kept:
            table.is_open = False
        elif table not in volunteers:
            table.host = free.pop()
        table.save(update_fields=["host", "is_open"])
    return sorted(kept, key=lambda table: table.number)


@transaction.atomic
def sit_down(table: Table, me: Attendance, round_: int) -> None:
    """Somebody came late or sat down elsewhere: the plan follows the people."""
    meeting = still_open(me.meeting_id)
    Seat.objects.update_or_create(cafe=table.cafe, round=round_, attendance=me, defaults={"table": table})
    nudge(meeting.topic, "step", "screen")
