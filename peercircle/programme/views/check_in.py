"""Checking in to a session: the code on the wall, and what the phone that read it shows."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from peercircle.kit.limits import address, too_many
from peercircle.kit.refusals import Refused, tried
from peercircle.kit.sending import sent
from peercircle.people.access import card_with_secret
from peercircle.people.models import Person
from peercircle.programme import access
from peercircle.programme.actions import attendance as actions
from peercircle.programme.actions.arrivals import arrive
from peercircle.programme.forms.attendance import ArrivalForm, CardForm
from peercircle.programme.models import Session


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, pk: int) -> HttpResponse:
    session, now = access.session(request.user, pk), timezone.now()
    if request.method == "POST":
        actions.open_check_in(session, now=now)
        return redirect("programme:check-in-code", pk)
    context: dict[str, object] = {"session": session, "number": session.attendances.count()}
    context["waiting"] = session.arrivals.count()
    if session.takes_check_ins(now):
        context["address"] = settings.ORIGIN + reverse("programme:check-in", args=[session.check_in_code])
    return render(request, "programme/check_in_code.html", context)


@sensitive_variables()
@sensitive_post_parameters()
@require_POST
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The card was scanned with the phone of one of the team, or by a scanner that types what it reads."""
    session = access.session(request.user, pk)
    if too_many(f"card:{address(request)}", limit=60, seconds=600):
        raise Refused(_("Too many cards were tried from here. Wait ten minutes, then scan yours again."))
    found, _secret = card_with_secret(sent(CardForm(request.POST))["card"])
    actions.check_in_with_card(session, found.person, by=access.of_programme(request.user), now=timezone.now())
    messages.success(request, _("%(name)s is on the list.") % {"name": found.person.name})
    return redirect("programme:check-in-code", pk)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    session = access.session_with_code(code)
    if not isinstance(request.user, Person):
        return _arrive(request, session)
    person = request.user.themselves
    if request.method == "POST":
        actions.check_in(session, person, now=timezone.now())
        return redirect("programme:check-in", code)
    context = {
        "session": session,
        "is_there": session.attendances.filter(person=person).exists(),
        "is_open": session.takes_check_ins(timezone.now()),
    }
    return render(request, "programme/check_in.html", context)


def _arrive(request: HttpRequest, session: Session) -> HttpResponse:
    """Somebody without an account writes their name. A phone may be lent to the next colleague."""
    form, now = ArrivalForm(request.POST if request.method == "POST" else None), timezone.now()
    if tried(form, lambda: arrive(session, **form.cleaned_data, now=now)):
        return redirect(f"{request.path}?told=yes")
    context = {
        "session": session,
        "form": form,
        "is_open": session.takes_check_ins(now),
        "has_told": "told" in request.GET and not form.is_bound,
    }
    return render(request, "programme/arrive.html", context, status=422 if form.errors else 200)
