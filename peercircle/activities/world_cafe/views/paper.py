"""The café on paper: a tent for each table, a slip for each person."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET

from peercircle.activities.world_cafe import access, rotas
from peercircle.activities.world_cafe.forms import PaperForm
from peercircle.activities.world_cafe.models import Cafe
from peercircle.kit.paper import pdf


@require_GET
def paper(request: HttpRequest, item_pk: int) -> HttpResponse:
    """The page, or for a number of people their sheets."""
    cafe = access.cafe_for_member(request.user, item_pk)
    members = cafe.item.meeting.group.memberships.filter(ended_on=None).count()
    form = PaperForm(request.GET or None, initial={"people": max(members, rotas.FEWEST)})
    has_tables = cafe.tables.exists()
    if has_tables and form.is_valid():
        people = form.cleaned_data["people"]
        return _tents(cafe, people) if "tents" in request.GET else _slips(cafe, people)
    context = {"cafe": cafe, "form": form, "has_tables": has_tables}
    return render(request, "world_cafe/paper.html", context, status=422 if form.errors else 200)


def _tents(cafe: Cafe, people: int) -> HttpResponse:
    meeting = cafe.item.meeting
    context = {
        "tents": rotas.tents(cafe, people),
        "meeting": meeting,
        "join_address": settings.ORIGIN + reverse("meetings:join", args=[meeting.code]),
    }
    return _download("tents.pdf", "world_cafe/tents.html", context)


def _slips(cafe: Cafe, people: int) -> HttpResponse:
    """Two beside each other, so that one long cut parts them."""
    slips = rotas.slips(cafe, people)
    rows = [slips[start : start + 2] for start in range(0, len(slips), 2)]
    return _download("slips.pdf", "world_cafe/slips.html", {"rows": rows, "group": cafe.item.meeting.group})


def _download(name: str, template: str, context: dict[str, object]) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf(render_to_string(template, context)), content_type="application/pdf", headers=headers)
