"""What people do in a talk."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.activities.talk import access
from peercircle.activities.talk.models import Note, Topic
from peercircle.kit import rows
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.needs import actions as needs
from peercircle.needs.models import Need
from peercircle.stream.nudges import nudge

MOST_TOPICS = 12


def _refuse_when_over(meeting: Meeting) -> None:
    if meeting.is_closed:
        raise Refused(_("This meeting is over, so nothing can be added. Bring it to the next one."))


@transaction.atomic
def write_note(me: Attendance, topic_pk: int, text: str, *, id: UUID, now: datetime) -> Note:
    """A note that arrives again, because the first answer was lost on its way, stays as it is."""
    phase, has_arrived = access.lock_to_write(me, topic_pk, id)
    if has_arrived:
        return access.own_locked_note(me, id)
    meeting = Meeting(pk=me.meeting_id, phase=phase)
    _refuse_when_over(meeting)
    note = Note(id=id, topic_id=topic_pk, writer=me, text=text, written_at=now)
    rows.add(note)
    nudge(meeting.topic, note.part)
    return note


@transaction.atomic
def change_note(me: Attendance, note_pk: UUID, text: str, *, now: datetime) -> Note:
    """The need that was made of it follows."""
    note = access.own_locked_note(me, note_pk)
    _refuse_when_over(note.topic.item.meeting)
    note.text = text
    note.save(update_fields=["text"])
    if note.is_need:
        _raise(note, now)
    nudge(me.meeting.topic, note.part)
    return note


@transaction.atomic
def take_back_note(me: Attendance, note_pk: UUID) -> None:
    note = access.own_locked_note(me, note_pk)
    _refuse_when_over(note.topic.item.meeting)
    if note.need:
        needs.take_back_need(note.need)
    nudge(me.meeting.topic, note.part)
    note.delete()


@transaction.atomic
def mark_as_need(me: Attendance, note_pk: UUID, *, now: datetime) -> Note:
    """Anybody may say that a note is something to ask for outside."""
    note = access.locked_note(me, note_pk)
    if note.is_need:
        return note
    _refuse_when_over(note.topic.item.meeting)
    _raise(note, now)
    nudge(me.meeting.topic, note.part)
    return note


@transaction.atomic
def unmark_as_need(me: Attendance, note_pk: UUID, *, now: datetime) -> Note:
    note = access.locked_note(me, note_pk)
    if not note.need or not note.is_need:
        return note
    _refuse_when_over(note.topic.item.meeting)
    needs.withdraw_need(note.need, now=now)
    nudge(me.meeting.topic, note.part)
    return note


def _raise(note: Note, now: datetime) -> None:
    meeting = note.topic.item.meeting
    note.need = needs.raise_need(
        meeting.group,
        note.text,
        id=note.pk,
        origin=Need.Origin.TALK,
        raised_in=note.topic.text,
        meeting=meeting,
        now=now,
    )
    note.save(update_fields=["need"])


@transaction.atomic
def add_topic(item: AgendaItem, text: str) -> Topic:
    """While the meeting goes on or is planned. The same words again are the same topic."""
    meeting = _locked(item)
    topics = list(Topic.objects.filter(item=item))
    for topic in topics:
        if topic.text == text:
            return topic
    if len(topics) >= MOST_TOPICS:
        raise Refused(_("These are many topics already. Talk about some of them first."))
    position = topics[-1].position + 1 if topics else 1
    topic = item.talk_topics.create(text=text, position=position)
    # With the first topic everybody's middle changes; a later one only changes what comes next.
    nudge(meeting.topic, *(("header", "lead") if topics else ("header", "lead", "step", "screen")))
    return topic


@transaction.atomic
def set_topics(item: AgendaItem, texts: list[str]) -> None:
    """The whole list as it was written on the plan's page. A topic that keeps its words keeps its notes."""
    meeting = _locked(item)
    if len(texts) > MOST_TOPICS:
        raise Refused(_("These are too many topics for one talk. Keep those that matter most."))
    topics = {topic.text: topic for topic in Topic.objects.filter(item=item)}
    gone = [topic for text, topic in topics.items() if text not in texts]
    if Note.objects.filter(topic__in=gone).exists():
        raise Refused(_("A topic with notes cannot be taken out. Keep its words as they were."))
    Topic.objects.filter(pk__in=[topic.pk for topic in gone]).delete()
    for position, text in enumerate(dict.fromkeys(texts), start=1):
        item.talk_topics.update_or_create(text=text, defaults={"position": position})
    nudge(meeting.topic, "header", "lead", "step", "screen")


def _locked(item: AgendaItem) -> Meeting:
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    _refuse_when_over(meeting)
    return meeting


def forget_writers(item: AgendaItem) -> None:
    Note.objects.filter(topic__item=item).update(writer=None)
