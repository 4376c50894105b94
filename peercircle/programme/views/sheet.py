"""The attendance sheet on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_noop, pgettext
from django.views.decorators.http import require_GET

from peercircle.kit.paper import pdf
from peercircle.people.models import Person
from peercircle.programme import access
from peercircle.programme.bilingual import LANGUAGES, beside, headings, in_both
from peercircle.programme.models import Session
from peercircle.programme.register import lines

LINES = 12
FOR_OTHERS = 6  # empty lines below those who are known
HEADINGS = {
    "title": gettext_noop("Attendance sheet"),
    "kind": gettext_noop("Session"),
    "topics": gettext_noop("Topics"),
    "when": gettext_noop("Day and time"),
    "where": gettext_noop("Place"),
    "leaders": gettext_noop("Led by"),
    "name": gettext_noop("Name and family name"),
    "code": gettext_noop("Member's code"),
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
    """In Albanian and Serbian side by side, whoever prints it: those who sign read one of the two.

    With `known`, those whom the page to tick them would show stand on it, with the codes by which a list of it is
    read back.
    """
    session = access.session(request.user, pk)
    known = lines(access.people_known(session), session, ticked=set()) if "known" in request.GET else []
    page = render_to_string("programme/sheet.html", _context(session, [line.person for line in known]))
    response = HttpResponse(pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sheet-{session.held_on:%Y-%m-%d}.pdf"'
    return response


def _context(session: Session, known: list[Person]) -> dict[str, object]:
    topics = list(session.topics.all())
    return {
        "session": session,
        "headings": headings(HEADINGS),
        "kind": beside(in_both(session.get_kind_display)),
        "topics": beside(", ".join(topic.name_in(language) for topic in topics) for language in LANGUAGES),
        "sexes": " ".join(dict.fromkeys(in_both(lambda: pgettext("woman/man, one letter each", "f/m")))),
        "leaders": session.leaders.all(),
        "known": [(person, beside(in_both(person.get_profession_display))) for person in known],
        "lines": range(len(known) + 1, max(LINES, len(known) + FOR_OTHERS) + 1),
    }
