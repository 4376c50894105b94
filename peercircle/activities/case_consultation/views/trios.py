"""Who sits in which trio, for the one who leads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from peercircle.activities.case_consultation import access
from peercircle.activities.case_consultation.actions import trios as actions
from peercircle.activities.case_consultation.faces import trios as faces
from peercircle.activities.case_consultation.forms.trios import TrioForm
from peercircle.kit.numbers import number
from peercircle.kit.sending import sent


@require_http_methods(["GET", "POST"])
def trios(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_leader(request, pk, item_pk)
    if request.method == "POST":
        data = sent(TrioForm(request.POST))
        if data["to"]:
            actions.sit_in(me, item, data["one"], data["to"])
        else:
            actions.change_places(me, item, data["one"], data["other"], seen=data["seen"])
        return redirect("case_consultation:trios", pk, item_pk)
    stage = me.meeting.stage if me.meeting.item_id == item.pk else ""
    shown = faces.for_leader(item, stage, number(request.GET.get("who", "")))
    return render(request, "case_consultation/trios.html", {**shown, "meeting": me.meeting, "item": item})
