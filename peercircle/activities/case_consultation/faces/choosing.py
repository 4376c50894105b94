"""What phones and the wall show while the group chooses its case, its protocol and who does what.

Before the facilitator shows the count, everybody sees their own dot only. The wall shows no case at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peercircle.activities.case_consultation import cases
from peercircle.activities.case_consultation.actions.choosing import COUNT_PART
from peercircle.activities.case_consultation.faces import protocols
from peercircle.activities.case_consultation.forms.choosing import CaseForm
from peercircle.activities.case_consultation.models import Case, CaseVote, Consultation, Part
from peercircle.activities.case_consultation.protocols import Step
from peercircle.meetings.kinds import Face
from peercircle.meetings.models import AgendaItem, Attendance, RoleTurn

TURNS = {Part.Role.SECRETARY: RoleTurn.Role.SCRIBE, Part.Role.TIMEKEEPER: RoleTurn.Role.TIMEKEEPER}
DOES = {
    Part.Role.SECRETARY: _("writes down what is said, and thinks along"),
    Part.Role.TIMEKEEPER: _("says when a minute is left, and thinks along"),
    Part.Role.OBSERVER: _("watches how we work, and says it at the end"),
}
TAKE = {
    Part.Role.SECRETARY: _("I write"),
    Part.Role.TIMEKEEPER: _("I keep time"),
    Part.Role.OBSERVER: _("I observe"),
}


@dataclass(frozen=True)
class CaseRow:
    case: Case
    owner_is_here: bool
    is_mine: bool
    has_my_dot: bool
    dots: int


@dataclass(frozen=True)
class RoleRow:
    role: Part.Role
    does: Promise
    take: Promise
    holder: Attendance | None
    proposed: Attendance | None  # whose turn it is in this meeting, while the role is free


def present(item: AgendaItem) -> list[Attendance]:
    return item.meeting.here()


def phone(item: AgendaItem, step: Step, me: Attendance) -> Face:
    here = present(item)
    leads = item.meeting.leader_id == me.pk
    how = protocols.choice(item, len(here)) if leads else {"protocol": protocols.chosen(item)}
    if item.consultation.case_giver_id:
        return Face("case_consultation/_chosen.html", {"step": step, **_chosen(item, me, here), **how})
    cases_here = list_of_cases(item, me, here)
    context = {"step": step, **cases_here, **_own(item, me, cases_here["rows"]), **how}
    return Face("case_consultation/_choose.html", context)


def screen(item: AgendaItem, step: Step) -> Face:
    is_chosen = item.consultation.case_giver_id is not None
    offered = 0 if is_chosen else cases.waiting(item.meeting.group_id).count()
    is_voting = offered > 1 and bool(item.consultation.salt)
    context = {"is_chosen": is_chosen, "offered": offered, "is_voting": is_voting, "count": count(item)}
    return Face("case_consultation/_choose_screen.html", context)


# --- Cases and dots -----------------------------------------------------------------------------------------


def list_of_cases(item: AgendaItem, me: Attendance, here: list[Attendance]) -> dict[str, Any]:
    """All that wait. A case whose owner is not here waits on."""
    consultation = item.consultation
    members = {each.membership_id for each in here}
    my_veil = cases.voter_of(consultation, me)
    rows = [
        CaseRow(
            case,
            owner_is_here=case.owner_id in members,
            is_mine=case.owner_id == me.membership_id,
            has_my_dot=my_veil in voters,
            dots=len(voters),
        )
        for case, voters in cases.waiting_with_dots(item.meeting.group_id, consultation)
    ]
    to_choose = sum(row.owner_is_here for row in rows)
    is_counted = not consultation.salt
    return {
        "rows": sorted(rows, key=lambda row: -row.dots) if is_counted else rows,
        "is_counted": is_counted,
        "is_voting": to_choose > 1 and not is_counted,
        "count": _count(item, sum(row.dots for row in rows), here),
    }


def _own(item: AgendaItem, me: Attendance, rows: list[CaseRow]) -> dict[str, object]:
    """The form for my case, as it stands. A guest has none."""
    if me.membership_id is None:
        return {"form": None}
    mine = next((row.case for row in rows if row.is_mine), None)
    form = CaseForm.of(mine, auto_id="case-%s")
    form.fields["topic"].widget.attrs["data-draft"] = f"private-{item.meeting_id}-case"
    return {"form": form, "mine": mine}


def _count(item: AgendaItem, voted: int, here: list[Attendance]) -> dict[str, object]:
    """How many have placed their dot."""
    with_phone = sum(each.has_phone for each in here)
    return {"part": f"{COUNT_PART}-{item.pk}", "voted": voted, "people": max(voted, with_phone)}


def count(item: AgendaItem) -> dict[str, object]:
    voted = CaseVote.objects.filter(consultation__item=item).count()
    return _count(item, voted, present(item))


def find(_topic: str, key: str) -> AgendaItem | None:
    """While the vote is open."""
    found = AgendaItem.objects.select_related("consultation", "meeting").filter(pk=key, consultation__case_giver=None)
    return found.exclude(consultation__salt="").first()


def draw_count(item: AgendaItem) -> str:
    return render_to_string("case_consultation/_choose_count.html", count(item))


# --- When it is chosen --------------------------------------------------------------------------------------


def _chosen(item: AgendaItem, me: Attendance, here: list[Attendance]) -> dict[str, object]:
    consultation = item.consultation
    giver = next((each for each in here if each.membership_id == consultation.case_giver_id), None)
    return {
        "consultation": consultation,
        "giver": giver,
        "i_give": giver == me,
        "has_begun": giver == me and cases.has_begun(consultation),
        "roles": _roles(item, consultation, here),
        "is_free": cases.is_free(me, consultation, item.meeting),
        "others": [each for each in here if cases.is_free(each, consultation, item.meeting)],
    }


def _roles(item: AgendaItem, consultation: Consultation, here: list[Attendance]) -> list[RoleRow]:
    """Who writes and keeps time in this meeting is proposed for the same here."""
    held = cases.roles(consultation)
    turns = dict(RoleTurn.objects.filter(meeting=item.meeting_id).values_list("role", "membership_id"))
    free = {
        each.membership_id: each
        for each in here
        if each.membership_id and cases.is_free(each, consultation, item.meeting) and each not in held.values()
    }
    return [
        RoleRow(role, DOES[role], TAKE[role], held.get(role), free.get(turns.get(TURNS.get(role, ""), 0)))
        for role in Part.Role
    ]
