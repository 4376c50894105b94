"""What phones and the wall show. A card is on phones only, never on the wall."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from peercircle.activities.icebreaker import actions, turns
from peercircle.activities.icebreaker.models import Card
from peercircle.meetings.kinds import Face, Stage
from peercircle.meetings.models import AgendaItem, Attendance
from peercircle.rounds import guide

QUESTIONS = {
    "past": (_("Past"), _("What from my past matters to who I am?")),
    "present": (pgettext_lazy("time of a life", "Present"), _("What fills my life today?")),
    "future": (_("Future"), _("What do I hope for?")),
}


def card(item: AgendaItem, me: Attendance, *, is_my_turn: bool) -> dict[str, object]:
    """The card that is shown just now; the one who speaks is asked whether to show theirs."""
    shown = None if me.left_at else Card.objects.filter(item=item, writer__left_at=None).first()
    texts = [(name, getattr(shown, key)) for key, (name, _help) in QUESTIONS.items()] if shown else []
    return {
        "part": f"{actions.PART}-{item.pk}",
        "card": shown,
        "texts": [(name, text) for name, text in texts if text],
        "is_my_turn": is_my_turn,
        "is_mine": shown is not None and shown.writer_id == me.pk,
    }


def _named(item: AgendaItem, turn: turns.Turn) -> dict[str, object]:
    return {"turn": turn, "name": guide.guide(item, turns.OWN_CARD)["name"]}


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    if not turns.has_turns(item):
        return Face("icebreaker/_steps.html")
    turn = turns.turn(item, stage)
    has_card = (item.method or turns.OWN_CARD) == turns.OWN_CARD
    context = {**_named(item, turn), "has_card": has_card, "questions": QUESTIONS.items()}
    if turn.speaker is None:
        return Face("icebreaker/_write.html", context)
    context |= card(item, me, is_my_turn=turn.speaker == me) | {"am_next": turn.next_up == me}
    return Face("icebreaker/_turn.html", context)


def screen(item: AgendaItem, stage: Stage) -> Face:
    if not turns.has_turns(item) or stage.key == turns.WRITE:
        return Face("icebreaker/_steps.html")
    return Face("icebreaker/_screen.html", _named(item, turns.turn(item, stage)))
