"""Which cases wait, which one the group has chosen, and who does what beside consulting. Reads only."""

from __future__ import annotations

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from peercircle.activities.case_consultation import library
from peercircle.activities.case_consultation.models import Case, Consultation, Part
from peercircle.activities.case_consultation.protocols import CAME_OF_IT, Does, Step, step
from peercircle.kit.veils import veil
from peercircle.meetings import pointer
from peercircle.meetings.models import AgendaItem, Attendance, Meeting


def waiting(group_pk: int) -> QuerySet[Case]:
    """Those of today's members which no consultation has chosen, in the order in which they were offered."""
    chosen = Consultation.objects.filter(case=OuterRef("pk"))
    return Case.objects.filter(~Exists(chosen), group=group_pk, owner__ended_on=None).select_related("owner__person")


def waiting_with_dots(group_pk: int, consultation: Consultation) -> list[tuple[Case, set[str]]]:
    """Each with the veils of those who gave it their dot, in one question: a row for each case and dot."""
    dot = {"dot": FilteredRelation("votes", condition=Q(votes__consultation=consultation))}
    voter = {"voter": F("dot__voter")}
    rows = waiting(group_pk).annotate(**dot).annotate(**voter)
    found: dict[object, tuple[Case, set[str]]] = {}
    for row in rows:
        found.setdefault(row.pk, (row, set()))[1].update({row.voter} - {None})  # type: ignore[attr-defined]
    return list(found.values())


def is_choosing(consultation: Consultation, meeting: Meeting) -> bool:
    found = _step_now(consultation, meeting)
    return found is not None and found.does is Does.CHOOSE


def is_at_the_beginning(consultation: Consultation, meeting: Meeting) -> bool:
    """At its first step, or still at what came of the last one, and nothing of a case is written."""
    found = _step_now(consultation, meeting)
    return found in (None, library.of(consultation).steps[0]) and not has_begun(consultation)


def _step_now(consultation: Consultation, meeting: Meeting) -> Step | None:
    """The meeting has to be at its item. Nothing, while it asks what came of the last one."""
    place = pointer.here(meeting)
    return step(library.of(consultation), place.stage.key) if place else None


def has_begun(consultation: Consultation) -> bool:
    """Whether anything of the case is written. Until then the group may choose another one."""
    return bool(consultation.story or consultation.key_question) or consultation.contributions.exists()


def voter_of(consultation: Consultation, me: Attendance) -> str:
    return veil(me.who, f"case:{consultation.salt}")


def roles(consultation: Consultation) -> dict[Part.Role, Attendance]:
    """Who is secretary, timekeeper, observer just now. Whoever left or tells the case has no role.

    Whoever took the lead keeps theirs, so that somebody still writes when the facilitator's phone died.
    """
    parts = consultation.parts.select_related("attendance__membership__person")
    return {
        Part.Role(part.role): part.attendance
        for part in parts
        if part.attendance.left_at is None and not consultation.is_of(part.attendance)
    }


def is_free(person: Attendance, consultation: Consultation, meeting: Meeting) -> bool:
    """Whether somebody may get a role: the one who leads and the case giver are busy enough."""
    return person.pk != meeting.leader_id and not consultation.is_of(person)


def was_told(consultation: Consultation, item: AgendaItem) -> bool:
    """Whether the group went on from choosing a case; what is said aloud leaves nothing that is written."""
    if has_begun(consultation) or consultation.stopped_at:
        return True
    protocols = [library.of(consultation), *library.offered()]
    before = {step.key for protocol in protocols for step in protocol.steps if step.does is Does.CHOOSE} | {CAME_OF_IT}
    moves = item.meeting.moves.filter(item=item, undone_at=None)
    is_there = item.meeting.item_id == item.pk and item.meeting.stage not in before
    return is_there or moves.exclude(stage__in=before).exists()
