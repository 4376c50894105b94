"""The doors: for those who are there, for the one who leads, and for those who were not there."""

from __future__ import annotations

from random import SystemRandom

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.activities.next_date import access, actions, activity, tally
from peercircle.activities.next_date.forms import SlotForm
from peercircle.activities.next_date.models import Agreement, Reply, Say
from peercircle.groups.access import membership as membership_of
from peercircle.groups.models import Membership
from peercircle.kit.sending import sent
from peercircle.meetings.access import item_for_participant, leading, participant


@require_POST
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """One form holds all dates; the button that was tapped names the word and the date."""
    me = participant(request, pk)
    word = next((word for word in Say.values if word in request.POST), None)
    if word is None:
        raise Http404
    slot = access.slot(me, request.POST[word])
    actions.say(me, slot, word)
    if not request.headers.get("HX-Request"):
        return redirect("meetings:live", pk)
    rows = tally.rows(slot.item, me)
    context = {"row": next(row for row in rows if row.slot == slot), "says": Say.choices}
    return render(request, "next_date/_row.html", context)


@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    me = leading(request, pk)
    slot = access.slot(me, request.POST.get("slot", ""))
    actions.agree(slot, by=me.membership, now=timezone.now(), rng=SystemRandom())
    return redirect("meetings:live", pk)


@require_POST
def undo(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    leading(request, pk)
    item, _me = item_for_participant(request, pk, item_pk)
    actions.undo_agreement(item)
    return redirect("meetings:live", pk)


@require_POST
def add(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    leading(request, pk)
    item, _me = item_for_participant(request, pk, item_pk)
    actions.add_slot(item, sent(SlotForm(request.POST))["starts_at"], now=timezone.now())
    return redirect("meetings:live", pk)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    me = leading(request, pk)
    actions.remove_slot(access.slot(me, request.POST.get("slot", "")))
    return redirect("meetings:live", pk)


@require_GET
def choice(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    leading(request, pk)
    item, me = item_for_participant(request, pk, item_pk)
    context = {"meeting": me.meeting, "item": item, **activity.choice(item, me)}
    return render(request, "next_date/_agree.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = access.agreement(pk)
    mine = membership_of(request.user, agreement.meeting.group_id)
    return _answer(request, agreement, mine)


@require_http_methods(["GET", "POST"])
def answer_by_link(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    return _answer(request, *access.by_link(pk, token))


def _answer(request: HttpRequest, agreement: Agreement, mine: Membership) -> HttpResponse:
    if request.method == "POST":
        word = request.POST.get("say", "")
        if word not in {Say.YES, Say.NO}:
            raise Http404
        actions.reply(agreement, mine, word, now=timezone.now())
        return redirect(request.path)
    given = Reply.objects.filter(agreement=agreement, membership=mine).first()
    context = {
        "agreement": agreement,
        "membership": mine,
        "mine": given.say if given and given.starts_at == agreement.meeting.starts_at else "",
        "counts": tally.replies(agreement),
        "is_over": not agreement.meeting.is_planned,
    }
    return render(request, "next_date/answer.html", context)
