"""What a group reads of the programme's visits: who comes when, and the support that was agreed on. Nothing else."""

from __future__ import annotations

from django.db.models import F, Max, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from peercircle.groups.models import Membership
from peercircle.programme.models import FieldVisit

MOST = 10  # visits that are looked at; more lie ahead of nobody


def panel(mine: Membership, request: HttpRequest) -> SafeString:
    ahead = Q(state=FieldVisit.State.PLANNED, visited_on__gte=localdate())
    told = Q(state=FieldVisit.State.HELD) & ~Q(agreed="")
    changed = Max("corrections__corrected_at", filter=~Q(corrections__agreed=F("agreed")))
    found = FieldVisit.objects.filter(ahead | told, group=mine.group_id).annotate(agreed_changed_at=changed)
    visits = list(found.select_related("expert").order_by("-visited_on", "-position")[:MOST])
    if not visits:
        return SafeString("")
    context = {
        "ahead": [visit for visit in reversed(visits) if visit.is_planned],
        "last": next((visit for visit in visits if visit.is_held), None),
    }
    return render_to_string("programme/_visit_panel.html", context, request)
