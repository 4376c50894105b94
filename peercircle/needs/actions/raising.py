"""What a group does with its needs: raises, withdraws, and says whether it helped."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Group
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Meeting
from peercircle.needs.actions.entries import enter, last_entry, locked, locked_pile, move, undo
from peercircle.needs.models import Entry, Need
from peercircle.people.models import Person

State = Need.State


@transaction.atomic
def raise_need(
    group: Group,
    text: str,
    *,
    id: UUID,
    now: datetime,
    origin: str = Need.Origin.BETWEEN,
    raised_in: str = "",
    meeting: Meeting | None = None,
    by: Person | None = None,
    impact: int = 0,
) -> Need:
    """What is raised in a meeting leaves the group when the meeting is over, everything else at once.

    Raising it again gives it the newer words until it is sent, and brings back one that was withdrawn.
    """
    said = {"text": text, "origin": origin, "raised_in": raised_in, "raised_at": now, "state_since": now}
    who = {"group": group, "meeting": meeting, "raised_by": by, "impact": impact}
    need, is_new = Need.objects.select_for_update(of=("self",)).get_or_create(pk=id, defaults=said | who)
    if need.group_id != group.pk:
        raise Refused(_("This did not arrive. Please open the page again and write it once more."))
    if is_new and not meeting:
        move(need, State.SENT, now=now, by=by)
    if need.is_withdrawn:
        bring_back_need(need, now=now)
        need.refresh_from_db(fields=["state", "state_since"])
    if need.state == State.RAISED and need.text != text:
        need.text = text
        need.save(update_fields=["text"])
    return need


@transaction.atomic
def send_needs(meeting: Meeting, *, now: datetime) -> None:
    """The meeting is over: what it asked for goes to the programme."""
    for need in Need.objects.select_for_update(of=("self",)).filter(meeting=meeting, state=State.RAISED):
        move(need, State.SENT, now=now)


@transaction.atomic
def withdraw_need(need: Need, *, now: datetime, by: Person | None = None) -> None:
    """The group no longer asks for it; who asked for the same goes on asking."""
    need, *rest = sorted(locked_pile(need), key=lambda one: one.pk != need.pk)
    if need.is_withdrawn:
        return
    if not need.is_open:
        raise Refused(_("This need is answered already, so it stays in the list."))
    leave_pile([need], rest)
    move(need, State.WITHDRAWN, now=now, by=by)


def leave_pile(leaving: list[Need], staying: list[Need]) -> None:
    """Each side becomes a pile of its own. A head that leaves hands its place to the oldest of those who stay."""
    for side in (leaving, staying):
        head = next((one for one in side if one.merged_into_id is None), side[0] if side else None)
        for one in side:
            one.merged_into = None if one is head else head
            one.save(update_fields=["merged_into"])


@transaction.atomic
def bring_back_need(need: Need, *, now: datetime) -> None:
    need = locked(need)
    entry = last_entry(need)
    if need.is_withdrawn and entry:
        undo(need, entry, now=now)


@transaction.atomic
def take_back_need(need: Need) -> None:
    """Its words were taken back in the meeting, so they must not stay anywhere."""
    need, *rest = sorted(locked_pile(need), key=lambda one: one.pk != need.pk)
    leave_pile([need], rest)
    need.delete()


@transaction.atomic
def judge_need(need: Need, verdict: Need.Verdict, *, by: Person, now: datetime) -> None:
    """Any member says for the group whether it helped; the last word holds, also for what the group asked twice."""
    mine = [one for one in locked_pile(need) if one.group_id == need.group_id]
    for one in mine:
        if not one.is_delivered:
            raise Refused(_("Say whether it helped when it is there."))
        if one.verdict == verdict:
            continue
        one.verdict = verdict
        one.save(update_fields=["verdict"])
        enter(one, Entry.Kind.JUDGED, now=now, by=by, said=verdict)
