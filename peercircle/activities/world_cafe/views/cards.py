"""One card for each table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from peercircle.activities.world_cafe import access, faces
from peercircle.activities.world_cafe.actions import cards
from peercircle.activities.world_cafe.forms import CardForm
from peercircle.activities.world_cafe.views.answers import back
from peercircle.kit.sending import sent


@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, pk: int, table_pk: int) -> HttpResponse:
    """A card on a page of its own: to correct it while it is read back, or without scripts."""
    table, me = access.table_for_harvest(request, pk, table_pk)
    form = CardForm.of(table, request.POST or None)
    if form.is_bound and request.headers.get("HX-Request"):
        sent(form)
    if form.is_valid():
        cards.hand_in_card(table, me, form.answers(), form.cleaned_data["need"], now=timezone.now())
        table.refresh_from_db()
        fresh = {**faces.cards.card_to_write(table), "meeting": me.meeting}
        return back(request, pk, "world_cafe/_card_form.html", fresh)
    context = {"table": table, "form": form, "meeting": me.meeting}
    return render(request, "world_cafe/card.html", context, status=422 if form.errors else 200)


@require_GET
def harvest(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    cafe, me = access.cafe_for_participant(request, pk, item_pk)
    return render(request, "world_cafe/_harvest_state.html", {**faces.cards.harvest(cafe, me), "meeting": me.meeting})
