"""What the groups need: the board, one need, and what the programme says to it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.groups.models import Group, GroupQuerySet
from peercircle.kit.numbers import number
from peercircle.kit.refusals import done, tried
from peercircle.kit.sending import sent
from peercircle.needs import stories
from peercircle.needs.actions import answering, merging, raise_need
from peercircle.needs.models import Entry, Need
from peercircle.programme import access, board
from peercircle.programme.forms.needs import DeclineForm, DeliverForm, HandOnForm, HeardNeedForm, PlanForm

ON_A_PAGE = 30
FORMS = {"plan": PlanForm, "decline": DeclineForm, "deliver": DeliverForm}
ANSWERS: dict[str, Callable[..., None]] = {
    "plan": answering.plan_need,
    "decline": answering.decline_need,
    "deliver": answering.deliver_need,
}


@require_GET
def needs(request: HttpRequest) -> HttpResponse:
    visible, now = access.needs_looked_after(request.user), timezone.now()
    name = request.GET.get("show", board.OPEN)
    shelf = name if name in board.SHELVES else board.OPEN
    page = Paginator(board.shelf(visible, shelf, now=now), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "shelf": shelf,
        "page": page,
        "piles": board.piles(page, visible, now=now),
        "overdue": board.overdue_count(visible, now=now),
        "late": board.late_count(visible, now=now),
        "rankings": access.rankings_of(request.user).filter(closed_at=None),
    }
    return render(request, "programme/needs.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """What was heard on a visit or in a supervision, written down for the group."""
    person = access.of_programme(request.user)
    groups, filled = access.groups_looked_after(person), request.POST if request.method == "POST" else None
    heard_in = {"origin": request.GET.get("origin", Need.Origin.VISIT), "group": _the_one_at(request, groups)}
    form = HeardNeedForm(filled, groups=groups, initial=heard_in)
    if heard := tried(form, lambda: raise_need(**form.cleaned_data, by=person, now=timezone.now())):
        return redirect("programme:need", heard.pk)
    context = {"form": form, "has_group": groups.exists()}
    return render(request, "programme/need_new.html", context, status=422 if form.errors else 200)


def _the_one_at(request: HttpRequest, groups: GroupQuerySet) -> Group | None:
    """Where a session was held at a school with one group, it was most likely this one."""
    if "site" not in request.GET:
        return None
    there = groups.filter(sites=number(request.GET["site"]))[:2]
    return there[0] if len(there) == 1 else None


@require_GET
def need(request: HttpRequest, pk: UUID) -> HttpResponse:
    this = access.need(request.user, pk)
    visible = access.needs_looked_after(request.user)
    (asked,) = board.piles([this], visible, now=timezone.now())
    lines = stories.of_one(this).lines
    context = {
        "asked": asked,
        "need": this,
        "lines": lines,
        "last": next((line for line in reversed(lines) if not line.is_undone), None),
        "hand_on": HandOnForm(people=board.who_may_answer(this), initial={"responsible": this.responsible_id}),
        "others": board.that_could_be_the_same(this, visible),
    }
    return render(request, "programme/need.html", context)


@require_POST
def acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    this = access.need(request.user, pk)
    answering.acknowledge_need(this, by=access.of_programme(request.user), now=timezone.now())
    return redirect("programme:need", pk)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: UUID, how: str) -> HttpResponse:
    """Plan, decline or deliver: each asks for the words that the group will read."""
    this = access.need(request.user, pk)
    by, form = access.of_programme(request.user), FORMS[how](request.POST if request.method == "POST" else None)
    if done(form, lambda: ANSWERS[how](this, **form.cleaned_data, by=by, now=timezone.now())):
        messages.success(request, _("The group can read it now."))
        return redirect("programme:need", pk)
    context = {"need": this, "form": form, "how": how}
    return render(request, "programme/need_answer.html", context, status=422 if form.errors else 200)


@require_POST
def hand_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    this = access.need(request.user, pk)
    answering.hand_need_to(this, sent(HandOnForm(request.POST, people=board.who_may_answer(this)))["responsible"])
    return redirect("programme:need", pk)


@require_POST
def undo(request: HttpRequest, pk: UUID, entry_pk: int) -> HttpResponse:
    this = access.need(request.user, pk)
    answering.undo_answer(this, get_object_or_404(Entry, pk=entry_pk, need=this), now=timezone.now())
    return redirect("programme:need", pk)


@require_POST
def merge(request: HttpRequest, pk: UUID, into_pk: UUID) -> HttpResponse:
    this, into = access.need(request.user, pk), access.need(request.user, into_pk)
    merging.merge_needs(this, into, by=access.of_programme(request.user), now=timezone.now())
    return redirect("programme:need", into_pk)


@require_POST
def part(request: HttpRequest, pk: UUID) -> HttpResponse:
    this = access.need(request.user, pk)
    merging.part_needs(this, by=access.of_programme(request.user), now=timezone.now())
    return redirect("programme:need", pk)
