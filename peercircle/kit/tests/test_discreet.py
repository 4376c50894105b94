"""Whoever repairs an error reads where it happened, and never what was said."""

import logging
import sys

import pytest
from django.core import mail
from django.test import RequestFactory
from django.utils.log import AdminEmailHandler
from django.views.debug import technical_500_response

MARK = "Zz" + "marker"  # in pieces, for a report shows the lines of the code


def crash(request):
    said = request.POST["text"]
    answers = {"story": said, "bytes": said.encode()}
    raise RuntimeError(f"{len(answers)} answers are too many")


@pytest.fixture
def crashed():
    request = RequestFactory().post("/somewhere/", {"text": f"{MARK} of a case"})
    try:
        crash(request)
    except RuntimeError:
        yield request, sys.exc_info()


@pytest.mark.parametrize("debug", [False, True])
def test_a_letter_to_the_administrators_holds_nothing_that_was_typed(settings, crashed, debug):
    settings.DEBUG, settings.ADMINS = debug, [("Operator", "operator@school.example")]
    request, what_happened = crashed
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Broken: %s", ("/x/",), what_happened)
    record.request = request

    AdminEmailHandler(include_html=True).emit(record)

    letter = mail.outbox[0]
    told = letter.body + "".join(str(content) for content, _type in letter.alternatives)
    assert "2 answers are too many" in told
    assert "in crash" in told
    assert MARK not in letter.subject + told


@pytest.mark.parametrize("accept", ["text/html", "text/plain"])
def test_nor_does_the_page_of_an_error_with_debug(settings, crashed, accept):
    settings.DEBUG = True
    request, what_happened = crashed
    request.META["HTTP_ACCEPT"] = accept

    page = technical_500_response(request, *what_happened).content.decode()

    assert "2 answers are too many" in page
    assert MARK not in page
