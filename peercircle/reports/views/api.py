"""The doors for other programs: a token opens them, nobody's session does, and every answer is JSON.

They change nothing, so whoever writes to them is told that they are for reading, and not asked for a form's secret.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import EmptyPage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables

from peercircle.kit.limits import address, too_many
from peercircle.reports import access, actions
from peercircle.reports.api import document
from peercircle.reports.api.answers import paged
from peercircle.reports.api.doors import Door

WINDOW = round(actions.MINUTE.total_seconds())
QUESTIONS = 60
WRONG_TOKENS = 30
View = Callable[[HttpRequest], HttpResponse]


def door(this: Door) -> View:
    @csrf_exempt
    @never_cache
    def view(request: HttpRequest) -> HttpResponse:
        # For programs, so always the same words.
        with translation.override("en"):
            return _refused(request) or _answer(request, this)

    return view


@csrf_exempt
@never_cache
def nowhere(request: HttpRequest) -> HttpResponse:
    return _refused(request) or say(404, "There is no such address.")


@csrf_exempt
def openapi(request: HttpRequest) -> HttpResponse:
    """Holds no number, so it is for everybody."""
    return JsonResponse(document.document()) if request.method in ("GET", "HEAD") else _only_reading()


@sensitive_variables()
def _refused(request: HttpRequest) -> HttpResponse | None:
    if request.method not in ("GET", "HEAD"):
        return _only_reading()
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    asks = access.integration_with(secret.strip()) if scheme.lower() == "bearer" else None
    if asks is None:
        return _wrong_token(request)
    return None if actions.take_question(asks, limit=QUESTIONS, now=timezone.now()) else _too_many()


def _wrong_token(request: HttpRequest) -> HttpResponse:
    if too_many(f"api-wrong:{address(request)}", limit=WRONG_TOKENS, seconds=WINDOW):
        return _too_many()
    answer = say(401, "Send a token that holds: Authorization: Bearer ...")
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _too_many() -> HttpResponse:
    answer = say(429, f"At most {QUESTIONS} questions a minute. Wait, then ask again.")
    answer.headers["Retry-After"] = str(WINDOW)
    return answer


def _only_reading() -> HttpResponse:
    answer = say(405, "These doors are for reading.")
    answer.headers["Allow"] = "GET, HEAD"
    return answer


def _answer(request: HttpRequest, this: Door) -> HttpResponse:
    form = this.form(request.GET)
    unknown = {name: ["There is no such parameter."] for name in request.GET if name not in form.fields}
    if unknown or not form.is_valid():
        errors = {name: [str(each) for each in found] for name, found in form.errors.items()}
        return say(422, "A parameter is not known or makes no sense.", errors | unknown)
    try:
        page = paged(this.answer(form.cleaned_data), form.cleaned_data["page"] or 1)
    except EmptyPage:
        return say(404, "There is no such page.")
    said: dict[str, Any] = {"count": page.paginator.count, "page": page.number, "pages": page.paginator.num_pages}
    return JsonResponse(said | {"rows": list(page)}, json_dumps_params={"ensure_ascii": False})


def say(status: int, error: str, fields: dict[str, list[str]] | None = None) -> JsonResponse:
    return JsonResponse({"error": error, "fields": fields or {}}, status=status)
