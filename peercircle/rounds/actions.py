"""What people do in a round of words."""

from __future__ import annotations

from django.db import transaction

from peercircle.kit.veils import veil
from peercircle.meetings.actions.taking_part import locked_while_at
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.rounds import wall
from peercircle.rounds.models import Word
from peercircle.stream.nudges import nudge

# Fewer words than this never appear together: whoever taps last would be known.
LOT = 3


def writer_of(item: AgendaItem, me: Attendance) -> str:
    return veil(me.who, f"round:{item.pk}")


def word_of(item: AgendaItem, me: Attendance) -> Word | None:
    """What this person said; asked only for the phone of that person."""
    return Word.objects.filter(item=item, writer=writer_of(item, me)).first()


@transaction.atomic
def say_word(item: AgendaItem, me: Attendance, text: str) -> None:
    """Say one's word, or pass with none. Saying another takes the place of the first."""
    meeting = locked_while_at(item, me)
    word, is_new = Word.objects.get_or_create(item=item, writer=writer_of(item, me), defaults={"text": text})
    if not is_new and word.text != text:
        word.text = text
        word.save(update_fields=["text"])
    _show_what_can_be_shown(item, meeting)
    nudge(meeting.topic, wall.part(item))


def _show_what_can_be_shown(item: AgendaItem, meeting: Meeting) -> None:
    """Words come to the wall at least three at a time, so that nobody sees which one came with whose tap.

    When only one or two people are still to come, the others' words wait for them.
    """
    words = list(Word.objects.filter(item=item))
    spoken = [word for word in words if word.text]
    waiting = [word for word in spoken if not word.is_shown]
    to_come = max(0, wall.people(meeting) - len(words))
    is_lot = len(waiting) >= LOT and (to_come == 0 or to_come >= LOT)
    if is_lot or (to_come == 0 and len(spoken) >= LOT):
        Word.objects.filter(pk__in=[word.pk for word in waiting]).update(is_shown=True)


@transaction.atomic
def forget_words(item: AgendaItem) -> None:
    """They were for the moment in which they were said."""
    Word.objects.filter(item=item).delete()
