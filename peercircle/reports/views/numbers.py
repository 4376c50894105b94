"""The programme's numbers on a page, and what they mean."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from peercircle.reports import access
from peercircle.reports.forms import ReachForm
from peercircle.reports.masking import SMALLEST
from peercircle.reports.naming import TITLES
from peercircle.reports.reach import reach as reach_of
from peercircle.reports.reach import told_guests
from peercircle.reports.tables import source, table


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
        "guests": told_guests(form.chosen).get(form.within),
        "smallest": SMALLEST,
        "programmes": access.programmes_of(request.user),
    }
    return render(request, "reports/reach.html", context)


@require_GET
def definitions(request: HttpRequest) -> HttpResponse:
    access.scope_of(request.user)
    return render(request, "reports/definitions.html", {"smallest": SMALLEST})
