"""Nothing is added to a meeting that is over, and nothing typed is lost."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peercircle.kit.refusals import Refused
from peercircle.meetings.models import Meeting

OVER = _("The meeting is over. Your words are still on this phone; ask the scribe to add them to the minutes.")


def still_open(meeting_pk: int) -> Meeting:
    """The meeting, locked."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting_pk)
    if not meeting.is_open:
        raise Refused(OVER)
    return meeting
