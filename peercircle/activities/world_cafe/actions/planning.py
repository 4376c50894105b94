"""Before the meeting: the form of the café, its tables and themes."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe.actions import starting
from peercircle.activities.world_cafe.actions.seats import locked_cafe
from peercircle.activities.world_cafe.models import Cafe, Card, RoundQuestion, Table
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import AgendaItem
from peercircle.stream.nudges import nudge

MOST_TABLES = 12


def cafe_of(item: AgendaItem) -> Cafe:
    """The café of an agenda item; made when it is asked for the first time."""
    return item.cafe if hasattr(item, "cafe") else Cafe.objects.get_or_create(item=item)[0]


@transaction.atomic
def add_theme(cafe: Cafe, theme: str, question: str = "") -> Table:
    """Adding a theme that is there already changes nothing. While rounds run, a new one waits for another time."""
    locked = locked_cafe(cafe.pk)
    same = locked.tables.filter(theme__iexact=theme).first()
    if same:
        return same
    if locked.tables.count() >= MOST_TABLES:
        raise Refused(_("Twelve themes are the most for one café. Take one away first."))
    last = locked.tables.aggregate(last=Max("number"))["last"] or 0
    table = Table.objects.create(cafe=locked, number=last + 1, theme=theme, question=question, is_open=not locked.begun)
    _show(locked)
    return table


@transaction.atomic
def change_theme(table: Table, theme: str, question: str) -> None:
    table.theme = theme
    table.question = question
    table.save(update_fields=["theme", "question"])
    _show(table.cafe)


@transaction.atomic
def remove_theme(table: Table) -> None:
    """Only before anything was said about it, and never from under those who sit there."""
    locked = locked_cafe(table.cafe_id)
    if table.notes.exists() or Card.objects.filter(table=table).exists():
        raise Refused(_("People have already written at this table. It stays."))
    if locked.begun and locked.tables.filter(pk=table.pk, is_open=True).exists():
        raise Refused(_("People sit at this table. Whoever leads can close it after the round."))
    table.delete()
    _show(locked)


@transaction.atomic
def choose_mode(cafe: Cafe, mode: str) -> None:
    locked = locked_cafe(cafe.pk)
    if locked.begun:
        raise Refused(_("The café has begun. Its form stays as it is."))
    locked.mode = mode
    locked.save(update_fields=["mode"])
    _show(locked)


@transaction.atomic
def choose_aim(cafe: Cafe, aim: str) -> None:
    """Whom people should meet: seats are planned when the first round begins."""
    locked = locked_cafe(cafe.pk)
    if locked.begun:
        raise Refused(_("The café has begun. Its form stays as it is."))
    locked.aim = aim
    locked.save(update_fields=["aim"])


@transaction.atomic
def ask(cafe: Cafe, questions: str, texts: list[str]) -> None:
    """What people talk about: a question for each table, one for all, or one for each round."""
    locked = locked_cafe(cafe.pk)
    locked.questions = questions
    locked.save(update_fields=["questions"])
    locked.round_questions.all().delete()
    RoundQuestion.objects.bulk_create(
        RoundQuestion(cafe=locked, round=number, text=text) for number, text in enumerate(texts, start=1)
    )
    _show(locked)


def _show(cafe: Cafe) -> None:
    """To those who are in the meeting already: the plan was changed while they look."""
    meeting = cafe.item.meeting
    if not meeting.is_open:
        return
    kind, _dash, number = meeting.stage.partition("-")
    if meeting.item_id == cafe.item_id and kind in {"hosts", "welcome"}:
        starting.open_tables(cafe)
    elif meeting.item_id == cafe.item_id and kind == "round" and not cafe.begun:
        starting.begin_round(cafe, int(number))
    nudge(meeting.topic, "header", "step", "lead", "screen")
