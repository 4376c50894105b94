"""The writer answers the question, and "keep it" is counted: which kind of word in which room, never whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextvars import ContextVar

from django.forms import BaseForm, BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from peercircle.identifiers import actions
from peercircle.kit.refusals import Refused, say

ASKED = "asked"  # code of the error that is only a question
# (language, kind) of each word that was kept in the request that is being answered.
_kept: ContextVar[Counter[tuple[str, str]]] = ContextVar("kept")


def remember(language: str, kinds: Iterable[str]) -> None:
    """Called while a form is looked at; counted only when the answer says that the form was taken."""
    kept = _kept.get(None)
    if kept is not None:
        kept.update((language, kind) for kind in kinds)


class Keeping:
    """Stands right around the views, inside of `kit.refusals`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kept: Counter[tuple[str, str]] = Counter()
        token = _kept.set(kept)
        try:
            response = self.get_response(request)
        finally:
            _kept.reset(token)
        if kept and response.status_code < 400:
            actions.count_kept(kept, room=_room(request), on=timezone.localdate())
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A door of a meeting has no page for its form: without scripts the question gets a page of its own."""
        if not isinstance(error, Refused) or error.form is None or not (fields := _asked(error.form)):
            return None
        if request.headers.get("HX-Request"):
            return say(request, error.sentence, 422)
        names = {name for field in fields for name in (field.html_name, f"{field.html_name}-keep")}
        others = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in names | {"csrfmiddlewaretoken"}
        ]
        return render(request, "identifiers/question.html", {"fields": fields, "others": others}, status=422)


def _asked(form: BaseForm) -> list[BoundField]:
    """Only when nothing else is wrong: whoever has to correct the form sees what is wrong first."""
    errors = form.errors.as_data()
    is_question = all(error.code == ASKED for found in errors.values() for error in found)
    return [form[name] for name in errors] if is_question else []


def _room(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.namespaces or [""])[0].removesuffix("-plan") if match else ""
