"""Visits to groups and sites: all of them, and the route of one day."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from peercircle.kit.numbers import number as as_number
from peercircle.kit.refusals import tried
from peercircle.kit.sending import sent
from peercircle.kit.templatetags.dates import day as spoken
from peercircle.programme import access
from peercircle.programme.actions import visits as actions
from peercircle.programme.finding import MOST, Places, places
from peercircle.programme.forms.visits import AddForm, DayForm, PlanForm
from peercircle.programme.models import FieldVisit, FieldVisitQuerySet
from peercircle.programme.views.kept import kept_on_phone
from peercircle.programme.visiting import next_to_visit, stops, with_last_agreed

ON_A_PAGE = 25
PLANS = range(1, 6)  # new days that may wait on a phone at a time


@require_GET
@kept_on_phone
def visits(request: HttpRequest) -> HttpResponse:
    """What waits for its note, what lies ahead, what was; and a day is planned, also without a network."""
    return _visits(request)


def _visits(request: HttpRequest, *, filled: PlanForm | None = None) -> HttpResponse:
    mine, today = access.visits_looked_after(request.user), timezone.localdate()
    offered = filled.offered if filled else _places(request, most=MOST)
    past = Paginator(mine.held().order_by("-visited_on", "-position"), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = stops([*mine.planned(), *past])
    planned = [stop for stop in shown if stop.visit.is_planned]
    context = {
        "plans": [_of(filled, number) or PlanForm(key=number, offered=offered) for number in PLANS],
        "waiting": [stop for stop in planned if stop.visit.visited_on < today],
        "ahead": [stop for stop in planned if stop.visit.visited_on >= today],
        "past": [stop for stop in shown if stop.visit.is_held],
        "page": past,
        "places": offered,
    }
    return render(request, "programme/visits.html", context, status=422 if filled else 200)


@require_GET
@kept_on_phone
def day(request: HttpRequest, on: str) -> HttpResponse:
    """The route of a day, and who else might be visited."""
    return _day_page(request, _day(on))


def _day_page(request: HttpRequest, on: dt.date, *, filled: PlanForm | None = None) -> HttpResponse:
    route = stops(_route(request, on))
    offered = filled.offered if filled else _places(request, most=MOST)
    context = {
        "on": on,
        "route": [stop for stop in route if not stop.visit.is_cancelled],
        "called_off": [stop for stop in route if stop.visit.is_cancelled],
        "choices": next_to_visit(offered.values(), route=route),
        "plan": filled or PlanForm(key=on, offered=offered, day=on),
        "places": offered,
        "at": request.GET.get("at", ""),
    }
    return render(request, "programme/visit_day.html", context, status=422 if filled else 200)


@require_POST
def plan(request: HttpRequest, number: int) -> HttpResponse:
    """A new day. Each form of the page has a door of its own, so that several days wait on a phone."""
    if number not in PLANS:
        raise Http404
    form = PlanForm(request.POST, key=number, offered=_places(request))
    return _plan(request, form) or _visits(request, filled=form)


@require_POST
def plan_more(request: HttpRequest, on: str) -> HttpResponse:
    """Who else is visited on this day."""
    form = PlanForm(request.POST, key=_day(on), offered=_places(request), day=_day(on))
    return _plan(request, form) or _day_page(request, _day(on), filled=form)


def _plan(request: HttpRequest, form: PlanForm) -> HttpResponse | None:
    """None: the form says what is wrong. A phone's outbox hears it as one sentence, and keeps what was typed."""
    expert = access.of_programme(request.user)

    def act() -> str:
        on = form.plan["visited_on"]
        had_route = _to_make(request, on).exists()
        actions.plan_day(expert, **form.plan, today=timezone.localdate())
        return _what_stands(request, on, had_route=had_route)

    is_letter = bool(request.headers.get("HX-Request"))
    if is_letter:
        sent(form)
    sentence = act() if is_letter else tried(form, act)
    if sentence is None:
        return None
    messages.success(request, sentence)
    return (
        HttpResponse(status=204) if is_letter else redirect("programme:visit-day", form.plan["visited_on"].isoformat())
    )


def _what_stands(request: HttpRequest, on: dt.date, *, had_route: bool) -> str:
    said = {"day": spoken(on), "places": ", ".join(stop.name for stop in stops(_to_make(request, on)))}
    if had_route:
        return _("%(day)s had a route already; what is new stands at its end: %(places)s.") % said
    return _("%(day)s is planned: %(places)s.") % said


def _of(form: PlanForm | None, number: int) -> PlanForm | None:
    return form if form and form.key == number else None


def _places(request: HttpRequest, *, most: int | None = None) -> Places:
    sites = access.sites_of_teams(request.user)
    return places(access.groups_looked_after(request.user), sites, most=most)


@require_GET
def paper(request: HttpRequest, on: str) -> HttpResponse:
    date = _day(on)
    route = stops(with_last_agreed(_to_make(request, date)))
    return render(request, "programme/visit_day_print.html", {"on": date, "route": route})


@require_POST
def add_group(request: HttpRequest, on: str, group_pk: int) -> HttpResponse:
    """Each group has a door of its own: without a network several wait on the phone, and each of them once."""
    group, date, said = access.group_looked_after(request.user, group_pk), _day(on), sent(AddForm(request.POST))
    actions.plan_visit(access.of_programme(request.user), group, id=said["id"], visited_on=date)
    return redirect("programme:visit-day", on)


@require_POST
def move(request: HttpRequest, pk: UUID, way: int) -> HttpResponse:
    visit = access.visit_to_make(request.user, pk)
    actions.move_on_route(visit, way, seen=as_number(request.POST.get("seen", "")))
    return redirect("programme:visit-day", visit.visited_on.isoformat())


@require_POST
def to_day(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit, on = access.visit_to_make(request.user, pk), sent(DayForm(request.POST))["on"]
    actions.move_to_day(visit, on)
    return redirect("programme:visit-day", on.isoformat())


@require_POST
def call_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = access.visit_to_make(request.user, pk)
    actions.call_off(visit)
    messages.success(request, _("The visit has been called off."))
    return redirect("programme:visit-day", visit.visited_on.isoformat())


@require_POST
def make_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = access.visit_to_make(request.user, pk)
    actions.make_again(visit)
    return redirect("programme:visit-day", visit.visited_on.isoformat())


def _route(request: HttpRequest, on: dt.date) -> FieldVisitQuerySet:
    mine = access.visits_looked_after(request.user)
    return mine.filter(expert=access.of_programme(request.user), visited_on=on)


def _to_make(request: HttpRequest, on: dt.date) -> FieldVisitQuerySet:
    return _route(request, on).exclude(state=FieldVisit.State.CANCELLED)


def _day(on: str) -> dt.date:
    form = DayForm({"on": on})
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["on"]
