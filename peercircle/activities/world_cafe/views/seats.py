"""Who sits where."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from peercircle.activities.world_cafe import access
from peercircle.activities.world_cafe.actions import seats


@require_POST
def sit(request: HttpRequest, pk: int, table_pk: int, round_: int) -> HttpResponse:
    table, me = access.table_for_participant(request, pk, table_pk)
    seats.sit_down(table, me, round_)
    return redirect("meetings:live", pk)
