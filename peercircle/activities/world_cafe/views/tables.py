"""While the rounds run: tables, hosts and people, for the one who leads and for a host at the own table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from peercircle.activities.world_cafe import access
from peercircle.activities.world_cafe.actions import planning, seats, tables
from peercircle.activities.world_cafe.faces.tables import tables_and_people
from peercircle.activities.world_cafe.forms import ModeForm, MoveForm, SwapForm, offer
from peercircle.kit.numbers import number
from peercircle.kit.sending import sent
from peercircle.meetings.models import Attendance

MORE_MINUTES = 2


@require_GET
def overview(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    cafe, me = access.cafe_for_leader(request, pk, item_pk)
    shown = tables_and_people(cafe, me)
    move, swap = MoveForm(cafe), SwapForm(cafe)
    offer(me.meeting.attendances.here(), move.fields["person"], swap.fields["one"], swap.fields["other"])
    offer([table for table, _people, _until in shown["shown"]], move.fields["to"])
    more = {"meeting": me.meeting, "item": cafe.item, "move_form": move, "swap_form": swap}
    return render(request, "world_cafe/tables.html", {**shown, **more})


@require_POST
def form(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Another form of the café than the one proposed."""
    cafe, _me = access.cafe_for_leader(request, pk, item_pk)
    planning.choose_mode(cafe, sent(ModeForm(request.POST))["mode"])
    return redirect("meetings:live", pk)


@require_POST
def change(request: HttpRequest, pk: int, table_pk: int, what: str) -> HttpResponse:
    table, me = access.table_for_leader(request, pk, table_pk)
    if what == "more-time":
        tables.give_more_time(table, me, minutes=MORE_MINUTES, now=timezone.now())
    elif what == "close":
        tables.close_table(table, me)
    else:
        tables.open_again(table, me)
    return redirect("world_cafe:tables", pk, table.cafe.item_id)


@require_POST
def change_host(request: HttpRequest, pk: int, table_pk: int) -> HttpResponse:
    table, me = access.table_for_leader(request, pk, table_pk)
    tables.change_host(table, _person(request, pk), me)
    return redirect("world_cafe:tables", pk, table.cafe.item_id)


@require_POST
def move_person(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    cafe, _me = access.cafe_for_leader(request, pk, item_pk)
    data = sent(MoveForm(cafe, request.POST))
    seats.sit_down(data["to"], data["person"], cafe.begun)
    return redirect("world_cafe:tables", pk, item_pk)


@require_POST
def swap(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    cafe, _me = access.cafe_for_leader(request, pk, item_pk)
    data = sent(SwapForm(cafe, request.POST))
    seats.swap(cafe, data["one"], data["other"], cafe.begun)
    return redirect("world_cafe:tables", pk, item_pk)


@require_POST
def told(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    cafe, me = access.cafe_for_leader(request, pk, item_pk)
    seats.everybody_knows(cafe, me)
    return redirect("meetings:live", pk)


@require_POST
def bring(request: HttpRequest, pk: int, table_pk: int, round_: int) -> HttpResponse:
    """Somebody without a phone sat down here: the host's phone says it."""
    table, _me = access.table_for_host(request, pk, table_pk)
    seats.sit_down(table, _person(request, pk), round_)
    return redirect("meetings:live", pk)


def _person(request: HttpRequest, pk: int) -> Attendance:
    return get_object_or_404(Attendance, pk=number(request.POST.get("person", "")), meeting_id=pk, left_at=None)
