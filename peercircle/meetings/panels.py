"""What this room has to say on a group's page: the next meeting, and those that were."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from peercircle.groups.models import Membership
from peercircle.meetings import kinds
from peercircle.meetings.access import meetings_shown


def next_meeting(mine: Membership, _request: HttpRequest) -> SafeString:
    """The open one, else the next one that is planned: the one thing to do stands first."""
    to_come = [meeting for meeting in meetings_shown(mine.group) if not meeting.is_closed]
    first = min(to_come, key=lambda meeting: (not meeting.is_open, meeting.starts_at), default=None)
    return render_to_string("meetings/_next_panel.html", {"group": mine.group, "meeting": first})


def past_meetings(mine: Membership, _request: HttpRequest) -> SafeString:
    past = [meeting for meeting in meetings_shown(mine.group) if meeting.is_closed]
    kept = [
        kind
        for kind in kinds.installed()
        if kind.kept_url and any(getattr(meeting, f"left_{kind.key}") for meeting in past)
    ]
    return render_to_string("meetings/_past_panel.html", {"group": mine.group, "meetings": past, "kept": kept})
