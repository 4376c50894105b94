"""What an attendance certificate tells: sessions that were held and to which somebody came, and how long they took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop

from peercircle.people.models import Person
from peercircle.programme.bilingual import LANGUAGES, beside, headings, in_both
from peercircle.programme.models import Session

HEADINGS = {
    "title": gettext_noop("Certificate of attendance"),
    "day": gettext_noop("Day"),
    "kind": gettext_noop("Session"),
    "where": gettext_noop("Place"),
    "length": gettext_noop("Length"),
    "total": gettext_noop("In all"),
    "printed": gettext_noop("Printed from the attendance register on"),
    "signature": gettext_noop("Signature for the programme"),
}
CAME = gettext_noop("came to these sessions:")
LIMITS = gettext_noop(
    "This paper says at which sessions the person was, and how long these took. It is no diploma: it says nothing of "
    "what somebody learned or can do, and it gives no points for a teacher's licence."
)


@dataclass(frozen=True)
class Line:
    session: Session
    kind: str
    topics: str
    length: str


def in_hours(minutes: int) -> str:
    """As paper in both languages writes it: 1 h 30 min."""
    hours, rest = divmod(minutes, 60)
    parts = [(hours, "h"), (rest, "min")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def on_paper(person: Person, sessions: Iterable[Session], *, today: date) -> dict[str, object]:
    """Everything on the page; `sessions` come with their topics and their programme."""
    sessions = list(sessions)
    programmes = dict.fromkeys(session.team.programme for session in sessions)
    return {
        "person": person,
        "headings": headings(HEADINGS),
        "programmes": list(programmes),
        "came": in_both(lambda: gettext(CAME)),
        "limits": in_both(lambda: gettext(LIMITS)),
        "lines": [_line(session) for session in sessions],
        "total": in_hours(sum(session.minutes for session in sessions)),
        "today": today,
    }


def _line(session: Session) -> Line:
    topics = [beside(topic.name_in(language) for language in LANGUAGES) for topic in session.topics.all()]
    kind = beside(in_both(session.get_kind_display))
    return Line(session, capfirst(kind), "; ".join(topics), in_hours(session.minutes))
