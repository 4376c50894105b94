"""What was promised, and the periods about which the programme reports."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.kit.refusals import tried
from peercircle.reports import access, actions
from peercircle.reports.figures import current, lines, uncounted
from peercircle.reports.files import FILES
from peercircle.reports.forms import CorrectionForm, PeriodForm, ReportForm, TargetForm
from peercircle.reports.models import Measure, Period, Target


@require_GET
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    this = access.programme(request.user, pk)
    so_far = current(this)
    context = {
        "programme": this,
        "targets": [(target, so_far[target.measure, None]) for target in Target.objects.filter(programme=this)],
        "periods": Period.objects.filter(programme=this),
    }
    return render(request, "reports/programme.html", context)


@require_http_methods(["GET", "POST"])
def new_target(request: HttpRequest, pk: int) -> HttpResponse:
    this = access.programme(request.user, pk)
    form = TargetForm(request.POST or None, initial={"due_on": this.ends_on})
    if request.method == "POST" and form.is_valid():
        actions.set_target(this, **form.cleaned_data)
        return redirect("reports:programme", pk)
    context = {"programme": this, "form": form}
    return render(request, "reports/target_new.html", context, status=422 if form.errors else 200)


@require_POST
def remove_target(request: HttpRequest, pk: int) -> HttpResponse:
    target = access.target(request.user, pk)
    actions.remove_target(target)
    return redirect("reports:programme", target.programme_id)


@require_http_methods(["GET", "POST"])
def new_period(request: HttpRequest, pk: int) -> HttpResponse:
    this = access.programme(request.user, pk)
    form = PeriodForm(request.POST or None)
    if period := tried(form, lambda: actions.add_period(this, **form.cleaned_data)):
        return redirect("reports:period", period.pk)
    context = {"programme": this, "form": form}
    return render(request, "reports/period_new.html", context, status=422 if form.errors else 200)


@require_GET
def period(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, access.period(request.user, pk), CorrectionForm())


@require_POST
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    actions.lock_period(access.period(request.user, pk), by=access.reader(request.user), now=timezone.now())
    messages.success(request, _("The numbers of this period are kept as they are now."))
    return redirect("reports:period", pk)


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    this = access.period(request.user, pk)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _show(request, this, form)
    actions.note_correction(this, **form.cleaned_data, by=access.reader(request.user), now=timezone.now())
    return redirect("reports:period", pk)


@require_POST
def remove_period(request: HttpRequest, pk: int) -> HttpResponse:
    this = access.period(request.user, pk)
    actions.remove_period(this)
    return redirect("reports:programme", this.programme_id)


def _show(request: HttpRequest, this: Period, form: CorrectionForm) -> HttpResponse:
    status = 422 if form.errors else 200
    if this.is_locked:
        told = lines(this)
        context = {
            "period": this,
            "whole": [line for line in told if not line.municipality],
            "by_municipality": [line for line in told if line.municipality],
            "differs": any(line.differs for line in told),
            "form": form,
            "report_form": ReportForm(),
            "files": FILES,
        }
        return render(request, "reports/period.html", context, status=status)
    now = current(this.programme, this.starts_on, this.ends_on)
    figures = [(measure.label, now[measure, None]) for measure in Measure]
    context = {
        "period": this,
        "figures": figures,
        "uncounted": uncounted(now),
        "is_over": this.ends_on < timezone.localdate(),
    }
    return render(request, "reports/period.html", context, status=status)
