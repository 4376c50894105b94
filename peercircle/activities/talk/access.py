"""Whose topic and whose note it is. What belongs to another meeting is a 404."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from peercircle.activities.talk.models import Note
from peercircle.meetings.models import Attendance

LOCK = """
    SELECT meeting.phase, EXISTS (SELECT 1 FROM talk_note WHERE id = %s)
    FROM talk_topic AS topic
    JOIN meetings_agendaitem AS item ON item.id = topic.item_id
    JOIN meetings_meeting AS meeting ON meeting.id = item.meeting_id
    WHERE topic.id = %s AND meeting.id = %s
"""


def lock_to_write(me: Attendance, topic_pk: int, note: UUID) -> tuple[str, bool]:
    """Lock the meeting. In which phase is it, and has this note arrived before?

    404 unless the topic is of this person's meeting. Everything in one statement and without the ORM,
    which takes ten times as long to say the same: every note that anybody writes passes here.
    """
    for_update = "FOR UPDATE OF meeting" if connection.features.has_select_for_update_of else ""
    with connection.cursor() as cursor:
        key = Note._meta.pk.get_db_prep_value(note, connection)
        cursor.execute(f"{LOCK} {for_update}", [key, topic_pk, me.meeting_id])
        row = cursor.fetchone()
    if row is None:
        raise Http404
    return row[0], bool(row[1])


def locked_note(me: Attendance, pk: UUID) -> Note:
    """A note of this person's meeting, the meeting locked."""
    notes = Note.objects.select_related("need", "topic__item__meeting__group")
    notes = notes.select_for_update(of=("self", "topic__item__meeting"))
    return get_object_or_404(notes, pk=pk, topic__item__meeting=me.meeting_id)


def own_locked_note(me: Attendance, pk: UUID) -> Note:
    note = locked_note(me, pk)
    if note.writer_id != me.pk:
        raise PermissionDenied(_("Only the one who wrote a note can change it."))
    return note
