"""What the café shows on a phone and on the wall, stage by stage."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peercircle.activities.world_cafe.forms import CardForm, NoteForm
from peercircle.activities.world_cafe.models import Cafe, Card, Seat, Table
from peercircle.meetings.kinds import Face, Stage
from peercircle.meetings.models import AgendaItem, Attendance

SAY_CHOOSE = _("Which themes are worth our time today? Tap up to three; nobody sees what you chose.")
SAY_HOSTS = _(
    "Each table needs a host who stays, greets the guests and sees that people write. Who would like to host?"
)
SAY_FIRST_ROUND = _(
    "Please go to your table; your phone says which. Hosts, welcome your guests and read the theme aloud."
)
SAY_NEXT_ROUND = _("Please move on to your next table. Hosts, tell the newcomers in one minute what was said so far.")
SAY_HARVEST = _(
    "Hosts, write your table's card now; everybody helps. Three things you heard, one surprise, one thing to try."
)
SAY_READ = _("Host, please read your card aloud. Is it right, or does something need to be changed?")


def _cafe(item: AgendaItem) -> Cafe:
    cafe = Cafe.objects.get(item=item)
    cafe.item = item
    return cafe


def phone(item: AgendaItem, stage: Stage, me: Attendance) -> Face:
    cafe = _cafe(item)
    kind, _dash, number = stage.key.partition("-")
    show = {"choose": _choose, "hosts": _hosts, "round": _round, "harvest": _harvest, "read": _read}[kind]
    return show(cafe, number, me)


def _choose(cafe: Cafe, number: str, me: Attendance) -> Face:
    tables = cafe.tables.prefetch_related("choices")
    mine = {choice.table_id for table in tables for choice in table.choices.all() if choice.attendance_id == me.pk}
    return Face("world_cafe/_choose.html", {"cafe": cafe, "tables": tables, "mine": mine})


def _hosts(cafe: Cafe, number: str, me: Attendance) -> Face:
    tables = cafe.tables.select_related("host__membership__person")
    return Face("world_cafe/_hosts.html", {"cafe": cafe, "tables": tables})


def _round(cafe: Cafe, number: str, me: Attendance) -> Face:
    tables = list(cafe.tables.filter(is_open=True).select_related("host__membership__person"))
    seats = Seat.objects.filter(cafe=cafe, round=number).select_related("attendance__membership__person")
    mine = [table for table in tables if table.host_id == me.pk]
    mine += [table for table in tables for seat in seats if seat.attendance_id == me.pk and seat.table_id == table.pk]
    if not mine:
        return Face("world_cafe/_find_a_seat.html", {"tables": tables, "round": number})
    table = mine[0]
    others = [seat.attendance for seat in seats if seat.table_id == table.pk and seat.attendance_id != me.pk]
    context = {
        "table": table,
        "hosts": table.host_id == me.pk,
        "others": others,
        "notes": table.notes.all(),
        "form": NoteForm(),
        "tables": tables,
        "round": number,
    }
    return Face("world_cafe/_at_table.html", context)


def _harvest(cafe: Cafe, number: str, me: Attendance) -> Face:
    return Face("world_cafe/_harvest.html", harvest(cafe, me))


def harvest(cafe: Cafe, me: Attendance) -> dict[str, object]:
    """The cards: the host sees the form for the own table, the one who leads may open any."""
    tables = list(cafe.tables.filter(is_open=True).select_related("card__need", "host").prefetch_related("notes"))
    leads = cafe.item.meeting.leader_id == me.pk
    mine = [table for table in tables if table.host_id == me.pk or (leads and not _has_phone(table))]
    return {
        "cafe": cafe,
        "tables": tables,
        "writing": [(table, CardForm.of(table)) for table in mine],
        "done": sum(1 for table in tables if hasattr(table, "card")),
        "leads": leads,
    }


def _has_phone(table: Table) -> bool:
    return table.host is not None and table.host.has_phone and table.host.left_at is None


def _read(cafe: Cafe, number: str, me: Attendance) -> Face:
    table = Table.objects.select_related("card__need", "host").get(pk=number)
    may_correct = me.pk in {table.host_id, cafe.item.meeting.leader_id}
    return Face("world_cafe/_read.html", {"table": table, "may_correct": may_correct})


def screen(item: AgendaItem, stage: Stage) -> Face:
    """The wall shows tables, themes and how many sit there, never who."""
    cafe = _cafe(item)
    kind, _dash, number = stage.key.partition("-")
    if kind == "read":
        return Face(
            "world_cafe/_screen_card.html",
            {"table": Table.objects.select_related("card__need").get(pk=number)},
        )
    tables = list(cafe.tables.filter(is_open=True).order_by("number"))
    seats = (
        list(Seat.objects.filter(cafe=cafe, round=number).values_list("table_id", flat=True)) if kind == "round" else []
    )
    cards = (
        set(Card.objects.filter(table__cafe=cafe).values_list("table_id", flat=True)) if kind == "harvest" else set()
    )
    shown = [(table, range(seats.count(table.pk)), table.pk in cards) for table in tables]
    return Face("world_cafe/_screen_tables.html", {"shown": shown, "moment": kind})
