"""When a house rule says no, the person reads a sentence that says what to do next."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise


class Refused(Exception):  # noqa: N818  (it is an answer, not an error)
    """A rule of the house says no. The sentence is shown to the person as it stands."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class _Refusals:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        page = "kit/_refused.html" if request.headers.get("HX-Request") else "kit/refused.html"
        back = request.headers.get("Referer", "/")
        return render(request, page, {"sentence": error.sentence, "back": back}, status=409)


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> _Refusals:
    """Turns a `Refused` into status 409: a page, or a fragment when htmx asked."""
    return _Refusals(get_response)
