"""The door of the check-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from peercircle.meetings import access
from peercircle.rounds.actions import say_word, word_of
from peercircle.rounds.asking import word_sent


@require_POST
def say(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk)
    say_word(item, me, word_sent(request))
    if request.headers.get("HX-Request"):
        return render(request, "check_in/_said.html", {"item": item, "mine": word_of(item, me)})
    return redirect("meetings:live", pk)
