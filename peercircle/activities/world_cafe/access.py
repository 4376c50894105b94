"""Who may do what at the café's tables."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from peercircle.activities.world_cafe.models import Cafe, Pattern, SheetPhoto, Table, TableNote
from peercircle.meetings import access
from peercircle.meetings.models import Attendance
from peercircle.people.models import Person


def table_for_participant(request: HttpRequest, pk: int, table_pk: int) -> tuple[Table, Attendance]:
    me = access.participant(request, pk)
    tables = Table.objects.select_related("cafe__item", "host")
    return get_object_or_404(tables, pk=table_pk, cafe__item__meeting_id=pk), me


def table_for_harvest(request: HttpRequest, pk: int, table_pk: int) -> tuple[Table, Attendance]:
    """The host writes the table's card; the one who leads may help."""
    table, me = table_for_participant(request, pk, table_pk)
    if me.pk not in {table.host_id, me.meeting.leader_id}:
        raise PermissionDenied(_("The table's host writes the card. Tell the host what is missing."))
    return table, me


def table_for_leader(request: HttpRequest, pk: int, table_pk: int) -> tuple[Table, Attendance]:
    access.leading(request, pk)
    return table_for_participant(request, pk, table_pk)


def table_for_host(request: HttpRequest, pk: int, table_pk: int) -> tuple[Table, Attendance]:
    """The host's phone speaks for the table; so does the one who leads."""
    table, me = table_for_participant(request, pk, table_pk)
    if me.pk not in {table.host_id, me.meeting.leader_id}:
        raise PermissionDenied(_("The table's host says who sits here. Tell the host."))
    return table, me


def note_for_participant(request: HttpRequest, pk: int, note_pk: UUID) -> tuple[TableNote, Attendance]:
    me = access.participant(request, pk)
    notes = TableNote.objects.select_related("table__cafe", "laid_on")
    return get_object_or_404(notes, pk=note_pk, table__cafe__item__meeting_id=pk), me


def note_of_writer(request: HttpRequest, pk: int, note_pk: UUID) -> tuple[TableNote, Attendance]:
    note, me = note_for_participant(request, pk, note_pk)
    if note.writer_id != me.pk:
        raise PermissionDenied(_("Only the one who wrote a note can take it back."))
    return note, me


def pattern_for_participant(request: HttpRequest, pk: int, pattern_pk: UUID) -> tuple[Pattern, Attendance]:
    me = access.participant(request, pk)
    patterns = Pattern.objects.select_related("cafe__item")
    return get_object_or_404(patterns, pk=pattern_pk, cafe__item__meeting_id=pk), me


def photo_for_member(person: Person | AnonymousUser, item_pk: int, table_pk: int) -> SheetPhoto:
    """For every member of the group, and for nobody else: a guest of the meeting has seen the sheet itself."""
    item = access.item_for_member(person, item_pk)
    return get_object_or_404(SheetPhoto, table=table_pk, table__cafe__item=item)


def table_for_member(person: Person | AnonymousUser, item_pk: int, table_pk: int) -> Table:
    cafe = cafe_for_member(person, item_pk)
    table = get_object_or_404(cafe.tables, pk=table_pk)
    table.cafe = cafe
    return table


def cafe_for_member(person: Person | AnonymousUser, item_pk: int) -> Cafe:
    item = access.item_for_member(person, item_pk)
    cafe = get_object_or_404(Cafe, item=item)
    cafe.item = item
    return cafe


def cafe_for_participant(request: HttpRequest, pk: int, item_pk: int) -> tuple[Cafe, Attendance]:
    me = access.participant(request, pk)
    cafe = get_object_or_404(Cafe.objects.select_related("item"), item=item_pk, item__meeting=pk)
    cafe.item.meeting = me.meeting
    return cafe, me


def cafe_for_leader(request: HttpRequest, pk: int, item_pk: int) -> tuple[Cafe, Attendance]:
    cafe, me = cafe_for_participant(request, pk, item_pk)
    return cafe, access.only_leader(me)
