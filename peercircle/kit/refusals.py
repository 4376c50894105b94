"""When a house rule says no, the person reads a sentence that says what to do next."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

T = TypeVar("T")


class Refused(Exception):  # noqa: N818  (it is an answer, not an error)
    """A rule of the house says no. The sentence is shown to the person as it stands.

    `form`: what was filled in wrongly, when that is the reason.
    """

    def __init__(self, sentence: str | Promise, form: BaseForm | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.form = form


def tried(form: BaseForm, act: Callable[[], T]) -> T | None:
    """What an action made of a form that is filled in rightly.

    When a rule says no, its sentence stands at the form, and nothing that was typed is lost.
    """
    if not form.is_valid():
        return None
    try:
        return act()
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return None


def done(form: BaseForm, act: Callable[[], object]) -> bool:
    """The same for an action that makes nothing which the answer would need."""
    tried(form, act)
    return form.is_valid()


class Refusals:
    """Turns a `Refused` into status 409 and its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return say(request, error.sentence, 409)
        if isinstance(error, PermissionDenied) and error.args and request.headers.get("HX-Request"):
            return say(request, error.args[0], 403)
        return None


def say(request: HttpRequest, sentence: str | Promise, status: int) -> HttpResponse:
    """A page, or beside the buttons that htmx shows: a refusal never takes the place of what was there."""
    if request.headers.get("HX-Request"):
        answer = render(request, "kit/_refused.html", {"sentence": sentence}, status=status)
        answer.headers["HX-Retarget"] = "#refusal"
        answer.headers["HX-Reswap"] = "innerHTML"
        return answer
    context = {"sentence": sentence, "back": request.headers.get("Referer", "/")}
    return render(request, "kit/refused.html", context, status=status)
