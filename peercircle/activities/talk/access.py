"""Whose topic and whose note it is. What belongs to another meeting is a 404."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from peercircle.activities.talk.models import Note, Topic
from peercircle.meetings.models import Attendance


def topic_to_write(me: Attendance, pk: int, note: UUID) -> tuple[Topic, bool]:
    """A topic of this person's meeting, the meeting locked, and whether the note has arrived before.

    One query, because every note that anybody writes passes here.
    """
    topics = Topic.objects.select_related("item__meeting").select_for_update(of=("item__meeting",))
    arrived = topics.annotate(has_arrived=Exists(Note.objects.filter(pk=note)))
    topic: Any = get_object_or_404(arrived, pk=pk, item__meeting=me.meeting_id)
    return topic, topic.has_arrived


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
