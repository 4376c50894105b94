"""The shape of most doors in a meeting: who may come in, what a phone may send, and which action takes it."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from peercircle.kit.sending import sent
from peercircle.meetings.models import AgendaItem, Attendance

View = Callable[..., HttpResponse]
Who = Callable[[HttpRequest, int, int], tuple[AgendaItem, Attendance]]


def door(who: Who, form: type[Form], do: Callable[..., None]) -> View:
    """The action gets what was sent under the names of the form's fields."""

    @require_POST
    def enter(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
        item, me = who(request, pk, item_pk)
        do(item, me, **sent(form(request.POST)))
        return taken_in(request, pk)

    return enter


def taken_in(request: HttpRequest, pk: int) -> HttpResponse:
    """An empty answer suffices: the phone hears of the change and fetches its step."""
    return HttpResponse() if request.headers.get("HX-Request") else redirect("meetings:live", pk)
