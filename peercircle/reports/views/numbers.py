"""The programme's numbers on a page, and what they mean."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from peercircle.reports import access
from peercircle.reports import definitions as words
from peercircle.reports import pictures as drawn
from peercircle.reports.files import FILES
from peercircle.reports.forms import ReachForm, ReportForm
from peercircle.reports.guests import told_guests
from peercircle.reports.helping import FEWEST
from peercircle.reports.helping import helped as help_in
from peercircle.reports.masking import SMALLEST
from peercircle.reports.naming import TITLES
from peercircle.reports.reach import reach as reach_of
from peercircle.reports.tables import source, table

GROUPS_ON_A_PAGE = 25


@require_GET
def reach(request: HttpRequest) -> HttpResponse:
    form = ReachForm(request.GET, scope=access.scope_of(request.user))
    if not form.is_valid():
        return render(request, "reports/reach.html", {"form": form}, status=422)
    said = form.cleaned_data
    found = reach_of(form.chosen, source(said["by"]))
    context = {
        "form": form,
        "table": table(found, said["by"], form.within, said["across"]),
        "title": TITLES[said["by"]],
        "guests": told_guests(form.chosen, found.reported).get(form.within),
        "smallest": SMALLEST,
        "programmes": access.programmes_of(request.user),
        "report_form": ReportForm(),
        "files": FILES,
    }
    return render(request, "reports/reach.html", context)


@require_GET
def pictures(request: HttpRequest) -> HttpResponse:
    scope, programmes = access.of_one_programme(access.scope_of(request.user), request.GET.get("programme", ""))
    shown = [drawn.people_over_time(scope), drawn.municipalities(scope), drawn.needs(scope, now=timezone.now())]
    context = {"pictures": shown, "chosen": scope.programme, "programmes": programmes}
    return render(request, "reports/pictures.html", context)


@require_GET
def rhythm(request: HttpRequest) -> HttpResponse:
    """The fourth picture grows with the groups, so it has a page of its own, and as many as it takes."""
    scope, programmes = access.of_one_programme(access.scope_of(request.user), request.GET.get("programme", ""))
    groups = Paginator(drawn.groups_in(scope), GROUPS_ON_A_PAGE).get_page(request.GET.get("page"))
    picture = drawn.rhythm(list(groups), today=timezone.localdate())
    context = {"picture": picture, "groups": groups, "chosen": scope.programme, "programmes": programmes}
    return render(request, "reports/rhythm.html", context)


@require_GET
def helped(request: HttpRequest) -> HttpResponse:
    context = {"helped": help_in(access.scope_of(request.user)), "fewest": FEWEST, "smallest": SMALLEST}
    return render(request, "reports/helped.html", context)


@require_GET
def definitions(request: HttpRequest) -> HttpResponse:
    access.scope_of(request.user)
    return render(request, "reports/definitions.html", {"definitions": words.definitions()})
