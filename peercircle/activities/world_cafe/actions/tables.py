"""What the facilitator changes while the rounds run: a table closes, gets another host, or more time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe.actions import hosting
from peercircle.activities.world_cafe.actions.seats import locked_cafe, settle
from peercircle.activities.world_cafe.actions.still_open import still_open
from peercircle.activities.world_cafe.evening import Evening
from peercircle.activities.world_cafe.models import Cafe, Table
from peercircle.kit.refusals import Refused
from peercircle.meetings import pointer
from peercircle.meetings.models import Attendance, Meeting
from peercircle.stream.nudges import nudge


def _running(table: Table, by: Attendance) -> tuple[Cafe, Table, Meeting]:
    """Locked and fresh, so that two changes at once follow one another."""
    meeting = still_open(by.meeting_id)
    cafe = locked_cafe(table.cafe_id)
    if not cafe.begun:
        raise Refused(_("The rounds have not begun yet. Change the tables in the plan."))
    return cafe, cafe.tables.select_related("host").get(pk=table.pk), meeting


def _settle(cafe: Cafe, meeting: Meeting) -> None:
    kind, _dash, number = meeting.stage.partition("-")
    settle(cafe, int(number) if kind == "round" and meeting.item_id == cafe.item_id else cafe.begun)
    nudge(meeting.topic, "step", "screen")


@transaction.atomic
def close_table(table: Table, by: Attendance) -> None:
    """Those who sit there finish the round; then its host travels on too. Its notes and its card stay."""
    cafe, table, meeting = _running(table, by)
    others = [other for other in cafe.tables.all() if other != table and other.is_set(cafe.begun + 1)]
    if not others:
        raise Refused(_("One table has to stay open. Open another one first."))
    if table.closes_after is None:
        table.closes_after = cafe.begun
        table.save(update_fields=["closes_after"])
        _settle(cafe, meeting)


@transaction.atomic
def open_again(table: Table, by: Attendance) -> None:
    """Its host is called back to it; where that host has another table now, somebody stands in."""
    cafe, table, meeting = _running(table, by)
    table.closes_after = None
    table.save(update_fields=["closes_after"])
    evening = Evening.of(cafe)
    free = not hosting.hosts_elsewhere(evening, table, table.host_id)
    hosting.set_host(evening, table, table.host if free else None, table.host_away)
    _settle(cafe, meeting)


@transaction.atomic
def change_host(table: Table, to: Attendance, by: Attendance) -> None:
    """Who hosted until now stays for the rest of the round and travels from the next one on."""
    cafe, table, meeting = _running(table, by)
    evening = Evening.of(cafe)
    if not evening.has_hosts:
        raise Refused(_("In this form of the café no table has a host."))
    if to.left_at:
        raise Refused(_("Choose somebody who is here."))
    if hosting.hosts_elsewhere(evening, table, to.pk):
        raise Refused(_("This person hosts another table. Find a new host for that one first."))
    hosting.set_host(evening, table, to, away=None)
    _settle(cafe, meeting)


@transaction.atomic
def give_more_time(table: Table, by: Attendance, *, minutes: int, now: datetime) -> None:
    """For this table alone, on top of what the others have: their clock goes on, and may be changed or paused."""
    _cafe, table, meeting = _running(table, by)
    over = max(-pointer.seconds_left(meeting, now), 0)
    table.more_seconds = max(table.more_seconds, over) + 60 * minutes
    table.save(update_fields=["more_seconds"])
    nudge(meeting.topic, "step", "screen")
