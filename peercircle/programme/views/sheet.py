"""The attendance sheet on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_noop, pgettext
from django.views.decorators.http import require_GET

from peercircle.kit.paper import pdf
from peercircle.programme import access
from peercircle.programme.bilingual import LANGUAGES, beside, headings, in_both
from peercircle.programme.models import Session

LINES = 12
HEADINGS = {
    "title": gettext_noop("Attendance sheet"),
    "kind": gettext_noop("Session"),
    "topics": gettext_noop("Topics"),
    "when": gettext_noop("Day and time"),
    "where": gettext_noop("Place"),
    "leaders": gettext_noop("Led by"),
    "name": gettext_noop("Name and family name"),
    "role": gettext_noop("Profession"),
    "site": gettext_noop("School or Learning Centre"),
    "sex": gettext_noop("Sex"),
    "age": gettext_noop("Age"),
    "signature": gettext_noop("Signature"),
    "total": gettext_noop("In all"),
    "women": gettext_noop("Women"),
    "men": gettext_noop("Men"),
    "lead_signature": gettext_noop("Signature of who led the session"),
    "promise": gettext_noop("Sex and age are for the programme's counts; leave them empty if you like."),
}


@require_GET
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """In Albanian and Serbian side by side, whoever prints it: those who sign read one of the two."""
    session = access.session(request.user, pk)
    page = render_to_string("programme/sheet.html", _context(session))
    response = HttpResponse(pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sheet-{session.held_on:%Y-%m-%d}.pdf"'
    return response


def _context(session: Session) -> dict[str, object]:
    topics = list(session.topics.all())
    return {
        "session": session,
        "headings": headings(HEADINGS),
        "kind": beside(in_both(session.get_kind_display)),
        "topics": beside(", ".join(topic.name_in(language) for topic in topics) for language in LANGUAGES),
        "sexes": " ".join(dict.fromkeys(in_both(lambda: pgettext("woman/man, one letter each", "f/m")))),
        "leaders": session.leaders.all(),
        "lines": range(1, LINES + 1),
    }
