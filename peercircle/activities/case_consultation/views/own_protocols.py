"""The pages on which the programme's people make their own ways of consulting."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.activities.case_consultation import access, library
from peercircle.activities.case_consultation.actions import own_protocols as actions
from peercircle.activities.case_consultation.forms.own_protocols import AboutForm, BeginForm, OwnStepForm
from peercircle.activities.case_consultation.models import OwnProtocol
from peercircle.activities.case_consultation.protocols.own import faults, what
from peercircle.activities.case_consultation.protocols.shipped import SHIPPED
from peercircle.kit.numbers import number

DOOR = "case_consultation-plan:own-protocol"


@require_http_methods(["GET", "POST"])
def own_protocols(request: HttpRequest) -> HttpResponse:
    by = access.keeper(request.user)
    form = BeginForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect(DOOR, actions.begin(form.told(), form.start(), by=by).pk)
    own = OwnProtocol.objects.prefetch_related("steps")
    context = {"shipped": SHIPPED, "own": [(each, library.protocol(each)) for each in own], "form": form}
    return render(request, "case_consultation/own_protocols.html", context, status=422 if form.errors else 200)


@require_GET
def own_protocol(request: HttpRequest, protocol_pk: int) -> HttpResponse:
    own = access.own_protocol(request.user, protocol_pk)
    protocol = library.protocol(own)
    steps = library.written_steps(own)
    context = {
        "own": own,
        "protocol": protocol,
        "steps": [(row, what(step)) for row, step in zip(own.steps.all(), steps, strict=True)],
        "faults": faults(steps, protocol),
        "why_it_stays": actions.why_it_stays(own),
    }
    return render(request, "case_consultation/own_protocol.html", context)


@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, protocol_pk: int) -> HttpResponse:
    own = access.own_protocol(request.user, protocol_pk)
    form = AboutForm(request.POST) if request.method == "POST" else AboutForm.of(own)
    if form.is_valid():
        actions.describe(own, form.told())
        return redirect(DOOR, own.pk)
    return _form(request, own, form, own.name)


@require_http_methods(["GET", "POST"])
def add_step(request: HttpRequest, protocol_pk: int) -> HttpResponse:
    own = access.own_protocol(request.user, protocol_pk)
    form = OwnStepForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.add_step(own, form.told())
        return redirect(DOOR, own.pk)
    return _form(request, own, form, _("Add a step"))


@require_http_methods(["GET", "POST"])
def change_step(request: HttpRequest, protocol_pk: int, step_pk: int) -> HttpResponse:
    row = access.own_step(request.user, protocol_pk, step_pk)
    step = next(each for each in library.written_steps(row.protocol) if each.key == f"own-{row.pk}")
    form = OwnStepForm(request.POST) if request.method == "POST" else OwnStepForm.of(step)
    if form.is_valid():
        actions.change_step(row, form.told())
        return redirect(DOOR, protocol_pk)
    return _form(request, row.protocol, form, row.name)


def _form(request: HttpRequest, own: OwnProtocol, form: AboutForm | OwnStepForm, title: str) -> HttpResponse:
    context = {"own": own, "form": form, "title": title}
    return render(request, "case_consultation/own_protocol_form.html", context, status=422 if form.errors else 200)


@require_POST
def arrange(request: HttpRequest, protocol_pk: int, step_pk: int, how: str) -> HttpResponse:
    row = access.own_step(request.user, protocol_pk, step_pk)
    if how == "remove":
        actions.remove_step(row)
    else:
        actions.move_step(row, -1 if how == "up" else 1, seen=number(request.POST.get("seen", "")))
    return redirect(DOOR, protocol_pk)


@require_POST
def offer(request: HttpRequest, protocol_pk: int) -> HttpResponse:
    own = access.own_protocol(request.user, protocol_pk)
    actions.offer(own, now=timezone.now())
    messages.success(request, _("Groups may choose it from now on."))
    return redirect(DOOR, own.pk)


@require_POST
def take_out(request: HttpRequest, protocol_pk: int) -> HttpResponse:
    own = access.own_protocol(request.user, protocol_pk)
    actions.take_out(own)
    messages.success(request, _("Nobody can choose it any more. Meetings that chose it keep it."))
    return redirect(DOOR, own.pk)


@require_POST
def new_version(request: HttpRequest, protocol_pk: int) -> HttpResponse:
    own = access.own_protocol(request.user, protocol_pk)
    return redirect(DOOR, actions.new_version(own, by=access.keeper(request.user)).pk)


@require_POST
def throw_away(request: HttpRequest, protocol_pk: int) -> HttpResponse:
    actions.throw_away(access.own_protocol(request.user, protocol_pk))
    return redirect("case_consultation-plan:own-protocols")
