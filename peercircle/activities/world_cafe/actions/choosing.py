"""Before the first round: which themes, and who hosts which table."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe.actions import starting
from peercircle.activities.world_cafe.actions.still_open import still_open
from peercircle.activities.world_cafe.models import Cafe, Table, ThemeChoice
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Attendance, Meeting
from peercircle.stream.nudges import nudge

CHOICES_EACH = 3


@transaction.atomic
def choose_themes(cafe: Cafe, me: Attendance, tables: list[Table]) -> None:
    """Secret and changeable until the rounds begin; at most three."""
    meeting = still_open(me.meeting_id)
    if len(tables) > CHOICES_EACH:
        raise Refused(_("Choose at most three themes. Take one away, then choose the other."))
    if cafe.begun:
        raise Refused(_("The choice is over; the tables are set."))
    ThemeChoice.objects.filter(table__cafe=cafe, attendance=me).delete()
    ThemeChoice.objects.bulk_create(ThemeChoice(table=table, attendance=me) for table in tables)
    nudge(meeting.topic, "screen")


@transaction.atomic
def host_table(table: Table, me: Attendance) -> None:
    """The first who offers is the host; tapping again gives the table back until the rounds begin."""
    meeting = still_open(me.meeting_id)
    locked = Table.objects.select_for_update(of=("self",)).select_related("cafe").get(pk=table.pk)
    if locked.cafe.begun:
        _look_whether_it_may_start_again(locked.cafe, meeting)
    if locked.host_id == me.pk:
        locked.host = None
    elif locked.host_id is not None:
        raise Refused(_("Somebody already hosts this table. Choose another one, or travel as a guest."))
    else:
        Table.objects.filter(cafe=locked.cafe_id, host=me).update(host=None)
        locked.host = me
    locked.save(update_fields=["host"])
    nudge(meeting.topic, "step", "screen")


def _look_whether_it_may_start_again(cafe: Cafe, meeting: Meeting) -> None:
    """When the group went back from the first round, hosts are found again. Later they stay."""
    if cafe.begun > 1 or meeting.item_id != cafe.item_id or meeting.stage != "hosts":
        raise Refused(_("The rounds have begun; the hosts stay at their tables."))
    starting.start_again(cafe)
