"""The sessions that somebody came to, and a paper that says so."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from peercircle.kit.paper import pdf
from peercircle.kit.refusals import Refused
from peercircle.people.models import Person
from peercircle.programme import access, certificate
from peercircle.programme.models import SessionQuerySet


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    _person, sessions = access.own_sessions(request.user)
    came = list(sessions.select_related("site", "municipality"))
    context = {"sessions": came, "total": certificate.in_hours(sum(session.minutes for session in came))}
    return render(request, "programme/my_sessions.html", context)


@require_GET
def my_certificate(request: HttpRequest) -> HttpResponse:
    return _paper(*access.own_sessions(request.user))


@require_GET
def of_person(request: HttpRequest, person_pk: int) -> HttpResponse:
    return _paper(*access.sessions_of_known_person(request.user, person_pk))


def _paper(person: Person, sessions: SessionQuerySet) -> HttpResponse:
    full = sessions.select_related("site", "municipality", "team__programme").prefetch_related("topics")
    context = certificate.on_paper(person, full, today=timezone.localdate())
    if not context["lines"]:
        raise Refused(_("No session is entered yet to which this person came, so there is nothing to certify."))
    response = HttpResponse(
        pdf(render_to_string("programme/certificate.html", context)), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="attendance-{context["today"]}.pdf"'
    return response
