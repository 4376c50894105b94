"""What people write at the tables, support, and lay together."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe.actions.still_open import still_open
from peercircle.activities.world_cafe.models import Support, Table, TableNote, ThemeChoice
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.stream.nudges import nudge


@transaction.atomic
def write_note(table: Table, me: Attendance, text: str, *, id: UUID, now: datetime) -> TableNote:
    meeting = still_open(me.meeting_id)
    note, is_new = TableNote.objects.get_or_create(
        pk=id, defaults={"table": table, "text": text, "writer": me, "written_at": now}
    )
    if is_new:
        _show(meeting, note)
    return note


@transaction.atomic
def take_back_note(note: TableNote, me: Attendance) -> None:
    """What was laid under it comes to light again."""
    meeting = still_open(me.meeting_id)
    under = list(note.under.all())
    top = note.laid_on
    note.delete()
    _show(meeting, note, top, *under)


@transaction.atomic
def support_note(note: TableNote, me: Attendance) -> None:
    """One voice each, however often somebody taps."""
    meeting = still_open(me.meeting_id)
    if note.writer_id == me.pk:
        raise Refused(_("You wrote this note yourself. The others can say that they see it too."))
    _support, is_new = Support.objects.get_or_create(note=note, attendance=me)
    if is_new:
        _show(meeting, note, note.laid_on)


@transaction.atomic
def take_support_back(note: TableNote, me: Attendance) -> None:
    """From the whole pile: what lies together is one note, and a voice counts there once."""
    meeting = still_open(me.meeting_id)
    top = note.laid_on or note
    given = Support.objects.filter(Q(note=top) | Q(note__laid_on=top), attendance=me)
    if given.delete()[0]:
        _show(meeting, top)


@transaction.atomic
def lay_together(note: TableNote, other: TableNote, me: Attendance) -> TableNote:
    """The note goes under the other one, with all that lies under it already. Nothing is lost: see `lay_apart`."""
    meeting = still_open(me.meeting_id)
    note.refresh_from_db(fields=["laid_on"])
    other.refresh_from_db(fields=["laid_on"])
    top = other.laid_on or other
    before = note.laid_on
    if top == note or before == top:
        return top
    moved = [note, *note.under.all()]
    TableNote.objects.filter(pk__in=[each.pk for each in moved]).update(laid_on=top)
    _show(meeting, top, before, *moved)
    return top


@transaction.atomic
def lay_apart(note: TableNote, me: Attendance) -> None:
    meeting = still_open(me.meeting_id)
    note.refresh_from_db(fields=["laid_on"])
    top = note.laid_on
    if top is None:
        return
    note.laid_on = None
    note.save(update_fields=["laid_on"])
    _show(meeting, top, note)


def _show(meeting: Meeting, *notes: TableNote | None) -> None:
    nudge(meeting.topic, *(f"cafe_note-{note.pk}" for note in notes if note))


def forget(item: AgendaItem) -> None:
    """Who wrote or supported a note and who chose a theme is nobody's business afterwards."""
    TableNote.objects.filter(table__cafe__item=item).update(writer=None)
    Support.objects.filter(note__table__cafe__item=item).delete()
    ThemeChoice.objects.filter(table__cafe__item=item).delete()
