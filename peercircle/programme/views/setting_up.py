"""Setting up the programme: its manager alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.kit.refusals import tried
from peercircle.programme import access
from peercircle.programme.actions import setting_up as actions
from peercircle.programme.forms.setting_up import ProgrammeForm, StaffForm, TeamForm, TopicForm


@require_GET
def setup(request: HttpRequest) -> HttpResponse:
    access.sets_up(request.user)
    context = {
        "programmes": access.programmes_set_up(request.user),
        "staff": access.staff(request.user),
        "topics": access.topics(request.user),
    }
    return render(request, "programme/setup.html", context)


@require_http_methods(["GET", "POST"])
def programme(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    this = access.programme_to_set_up(request.user, pk)
    form = ProgrammeForm(request.POST if request.method == "POST" else None, this)
    if tried(form, lambda: actions.describe_programme(this, **form.cleaned_data)):
        return _saved(request)
    return _asked(request, form, this.name if this else gettext_lazy("A new programme"))


@require_http_methods(["GET", "POST"])
def team_new(request: HttpRequest, pk: int) -> HttpResponse:
    this = access.programme_to_set_up(request.user, pk)
    assert this  # noqa: S101  (there is one, for a number was asked for)
    form = TeamForm(request.POST if request.method == "POST" else None)
    if tried(form, lambda: actions.describe_team(this, None, **form.cleaned_data)):
        return _saved(request)
    return _asked(request, form, gettext_lazy("A new team"))


@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, pk: int) -> HttpResponse:
    this = access.team_to_set_up(request.user, pk)
    known = {"name": this.name, "members": this.members.all(), "municipalities": this.municipalities.all()}
    form = TeamForm(request.POST if request.method == "POST" else None, initial=known)
    if tried(form, lambda: actions.describe_team(this.programme, this, **form.cleaned_data)):
        return _saved(request)
    return _asked(request, form, this.name)


@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    by = access.sets_up(request.user)
    form = StaffForm(request.POST if request.method == "POST" else None)
    if person := tried(form, lambda: actions.appoint(**form.cleaned_data, by=by, now=timezone.now())):
        said = {"name": person.name, "email": person.email}
        messages.success(request, _("%(name)s can sign in now, with the address %(email)s.") % said)
        return redirect("programme:setup")
    return _asked(request, form, gettext_lazy("Somebody new in the programme"))


@require_POST
def person_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    person = access.one_of_staff(request.user, pk)
    actions.take_role_back(person, by=access.sets_up(request.user))
    messages.success(request, _("%(name)s does not work for the programme any more.") % {"name": person.name})
    return redirect("programme:setup")


@require_http_methods(["GET", "POST"])
def topic(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    this = access.topic_to_set_up(request.user, pk)
    known = {name: getattr(this, name) for name in TopicForm.base_fields} if this else {}
    form = TopicForm(request.POST if request.method == "POST" else None, initial=known)
    if tried(form, lambda: actions.describe_topic(this, **form.cleaned_data)):
        return _saved(request)
    return _asked(request, form, this.name if this else gettext_lazy("A new topic"))


def _saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("programme:setup")


def _asked(request: HttpRequest, form: forms.Form, title: str | Promise) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "title": title}
    return render(request, "programme/setup_form.html", context, status=422 if form.is_bound else 200)
