"""The doors of the check-out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from peercircle.activities.check_out import actions
from peercircle.activities.check_out.activity import mine
from peercircle.activities.check_out.forms import PulseForm
from peercircle.kit.sending import sent
from peercircle.meetings import access
from peercircle.rounds.actions import say_word, word_of
from peercircle.rounds.asking import word_sent


@require_POST
def say(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk)
    say_word(item, me, word_sent(request))
    if request.headers.get("HX-Request"):
        return render(request, "check_out/_said.html", {"item": item, "mine": word_of(item, me)})
    return redirect("meetings:live", pk)


@require_POST
def pulse(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk)
    actions.give_pulse(item, me, sent(PulseForm(request.POST))["value"])
    if request.headers.get("HX-Request"):
        return render(request, "check_out/_pulse.html", {"meeting": me.meeting, "item": item, **mine(item, me)})
    return redirect("meetings:live", pk)
