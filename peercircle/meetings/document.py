"""The minutes as one reads them: facts from the rows of the meeting, and the sections of one or both layers.

A document for outside never loads a confidential line, so no page, letter or picture made of it can hold one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peercircle.kit.templatetags.dates import clock, day
from peercircle.meetings import kinds
from peercircle.meetings.kinds import Picture, Text
from peercircle.meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Correction,
    Meeting,
    Minutes,
    MinutesSection,
    RoleTurn,
)


@dataclass(frozen=True)
class Step:
    """A line of the agenda: what was planned, what it took."""

    title: Text
    planned: int
    actual: int | None


@dataclass(frozen=True)
class Document:
    minutes: Minutes
    meeting: Meeting
    with_confidential: bool
    sections: list[MinutesSection]
    steps: list[Step]
    actions: list[Action]
    next_meeting: Meeting | None
    pictures: list[Picture]

    @property
    def open_part(self) -> list[MinutesSection]:
        return [section for section in self._written if not section.is_confidential]

    @property
    def confidential_part(self) -> list[MinutesSection]:
        return [section for section in self._written if section.is_confidential]

    @property
    def has_confidential(self) -> bool:
        return bool(self.pictures) or any(section.is_confidential for section in self.sections)

    @property
    def _written(self) -> list[MinutesSection]:
        """An emptied section is left out."""
        return [section for section in self.sections if section.lines]

    @property
    def began_at(self) -> datetime:
        return self.meeting.opened_at or self.meeting.starts_at

    @property
    def attendances(self) -> list[Attendance]:
        return sorted(self.meeting.attendances.all(), key=lambda attendance: attendance.name)

    @property
    def present(self) -> int:
        return len(self.attendances)

    @property
    def professions(self) -> list[tuple[Text, int]]:
        """How many of each profession were there; the names stand in the register only."""
        members = [attendance.membership.person for attendance in self.attendances if attendance.membership]
        counts = Counter(person.get_profession_display() for person in members).most_common()
        guests = self.present - len(members)
        return [*counts, *([(ngettext("guest", "guests", guests), guests)] if guests else [])]

    @property
    def planned_minutes(self) -> int:
        return sum(step.planned for step in self.steps)

    @property
    def actual_minutes(self) -> int:
        return sum(step.actual or 0 for step in self.steps)

    @property
    def facilitator(self) -> str:
        return _name(self.minutes.facilitating)

    @property
    def scribe(self) -> str:
        return _name(self.minutes.writing)


def _name(turn: RoleTurn | None) -> str:
    return turn.membership.person.name if turn else ""


def read(minutes: Minutes, *, with_confidential: bool) -> Document:
    """Of minutes that were fetched `with_people`."""
    meeting = minutes.meeting
    sections = minutes.sections.select_related("item")
    if not with_confidential:
        sections = sections.shareable()
    if minutes.is_locked:
        corrections = Correction.objects.select_related("by__person")
        sections = sections.prefetch_related(Prefetch("corrections", corrections))
    found = list(sections)
    for section in found:
        section.title = title(section)
    items = list(meeting.items.all())
    return Document(
        minutes=minutes,
        meeting=meeting,
        with_confidential=with_confidential,
        sections=found,
        steps=[_step(item) for item in items],
        actions=list(meeting.actions.select_related("owner__person")),
        next_meeting=minutes.following,
        pictures=_pictures(items) if with_confidential else [],
    )


def _pictures(items: list[AgendaItem]) -> list[Picture]:
    """A question for each kind, and not for each item: two cafés in a meeting ask no more than one."""
    of_kind = {item.kind: [each for each in items if each.kind == item.kind] for item in items}
    return [picture for kind, these in of_kind.items() for picture in kinds.get(kind).pictures(these)]


def _step(item: AgendaItem) -> Step:
    return Step(kinds.title(item), item.minutes, item.actual_minutes)


def following(meeting: Meeting) -> Meeting | None:
    """The group's next meeting after this one."""
    found = Meeting.objects.after(meeting.group_id, meeting.starts_at).first()
    if found:
        found.group = meeting.group
    return found


def title(section: MinutesSection) -> str:
    """Step and heading, in the reader's language as far as they are our words."""
    step = str(kinds.title(section.item)) if section.item else ""
    words = [part for part in dict.fromkeys([step, section.heading]) if part]
    return " · ".join(words) or str(section.get_kind_display()).capitalize()


def when(meeting: Meeting) -> str:
    # The filters know Kosovo time only inside templates.
    starts_at = localtime(meeting.starts_at)
    return _("%(day)s, %(time)s") % {"day": day(starts_at), "time": clock(starts_at)}


def as_text(document: Document) -> str:
    """For a letter or a chat. Whoever promised something is there by first name."""
    blocks = [_facts(document)]
    blocks += [_block(section.title, section.lines) for section in document.open_part]
    if document.actions:
        blocks.append(_block(_("Who does what"), [_promise(action) for action in document.actions]))
    blocks += _confidential(document)
    if document.next_meeting:
        blocks.append(_next(document.next_meeting))
    return "\n\n".join(blocks)


def _facts(document: Document) -> str:
    meeting = document.meeting
    lines = [meeting.group.name, when(meeting)]
    if meeting.place:
        lines.append(meeting.place)
    here = ngettext("%(count)s person was there.", "%(count)s people were there.", document.present)
    lines.append(here % {"count": document.present})
    if not document.minutes.is_locked:
        lines.append(_("This is a draft: those who were there have not approved it yet."))
    return "\n".join(lines)


def _block(heading: str, lines: list[str]) -> str:
    return "\n".join([heading, *(f"– {line}" for line in lines)])


def _promise(action: Action) -> str:
    words = {"what": action.what, "who": action.owner.person.given_name if action.owner else ""}
    words["day"] = day(action.due_on)
    if action.owner and action.due_on:
        return _("%(what)s (%(who)s, by %(day)s)") % words
    if action.due_on:
        return _("%(what)s (by %(day)s)") % words
    return _("%(what)s (%(who)s)") % words if action.owner else action.what


def _confidential(document: Document) -> list[str]:
    if not document.confidential_part:
        return []
    blocks = [_block(section.title, section.lines) for section in document.confidential_part]
    return [_("CONFIDENTIAL: stays among the members of the group."), *blocks]


def _next(meeting: Meeting) -> str:
    words = {"when": when(meeting), "place": meeting.place}
    if meeting.place:
        return _("We meet again: %(when)s, %(place)s") % words
    return _("We meet again: %(when)s") % words
