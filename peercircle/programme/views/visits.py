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

from peercircle.groups.models import Group
from peercircle.kit.numbers import number
from peercircle.kit.sending import looked_for, sent
from peercircle.places.models import Site
from peercircle.programme import access
from peercircle.programme.actions import visits as actions
from peercircle.programme.forms.visits import AddForm, DayForm
from peercircle.programme.models import FieldVisit, FieldVisitQuerySet
from peercircle.programme.views.kept import kept_on_phone
from peercircle.programme.visiting import choices, stops, with_last_agreed

ON_A_PAGE = 25


@require_GET
def visits(request: HttpRequest) -> HttpResponse:
    """What waits for its note, what lies ahead, what was."""
    mine, today = access.visits_looked_after(request.user), timezone.localdate()
    form = DayForm(request.GET if "on" in request.GET else None, initial={"on": today})
    if form.is_valid():
        return redirect("programme:visit-day", form.cleaned_data["on"].isoformat())
    past = Paginator(mine.held().order_by("-visited_on", "-position"), ON_A_PAGE).get_page(request.GET.get("page"))
    planned = stops(mine.planned())
    context = {
        "form": form,
        "waiting": [stop for stop in planned if stop.visit.visited_on < today],
        "ahead": [stop for stop in planned if stop.visit.visited_on >= today],
        "past": stops(past),
        "page": past,
    }
    return render(request, "programme/visits.html", context, status=422 if form.errors else 200)


@require_GET
@kept_on_phone
def day(request: HttpRequest, on: str) -> HttpResponse:
    """The route of a day, and who else might be visited."""
    date, search = _day(on), looked_for(request)
    route = stops(_route(request, date))
    groups, sites = (
        access.groups_looked_after(request.user),
        access.sites_of_teams(request.user).select_related("municipality"),
    )
    context = {
        "on": date,
        "route": [stop for stop in route if not stop.visit.is_cancelled],
        "called_off": [stop for stop in route if stop.visit.is_cancelled],
        "choices": choices(groups, sites, route=route, search=search),
        "search": search,
        "at": request.GET.get("at", ""),
    }
    return render(request, "programme/visit_day.html", context)


@require_GET
def paper(request: HttpRequest, on: str) -> HttpResponse:
    date = _day(on)
    route = stops(with_last_agreed(_route(request, date).exclude(state=FieldVisit.State.CANCELLED)))
    return render(request, "programme/visit_day_print.html", {"on": date, "route": route})


@require_POST
def add_group(request: HttpRequest, on: str, group_pk: int) -> HttpResponse:
    return _add(request, on, access.group_looked_after(request.user, group_pk))


@require_POST
def add_site(request: HttpRequest, on: str, site_pk: int) -> HttpResponse:
    return _add(request, on, access.site_to_visit(request.user, site_pk))


def _add(request: HttpRequest, on: str, place: Group | Site) -> HttpResponse:
    """Each place has a door of its own: without a network several wait on the phone, and each of them once."""
    date, said = _day(on), sent(AddForm(request.POST))
    actions.plan_visit(access.of_programme(request.user), place, id=said["id"], visited_on=date)
    return redirect("programme:visit-day", on)


@require_POST
def move(request: HttpRequest, pk: UUID, way: int) -> HttpResponse:
    visit = access.visit_to_make(request.user, pk)
    actions.move_on_route(visit, way, seen=number(request.POST.get("seen", "")))
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


def _day(on: str) -> dt.date:
    form = DayForm({"on": on})
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["on"]
