"""What every activity asks before it takes something in from a phone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.meetings.models import AgendaItem, Attendance, Meeting


def locked_while_at(item: AgendaItem, me: Attendance) -> Meeting:
    """The meeting, locked, when the group is at this item just now and this person is with them."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    if not meeting.is_open:
        raise Refused(_("This meeting is over, so this was not taken in. It is only on your phone."))
    if meeting.item_id != item.pk:
        raise Refused(_("The group is at another step now, so this was not taken in. It is only on your phone."))
    if me.left_at is not None:
        raise Refused(_("You have left this meeting. Tap “I am back” first."))
    return meeting
