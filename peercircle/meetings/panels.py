"""What this room has to say on a group's page: the next meeting, and those that were."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from peercircle.groups.models import Membership
from peercircle.meetings.models import Meeting, Minutes

PAST_SHOWN = 12


def next_meeting(mine: Membership, _request: HttpRequest) -> SafeString:
    """The open one, else the next one that is planned: the one thing to do stands first."""
    to_come = mine.group.meetings.filter(phase__in=[Meeting.Phase.OPEN, Meeting.Phase.PLANNED])
    first = to_come.order_by("phase", "starts_at").first()  # "open" sorts before "planned"
    return render_to_string("meetings/_next_panel.html", {"group": mine.group, "meeting": first})


def past_meetings(mine: Membership, _request: HttpRequest) -> SafeString:
    written = Minutes.objects.filter(meeting=OuterRef("pk"))
    past = mine.group.meetings.filter(phase=Meeting.Phase.CLOSED).annotate(has_minutes=Exists(written))
    return render_to_string("meetings/_past_panel.html", {"meetings": past.order_by("-starts_at")[:PAST_SHOWN]})
