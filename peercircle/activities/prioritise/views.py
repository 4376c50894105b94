"""The doors of a vote."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from peercircle.activities.prioritise import actions, faces
from peercircle.activities.prioritise.forms import DotsForm, OptionForm, PlanForm, RemoveForm
from peercircle.kit.sending import sent
from peercircle.meetings import access
from peercircle.meetings.models import AgendaItem

KIND = "prioritise"


def _list(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "prioritise/_options.html", faces.options(item))
    return redirect("meetings:live", item.meeting_id)


@require_POST
def add(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, _me = access.item_for_participant(request, pk, item_pk, kind=KIND)
    option = sent(OptionForm(request.POST))
    actions.add_option(item, option["text"], id=option["id"] or uuid4())
    return _list(request, item)


@require_POST
def remove(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """One form holds the whole list; the button that was tapped names the option."""
    item, _me = access.item_for_participant(request, pk, item_pk, kind=KIND)
    actions.remove_option(item, sent(RemoveForm(request.POST))["option"])
    return _list(request, item)


@require_POST
def place(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item, me = access.item_for_participant(request, pk, item_pk, kind=KIND)
    option, dots = sent(DotsForm(request.POST))["place"]
    actions.place_dots(item, me, option, dots)
    if request.headers.get("HX-Request"):
        context = {"meeting": me.meeting, "item": item, **faces.ballot(item.vote, me)}
        return render(request, "prioritise/_ballot.html", context)
    return redirect("meetings:live", pk)


@require_POST
def agree(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    me = access.leading(request, pk)
    item, _me = access.item_for_participant(request, pk, item_pk, kind=KIND)
    actions.agree_on_ranking(item, me, now=timezone.now())
    return redirect("meetings:live", pk)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, item_pk: int) -> HttpResponse:
    item = access.item_for_member(request.user, item_pk, kind=KIND)
    options = "\n".join(option.text for option in item.vote.options.all())
    form = PlanForm(request.POST or None, initial={"options": options, "dots": item.vote.dots})
    if request.method == "POST" and form.is_valid():
        actions.set_options(item, form.cleaned_data["options"], form.cleaned_data["dots"])
        return redirect("meetings:meeting", item.meeting_id)
    return render(request, "prioritise/plan.html", {"item": item, "form": form}, status=422 if form.errors else 200)
