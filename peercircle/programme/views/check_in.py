"""Checking in to a session: the code on the wall, and what the phone that read it shows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from peercircle.programme import access
from peercircle.programme.actions import attendance as actions


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, pk: int) -> HttpResponse:
    session, now = access.session(request.user, pk), timezone.now()
    if request.method == "POST":
        actions.open_check_in(session, now=now)
        return redirect("programme:check-in-code", pk)
    context: dict[str, object] = {"session": session, "number": session.attendances.count()}
    if session.takes_check_ins(now):
        context["address"] = settings.ORIGIN + reverse("programme:check-in", args=[session.check_in_code])
    return render(request, "programme/check_in_code.html", context)


@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    session, person = access.session_with_code(request.user, code)
    if request.method == "POST":
        actions.check_in(session, person, now=timezone.now())
        return redirect("programme:check-in", code)
    context = {
        "session": session,
        "is_there": session.attendances.filter(person=person).exists(),
        "is_open": session.takes_check_ins(timezone.now()),
    }
    return render(request, "programme/check_in.html", context)
