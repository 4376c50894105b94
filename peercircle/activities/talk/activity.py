"""The talk as the meeting sees it.

In the minutes the notes stand in the confidential layer: they are thoughts, written for those who were
there. What was marked as a need was meant for outside, so it stands in the layer that can be shared.
"""

from __future__ import annotations

from uuid import uuid4

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from peercircle.activities.talk import actions
from peercircle.activities.talk.models import Note, Topic
from peercircle.kit import rows
from peercircle.meetings import kinds
from peercircle.meetings.kinds import Face, Kind, Passage, Stage
from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.needs.models import Need

FIRST_MEETING = "first"
FIRST_TOPICS = [
    gettext_noop("How our group is facilitated"),
    gettext_noop("How each of us takes part"),
    gettext_noop("What we want to learn"),
    gettext_noop("How others hear of our group"),
    gettext_noop("Working with other groups"),
]


def topics_of(item: AgendaItem) -> list[Topic]:
    """Asked for several times while a screen is made, read once."""
    prefetch_related_objects([item], "talk_topics")
    return list(item.talk_topics.all())


def stages(item: AgendaItem) -> list[Stage]:
    """One for each topic, so that "next" goes from topic to topic and a latecomer sees where we are."""
    topics = topics_of(item)
    if not topics:
        say = _("What do we want to talk about today? Put a topic on your phone.")
        return [Stage("all", "", item.minutes * 60, say)]
    seconds = item.minutes * 60 // len(topics)
    say = _("Let us hear each other on this. Write a short note for what matters to you; names are not shown.")
    return [Stage(topic.stage_key, topic.text, seconds, say) for topic in topics]


def _notes(item: AgendaItem) -> dict[int, list[Note]]:
    by_topic: dict[int, list[Note]] = {topic.pk: [] for topic in topics_of(item)}
    for note in Note.objects.filter(topic__item=item).select_related("need"):
        by_topic[note.topic_id].append(note)
    return by_topic


def _now(item: AgendaItem, stage: Stage) -> dict[str, object]:
    topics = topics_of(item)
    topic = next((topic for topic in topics if topic.stage_key == stage.key), None)
    notes = _notes(item)
    return {
        "topic": topic,
        "notes": notes[topic.pk] if topic else [],
        "number": topics.index(topic) + 1 if topic else 0,
        "count": len(topics),
        "others": [(other, notes[other.pk]) for other in topics if other != topic and notes[other.pk]],
    }


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    return Face("talk/_phone.html", {**_now(item, stage), "new_id": uuid4()})


def screen(item: AgendaItem, stage: Stage) -> Face:
    return Face("talk/_screen.html", _now(item, stage))


def prepare(item: AgendaItem) -> None:
    """A talk that comes back goes on where it stopped; a first meeting has the topics of a young group."""
    if Topic.objects.filter(item=item).exists():
        return
    if item.carried_from_id:
        left = Topic.objects.filter(item=item.carried_from_id, notes=None)
        actions.set_topics(item, [topic.text for topic in left])
    elif item.meeting.template == FIRST_MEETING:
        actions.set_topics(item, [gettext(text) for text in FIRST_TOPICS])


def record(item: AgendaItem) -> list[Passage]:
    notes = _notes(item)
    lines = [f"{topic.text}: {note.text}" for topic in topics_of(item) for note in notes[topic.pk]]
    needs = [note.text for those in notes.values() for note in those if note.is_need]
    passages = []
    if needs:
        passages.append(Passage(_("What we need from outside"), needs))
    if lines:
        passages.append(Passage(kinds.title(item), lines, is_confidential=True))
    return passages


def find_note(_topic: str, key: str) -> Note | None:
    note = rows.by_key(Note, key)
    if note and note.need_id:
        note.need = rows.by_key(Need, note.need_id)
    return note


def draw_note(note: Note) -> str:
    return render_to_string("talk/_note.html", {"note": note})


KIND = Kind(
    key="talk",
    name=_("Talk"),
    icon="message-circle",
    minutes=25,
    stages=stages,
    phone=phone,
    screen=screen,
    prepare=prepare,
    record=record,
    forget=actions.forget_writers,
    plan_url="talk-plan:topics",
)
