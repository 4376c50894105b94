"""The doors of the ice-breaker."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from peercircle.activities.icebreaker import actions, faces, turns
from peercircle.activities.icebreaker.forms import CardForm
from peercircle.kit.sending import sent
from peercircle.meetings import access
from peercircle.meetings.models import AgendaItem, Attendance


def _card(request: HttpRequest, item: AgendaItem, me: Attendance) -> HttpResponse:
    shown = faces.card(item, me, is_my_turn=turns.is_turn_of(me, me.meeting))
    return render(request, "icebreaker/_card.html", {"meeting": me.meeting, "item": item, **shown})


@require_GET
def card(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk)
    return _card(request, item, me)


@require_POST
def show(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk)
    actions.show_card(item, me, **sent(CardForm(request.POST)))
    return _card(request, item, me) if request.headers.get("HX-Request") else redirect("meetings:live", pk)


@require_POST
def hide(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk)
    actions.hide_card(item, me)
    return _card(request, item, me) if request.headers.get("HX-Request") else redirect("meetings:live", pk)
