"""Hosts come and go; a table that takes guests has one."""

from __future__ import annotations

from peercircle.activities.world_cafe.evening import Evening
from peercircle.activities.world_cafe.models import Cafe, Hosting, Table
from peercircle.meetings.models import Attendance


def keep_hosted(evening: Evening, round_: int) -> None:
    """Who had to go hosts again on coming back; until then somebody from the table stands in."""
    if not evening.has_hosts:
        return
    here = {person.pk for person in evening.here}
    for table in evening.tables:
        if not table.is_set(max(round_, evening.cafe.begun)):
            continue
        if table.host_away_id in here and not hosts_elsewhere(evening, table, table.host_away_id):
            set_host(evening, table, table.host_away, away=None)
        elif table.host_id not in here:
            _stand_in(evening, table, round_)


def hosts_elsewhere(evening: Evening, table: Table, person: int | None) -> bool:
    begun = evening.cafe.begun
    return any(other != table and other.host_id == person and other.is_set(begun) for other in evening.tables)


def _stand_in(evening: Evening, table: Table, round_: int) -> None:
    """Somebody who sits there now, with a phone if possible. With nobody left to travel the table closes instead."""
    away = table.host_away or table.host
    sitting = evening.sitting_at(table, round_)
    guests = evening.guests(round_)
    if len(guests) > 1:
        person = min(guests, key=lambda guest: (guest.pk not in sitting, not guest.has_phone, guest.pk))
        set_host(evening, table, person, away=away, was_chosen=True)
    elif sum(other.is_set(evening.cafe.begun + 1) for other in evening.tables) > 1:
        table.host, table.host_away, table.closes_after = None, away, evening.cafe.begun
        table.save(update_fields=["host", "host_away", "closes_after"])


def set_host(
    evening: Evening, table: Table, person: Attendance | None, away: Attendance | None, *, was_chosen: bool = False
) -> None:
    """From now on. A seat that the new host has at another table in this round is given up."""
    table.host, table.host_away = person, away
    table.save(update_fields=["host", "host_away"])
    remember(table, was_chosen=was_chosen)
    begun = evening.cafe.begun
    for (round_, who), seat in list(evening.seats.items()):
        if person and who == person.pk and (round_ > begun or (round_ == begun and seat.table_id != table.pk)):
            seat.delete()
            del evening.seats[round_, who]


def remember(table: Table, *, was_chosen: bool) -> None:
    if table.host:
        Hosting.objects.get_or_create(table=table, attendance=table.host, defaults={"was_chosen": was_chosen})


def table_just_hosted(evening: Evening, person: Attendance, round_: int) -> Table | None:
    """Who hosted until a moment ago stays at the table for the rest of the round."""
    hosted = Hosting.objects.filter(attendance=person).order_by("-pk").values_list("table_id", flat=True).first()
    return next((table for table in evening.tables if table.pk == hosted and table.is_set(round_)), None)


def hosts_a_table(cafe: Cafe, person: Attendance, round_: int) -> bool:
    return person.pk in Evening.of(cafe).hosts(round_)
