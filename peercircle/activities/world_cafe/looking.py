"""A café for whoever looks at it and changes nothing: with its questions and its tables, each asked once for a page."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from peercircle.activities.world_cafe.actions.planning import cafe_of
from peercircle.activities.world_cafe.models import Cafe, Hosting, Table
from peercircle.meetings.models import AgendaItem


def look_at(item: AgendaItem) -> Cafe:
    """Whoever is about to change something gets the café as it is, and asks anew."""
    if item.meeting.seats is not None and not AgendaItem.cafe.is_cached(item):
        _load(item)
    return cafe_of(item)


def _load(item: AgendaItem) -> None:
    asked = {"asked_in": F("round_questions__round"), "asks": F("round_questions__text")}
    rows = list(Cafe.objects.filter(item=item).annotate(**asked).order_by("round_questions__round"))
    if rows:
        item.cafe = rows[0]
        item.cafe.asked = [(row.asked_in, row.asks) for row in rows if row.asks]  # type: ignore[attr-defined]
        prefetch_related_objects([item.cafe], Prefetch("tables", with_hosts()))


def with_hosts() -> QuerySet[Table]:
    """Tables with who hosts them, whether we chose them, and who will again."""
    chosen = Hosting.objects.filter(table=OuterRef("pk"), attendance=OuterRef("host"), was_chosen=True)
    people = ("host__membership__person", "host_away__membership__person")
    return Table.objects.select_related(*people).annotate(was_chosen=Exists(chosen))


def open_tables(cafe: Cafe) -> list[Table]:
    """Those at which people sit."""
    tables = with_hosts().filter(cafe=cafe) if cafe.asked is None else cafe.tables.all()
    return [table for table in tables if table.is_open]
