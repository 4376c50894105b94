"""The café begins: its form is settled, its tables are chosen, each has a host."""

from __future__ import annotations

from peercircle.activities.world_cafe import shapes
from peercircle.activities.world_cafe.actions import hosting, seats
from peercircle.activities.world_cafe.models import Cafe, Hosting, Table, ThemeChoice
from peercircle.meetings.models import Attendance


def begin_round(cafe: Cafe, round_: int) -> None:
    """Without a single theme nothing begins; it does as soon as somebody adds one."""
    if not cafe.tables.exists():
        return
    if not cafe.begun:
        _begin(cafe)
    seats.seat_everyone(cafe, round_)
    # Who wanted what has done its work.
    ThemeChoice.objects.filter(table__cafe=cafe).delete()


def open_tables(cafe: Cafe) -> None:
    """The themes chosen most often get a table; equal ones by who would host them, then by their order."""
    people = list(cafe.item.meeting.attendances.here())
    here = {person.pk for person in people}
    tables = list(cafe.tables.all())
    count = shapes.tables(shapes.of(cafe, len(here)), len(here), len(tables))
    if cafe.begun or not tables:
        return
    if ThemeChoice.objects.filter(table__cafe=cafe).exists():
        for table in tables:
            table.votes = table.choices.count()
    ranked = sorted(tables, key=lambda table: (-table.votes, table.host_id not in here, table.number))
    for table in tables:
        table.is_open = table in ranked[:count]
        table.save(update_fields=["votes", "is_open"])


def _begin(cafe: Cafe) -> None:
    here = list(cafe.item.meeting.attendances.here())
    mode = shapes.of(cafe, len(here))
    open_tables(cafe)
    tables = list(cafe.tables.filter(is_open=True))
    if shapes.has_hosts(mode):
        _find_hosts(tables, here)
    else:
        cafe.tables.update(host=None)
    cafe.mode = mode
    cafe.rounds = max(shapes.rounds(mode, len(here), len(tables)), 1)
    cafe.save(update_fields=["mode", "rounds"])


def _find_hosts(tables: list[Table], here: list[Attendance]) -> None:
    """Those who offered; for the other tables who came last, if possible with a phone."""
    present = {person.pk for person in here}
    hosting_already = {table.host_id for table in tables}
    free = [person for person in here if person.pk not in hosting_already]
    free.sort(key=lambda person: person.has_phone)
    for table in tables:
        offered = table.host_id in present
        if not offered:
            table.host = free.pop() if free else None
            table.save(update_fields=["host"])
        hosting.remember(table, was_chosen=not offered)


def start_again(cafe: Cafe) -> None:
    """The first round began too early: nobody sits anywhere, and tables and hosts can be chosen again."""
    cafe.seats.all().delete()
    Hosting.objects.filter(table__cafe=cafe).delete()
    cafe.begun = cafe.rounds = 0
    cafe.repeats = cafe.fewest_repeats = None
    cafe.save(update_fields=["begun", "rounds", "repeats", "fewest_repeats"])


def name_writers(cafe: Cafe) -> None:
    """Where nobody hosted, somebody who was there last writes the card; nobody writes two if others are free."""
    if shapes.has_hosts(shapes.Mode(cafe.mode)):
        return
    here = {person.pk for person in cafe.item.meeting.attendances.here()}
    tables = list(cafe.tables.filter(is_open=True))
    writing = {table.host_id for table in tables}
    for table in tables:
        sat = cafe.seats.filter(round__lte=cafe.begun, table=table).order_by("-round", "-attendance__has_phone", "pk")
        people = [person for person in sat.values_list("attendance_id", flat=True) if person in here]
        if table.host_id is None and people:
            table.host_id = next((person for person in people if person not in writing), people[0])
            writing.add(table.host_id)
            table.save(update_fields=["host"])
