"""What did not go wrong by the person's doing still ends in a sentence that says what to do next.

The disk is full, the database is busy, a letter is too large or cannot be read. A phone that has its letter
in the outbox takes 503 for "try again": nothing that was typed is lost.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from peercircle.kit import photos
from peercircle.kit.refusals import say
from peercircle.kit.sealing import Unreadable

logger = logging.getLogger(__name__)

# An operational error of SQLite can also be a mistake of ours, such as a missing table.
SQLITE_SAYS = ("is full", "is locked", "disk I/O error", "readonly database", "unable to open")
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)

View = TypeVar("View", bound=Callable[..., HttpResponse])


def too_large(sentence: str | Promise) -> Callable[[View], View]:
    """Of a view that takes files: what is said when more comes than the server reads of any letter."""

    def told(view: View) -> View:
        view.too_large = sentence  # type: ignore[attr-defined]
        return view

    return told


class Trouble:
    """Turns a full disk, a busy database and a missing key into 503 and a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            return say(request, _("This address only takes what a button sends. Go back and tap it again."), 405)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Unreadable):
            return say(request, error.why, 503)
        return _out_of_order(request, error) if _is_trouble(error) else None


def _is_trouble(error: BaseException | None) -> bool:
    if not isinstance(error, OperationalError):
        return False
    return connection.vendor != "sqlite" or any(words in str(error) for words in SQLITE_SAYS)


def _out_of_order(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    logger.error("Nothing could be saved at %s: %s", request.path, error)
    answer = say(
        request,
        _("Nothing can be saved just now. Your text is still on this phone: try again in a minute."),
        503,
    )
    answer.headers["Retry-After"] = "5"
    return answer


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 400: what came is too large, or no letter at all."""
    if isinstance(exception, photos.FileTooBig):
        view = request.resolver_match.func if request.resolver_match else None
        return say(request, getattr(view, "too_large", photos.TOO_LARGE), 413)
    if isinstance(exception, TOO_LARGE):
        return say(request, _("This is too much for one letter. Go back, make it shorter and send it again."), 413)
    return say(
        request,
        _("What this phone sent cannot be read. Go back, load the page again and repeat the step."),
        400,
    )


def broken(request: HttpRequest) -> HttpResponse:
    """The page for 500; also where trouble arrives that came after the view, such as an unsaved session."""
    error = sys.exc_info()[1]
    return _out_of_order(request, error) if _is_trouble(error) else server_error(request)
