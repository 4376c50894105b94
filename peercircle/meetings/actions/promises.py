"""What somebody promises in a meeting, and what becomes of it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peercircle.groups.models import Membership
from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Action, Meeting


@transaction.atomic
def promise(
    meeting: Meeting, what: str, *, id: UUID, owner: Membership | None, due_on: date | None, now: datetime
) -> Action:
    """No owner means the whole group, no day means by the next meeting. Sent twice, it counts once."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    arrived = Action.objects.filter(pk=id, meeting=locked).first()
    if arrived:
        return arrived
    if locked.is_closed:
        raise Refused(_("This meeting is over, so nothing can be added. Bring it to the next one."))
    if Action.objects.filter(pk=id).exists():
        raise Refused(_("This was sent from another meeting. Write it here once more."))
    if owner and (owner.group_id != locked.group_id or owner.ended_on):
        raise Refused(_("Only members of the group can take something on. Choose one of them."))
    return Action.objects.create(id=id, meeting=locked, what=what, owner=owner, due_on=due_on, made_at=now)


@transaction.atomic
def take_back_promise(action: Action) -> None:
    """As if it had not been said: only in its own meeting. Later it is done or dropped."""
    meeting = Meeting.objects.select_for_update().get(pk=action.meeting_id)
    if meeting.is_closed:
        raise Refused(_("That meeting is over. Mark it as dropped instead."))
    action.delete()


@transaction.atomic
def set_action_state(action: Action, state: str, *, now: datetime) -> Action:
    """Done, dropped, or open again. Saying the same twice changes nothing."""
    locked = Action.objects.select_for_update().get(pk=action.pk)
    if locked.state == state:
        return locked
    locked.state = state
    locked.state_changed_at = now
    locked.save(update_fields=["state", "state_changed_at"])
    return locked
