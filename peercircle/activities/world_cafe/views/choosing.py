"""Before the first round: themes and hosts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from peercircle.activities.world_cafe import access
from peercircle.activities.world_cafe.actions import choosing


@require_POST
def choose(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    cafe, me = access.cafe_for_participant(request, pk, item_pk)
    chosen = set(request.POST.getlist("table"))
    choosing.choose_themes(cafe, me, [table for table in cafe.tables.all() if str(table.pk) in chosen])
    return redirect("meetings:live", pk)


@require_POST
def host(request: HttpRequest, pk: int, table_pk: int) -> HttpResponse:
    table, me = access.table_for_participant(request, pk, table_pk)
    choosing.host_table(table, me)
    return redirect("meetings:live", pk)
