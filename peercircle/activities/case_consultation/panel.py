"""On the group's page: the cases that wait, and the door to offer one. It is there as soon as a meeting is planned."""

from __future__ import annotations

from django.db.models import Exists, F
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from peercircle.activities.case_consultation.access import KIND
from peercircle.groups.models import Group, Membership
from peercircle.meetings.access import meetings_shown
from peercircle.meetings.models import AgendaItem, Meeting


def panel(mine: Membership, request: HttpRequest) -> SafeString:
    """One question: the cases beside the group, which is a row also when there is none."""
    to_come = [meeting for meeting in meetings_shown(mine.group) if not meeting.is_closed]
    if not to_come:
        return SafeString("")
    following = min(to_come, key=lambda meeting: (not meeting.is_open, meeting.starts_at))
    rows = list(_cases(mine.group, following))
    names = {each.pk: each.person.name for each in mine.group.current_members}
    context = {
        "group": mine.group,
        "is_planned": rows[0][2],
        "is_open": following.is_open,
        "cases": [(topic, names[owner]) for topic, owner, _planned in rows if owner in names],
        "has_own": any(owner == mine.pk for _topic, owner, _planned in rows),
    }
    return render_to_string("case_consultation/_panel.html", context, request)


def _cases(group: Group, meeting: Meeting) -> list[tuple[str, int, bool]]:
    consults = Exists(AgendaItem.objects.filter(meeting=meeting, kind=KIND))
    found = Group.objects.filter(pk=group.pk).annotate(
        topic=F("cases__topic"), owner=F("cases__owner"), consults=consults
    )
    return list(found.order_by("cases__offered_at").values_list("topic", "owner", "consults"))
