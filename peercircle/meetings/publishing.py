"""What a group has published of its minutes, who reads it, and whose name should not stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from peercircle.groups.models import Group
from peercircle.identifiers.finding import find
from peercircle.identifiers.saying import COLLEAGUE, why
from peercircle.kit.folding import words_of
from peercircle.meetings.document import title
from peercircle.meetings.models import Minutes, MinutesSection, Publication
from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site

ON_A_PAGE = 12
SPOKEN = ("sq", "sr", "de", "en")


@dataclass(frozen=True)
class Text:
    """Days and the shareable sections: no names of who was there, no promises, nothing for members only."""

    met_at: datetime
    sections: list[MinutesSection]
    published_at: datetime | None = None

    @property
    def html(self) -> SafeString:
        """The same before it is published and afterwards."""
        return render_to_string("meetings/_published.html", {"text": self})


@dataclass(frozen=True)
class Reader:
    """A director or an education office; `people` are those who can sign in as such today."""

    place: Site | Municipality
    is_school: bool
    people: list[Person]


def preview(minutes: Minutes) -> Text:
    return Text(minutes.meeting.starts_at, _told(minutes.sections.shareable().select_related("item")))


def published(group: Group, *, number: int | str | None = 1) -> Page:
    """The latest meeting first: three questions for any number."""
    shareable = Prefetch("minutes__sections", MinutesSection.objects.shareable().select_related("item"))
    texts = Publication.objects.filter(minutes__meeting__group=group).order_by("-minutes__meeting__starts_at", "-pk")
    page = Paginator(texts.select_related("minutes__meeting").prefetch_related(shareable), ON_A_PAGE).get_page(number)
    told: Any = [_text(publication) for publication in page]
    page.object_list = told
    return page


def _text(publication: Publication) -> Text:
    minutes = publication.minutes
    return Text(minutes.meeting.starts_at, _told(minutes.sections.all()), publication.published_at)


def _told(sections: Iterable[MinutesSection]) -> list[MinutesSection]:
    """An emptied section is left out."""
    written = [section for section in sections if section.lines]
    for section in written:
        section.title = title(section)
    return written


def readers(group: Group) -> list[Reader]:
    """Whoever is director or office there: two questions for any number of places."""
    sites = list(group.sites.select_related("municipality"))
    offices = list({site.municipality_id: site.municipality for site in sites}.values())
    people = list(Person.objects.filter(Q(director_of__in=sites) | Q(office_of__in=offices), is_active=True))
    return [
        *(Reader(site, True, [who for who in people if who.director_of_id == site.pk]) for site in sites),
        *(Reader(office, False, [who for who in people if who.office_of_id == office.pk]) for office in offices),
    ]


def doubts(group: Group, text: Text) -> dict[str, str]:
    """Words by which somebody may be recognised, each with the reason.

    Nobody said in which language the group writes; what is an everyday word in one of ours is not marked.
    """
    said = "\n".join(line for section in text.sections for line in [section.heading, *section.lines])
    found = {finding.text: why(finding) for finding in find(said, get_language() or "en")}
    for spoken in SPOKEN:
        also = {finding.text for finding in find(said, spoken)}
        found = {word: reason for word, reason in found.items() if word in also}
    members = {word for each in group.current_members for word in words_of(each.person.name) if len(word) > 1}
    names = [word for word in re.findall(r"\w+", said) if members & set(words_of(word))]
    return found | dict.fromkeys(names, str(COLLEAGUE))
