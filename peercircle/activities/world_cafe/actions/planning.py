"""Before the meeting: the form of the café, its tables and themes."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

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
    """Adding a theme that is there already changes nothing."""
    locked = Cafe.objects.select_for_update().get(pk=cafe.pk)
    same = locked.tables.filter(theme__iexact=theme).first()
    if same:
        return same
    if locked.tables.count() >= MOST_TABLES:
        raise Refused(_("Twelve themes are the most for one café. Take one away first."))
    last = locked.tables.aggregate(last=Max("number"))["last"] or 0
    return Table.objects.create(cafe=locked, number=last + 1, theme=theme, question=question)


@transaction.atomic
def change_theme(table: Table, theme: str, question: str) -> None:
    table.theme = theme
    table.question = question
    table.save(update_fields=["theme", "question"])
    nudge(table.cafe.item.meeting.topic, "step", "screen")


@transaction.atomic
def remove_theme(table: Table) -> None:
    """Only before anything was said about it."""
    Cafe.objects.select_for_update().get(pk=table.cafe_id)
    if table.notes.exists() or Card.objects.filter(table=table).exists():
        raise Refused(_("People have already written at this table. It stays."))
    table.delete()


@transaction.atomic
def choose_mode(cafe: Cafe, mode: str) -> None:
    locked = Cafe.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=cafe.pk)
    if locked.begun:
        raise Refused(_("The café has begun. Its form stays as it is."))
    locked.mode = mode
    locked.save(update_fields=["mode"])
    if locked.item.meeting.is_open:
        nudge(locked.item.meeting.topic, "header", "step", "lead", "screen")


@transaction.atomic
def ask(cafe: Cafe, questions: str, texts: list[str]) -> None:
    """What people talk about: a question for each table, one for all, or one for each round."""
    locked = Cafe.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=cafe.pk)
    locked.questions = questions
    locked.save(update_fields=["questions"])
    locked.round_questions.all().delete()
    RoundQuestion.objects.bulk_create(
        RoundQuestion(cafe=locked, round=number, text=text) for number, text in enumerate(texts, start=1)
    )
    if locked.item.meeting.is_open:
        nudge(locked.item.meeting.topic, "step", "screen")
