"""What people do in a café: plan themes, choose, host, sit, note, hand in a card."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe import seating
from peercircle.activities.world_cafe.models import Cafe, Card, Seat, Table, TableNote, ThemeChoice
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.needs.actions import raise_need, withdraw_need
from peercircle.needs.models import Need
from peercircle.stream.nudges import nudge

CHOICES_EACH = 3
MOST_TABLES = 12
OVER = _("The meeting is over. Your words are still on this phone; ask the scribe to add them to the minutes.")


def _still_open(meeting_pk: int) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting_pk)
    if not meeting.is_open:
        raise Refused(OVER)
    return meeting


# --- Planning ------------------------------------------------------------------------------------
def cafe_of(item: AgendaItem) -> Cafe:
    """The café of an agenda item; made when it is asked for the first time."""
    return Cafe.objects.get_or_create(item=item, defaults={"mode": Cafe.Mode.FIXED_HOSTS})[0]


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
    if Seat.objects.filter(cafe=cafe).exists():
        raise Refused(_("The café has begun. Its form stays as it is."))
    cafe.mode = mode
    cafe.save(update_fields=["mode"])


# --- Before the first round ----------------------------------------------------------------------
@transaction.atomic
def choose_themes(cafe: Cafe, me: Attendance, tables: list[Table]) -> None:
    """Secret and changeable until the rounds begin; at most three."""
    meeting = _still_open(me.meeting_id)
    if len(tables) > CHOICES_EACH:
        raise Refused(_("Choose at most three themes. Take one away, then choose the other."))
    if Seat.objects.filter(cafe=cafe).exists():
        raise Refused(_("The choice is over; the tables are set."))
    ThemeChoice.objects.filter(table__cafe=cafe, attendance=me).delete()
    ThemeChoice.objects.bulk_create(ThemeChoice(table=table, attendance=me) for table in tables)
    nudge(meeting.topic, "screen")


@transaction.atomic
def host_table(table: Table, me: Attendance) -> None:
    """The first who offers is the host; tapping again gives the table back until the rounds begin."""
    meeting = _still_open(me.meeting_id)
    locked = Table.objects.select_for_update().get(pk=table.pk)
    if Seat.objects.filter(cafe=locked.cafe_id).exists():
        raise Refused(_("The rounds have begun; the hosts stay at their tables."))
    if locked.host_id == me.pk:
        locked.host = None
    elif locked.host_id is not None:
        raise Refused(_("Somebody already hosts this table. Choose another one, or travel as a guest."))
    else:
        Table.objects.filter(cafe=locked.cafe_id, host=me).update(host=None)
        locked.host = me
    locked.save(update_fields=["host"])
    nudge(meeting.topic, "step", "screen")


def open_the_best_three(cafe: Cafe) -> None:
    """The themes chosen most often get a table; equal ones by their order. Who chose what is forgotten."""
    tables = list(cafe.tables.all())
    for table in tables:
        table.votes = table.choices.count()
    chosen = sorted(tables, key=lambda table: (-table.votes, table.number))[:3]
    for table in tables:
        table.is_open = table in chosen
        table.save(update_fields=["votes", "is_open"])
    ThemeChoice.objects.filter(table__cafe=cafe).delete()


def seat_everyone(cafe: Cafe, round_: int) -> None:
    """Hosts stay, everybody else who is here gets a seat for this round. Running it again changes nothing for
    those who sit; those who have come since get the next seat of the plan."""
    here = list(cafe.item.meeting.attendances.here())
    tables = _tables_with_hosts(cafe, here)
    if not tables:
        return
    hosts = {table.host_id for table in tables}
    travellers = _in_their_order(cafe, [person for person in here if person.pk not in hosts])
    seated = set(Seat.objects.filter(cafe=cafe, round=round_).values_list("attendance_id", flat=True))
    Seat.objects.bulk_create(
        Seat(
            cafe=cafe,
            round=round_,
            attendance=person,
            table=tables[seating.table_of(number, round_ - 1, len(tables))],
        )
        for number, person in enumerate(travellers)
        if person.pk not in seated
    )


def _in_their_order(cafe: Cafe, travellers: list[Attendance]) -> list[Attendance]:
    """Those who sat in the first round keep their numbers; latecomers follow."""
    known = list(Seat.objects.filter(cafe=cafe).order_by("round", "pk").values_list("attendance_id", flat=True))
    first_seen = {pk: number for number, pk in reversed(list(enumerate(known)))}
    return sorted(travellers, key=lambda person: (first_seen.get(person.pk, len(known)), person.pk))


def _tables_with_hosts(cafe: Cafe, here: list[Attendance]) -> list[Table]:
    """Open tables, each with a host who is here. At least one person must be left to travel."""
    tables = list(cafe.tables.filter(is_open=True))
    if Seat.objects.filter(cafe=cafe).exists():
        return tables
    present = {person.pk for person in here}
    volunteers = [table for table in tables if table.host_id in present]
    kept = (volunteers + [table for table in tables if table not in volunteers])[: max(len(here) - 1, 0)]
    free = [person for person in here if person.pk not in {table.host_id for table in volunteers}]
    for table in tables:
        if table not in kept:
            table.is_open = False
        elif table not in volunteers:
            table.host = free.pop()
        table.save(update_fields=["host", "is_open"])
    return sorted(kept, key=lambda table: table.number)


@transaction.atomic
def sit_down(table: Table, me: Attendance, round_: int) -> None:
    """Somebody came late or sat down elsewhere: the plan follows the people."""
    meeting = _still_open(me.meeting_id)
    Seat.objects.update_or_create(cafe=table.cafe, round=round_, attendance=me, defaults={"table": table})
    nudge(meeting.topic, "step", "screen")


# --- At the tables -------------------------------------------------------------------------------
@transaction.atomic
def write_note(table: Table, me: Attendance, text: str, *, id: UUID, now: datetime) -> TableNote:
    meeting = _still_open(me.meeting_id)
    note, is_new = TableNote.objects.get_or_create(
        pk=id, defaults={"table": table, "text": text, "writer": me, "written_at": now}
    )
    if is_new:
        nudge(meeting.topic, f"cafe_note-{note.pk}")
    return note


@transaction.atomic
def take_back_note(note: TableNote) -> None:
    meeting = _still_open(note.table.cafe.item.meeting_id)
    nudge(meeting.topic, f"cafe_note-{note.pk}")
    note.delete()


@transaction.atomic
def hand_in_card(table: Table, me: Attendance, answers: dict[str, str], need: str, *, now: datetime) -> Card:
    """`answers` holds the card's own fields; `need` goes to whoever can help from outside."""
    meeting = _still_open(me.meeting_id)
    card, _is_new = Card.objects.select_for_update(of=("self",)).get_or_create(
        table=table, defaults={"written_at": now}
    )
    for name, text in answers.items():
        setattr(card, name, text)
    card.need = _need_of(card, need, table, meeting, now)
    card.written_at = now
    card.save(update_fields=[*answers, "need", "written_at"])
    nudge(meeting.topic, f"cafe_card-{table.pk}", "cafe_harvest", "screen")
    return card


def _need_of(card: Card, text: str, table: Table, meeting: Meeting, now: datetime) -> Need | None:
    if text:
        # One need for a card, however often the card is corrected.
        key = uuid5(NAMESPACE_URL, f"peercircle:cafe-card:{table.pk}")
        return raise_need(meeting.group, text, id=key, now=now, meeting=meeting, raised_in=table.theme)
    if card.need:
        withdraw_need(card.need)
    return None


# --- The end -------------------------------------------------------------------------------------
def forget(item: AgendaItem) -> None:
    """Who wrote a note and who chose a theme is nobody's business afterwards."""
    TableNote.objects.filter(table__cafe__item=item).update(writer=None)
    ThemeChoice.objects.filter(table__cafe__item=item).delete()
