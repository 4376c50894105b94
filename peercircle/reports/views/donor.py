"""The report for those who pay for the programme, as files in the language that they read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from peercircle.reports import access, report
from peercircle.reports.files import FILES
from peercircle.reports.forms import ReportForm
from peercircle.reports.report import Report


@require_GET
def of_programme(request: HttpRequest, pk: int) -> HttpResponse:
    this = access.programme(request.user, pk)
    page = {"about": this.name, "back": reverse("reports:programme", args=[pk])}
    return _answer(request, lambda: report.of_programme(this, now=timezone.now()), page)


@require_GET
def of_period(request: HttpRequest, pk: int) -> HttpResponse:
    this = access.period(request.user, pk)
    page = {"about": str(this), "back": reverse("reports:period", args=[pk])}
    return _answer(request, lambda: report.of_period(this, now=timezone.now()), page)


def _answer(request: HttpRequest, make: Callable[[], Report], page: dict[str, Any]) -> HttpResponse:
    """Without a choice, the page on which one chooses."""
    form = ReportForm(request.GET or None)
    if not form.is_valid():
        context = {**page, "report_form": form, "files": FILES, "address": request.path}
        return render(request, "reports/report.html", context, status=422 if form.errors else 200)
    kind, language = form.cleaned_data["file"], form.cleaned_data["language"]
    with translation.override(language):
        made = make()
        response = HttpResponse(FILES[kind].make(made), content_type=FILES[kind].content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.file_name}-{language}.{kind}"'
    return response
