"""From the group's page to a planned meeting, and the page of that meeting."""

from __future__ import annotations

from random import SystemRandom

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from peercircle.groups import access as groups
from peercircle.groups.models import Membership
from peercircle.meetings import access, drafts, personal_links, plans, rotation, timetable
from peercircle.meetings.actions import planning
from peercircle.meetings.forms.planning import RolesForm, WhenForm
from peercircle.meetings.models import Meeting, RoleTurn
from peercircle.places.calendar import why_closed


@require_GET
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """The second tap of three: which template."""
    me = groups.membership(request.user, pk)
    coming = me.group.meetings.filter(phase__in=[Meeting.Phase.PLANNED, Meeting.Phase.OPEN]).order_by("starts_at")
    templates = [(plan, timetable.names(plan)) for plan in plans.offered()]
    return render(request, "meetings/plan.html", {"group": me.group, "templates": templates, "coming": coming.first()})


@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, pk: int, template: str) -> HttpResponse:
    """The third tap: the plan is filled, and a date is proposed."""
    me = groups.membership(request.user, pk)
    plan = plans.get(template)
    if plan is None:
        raise Http404
    now = timezone.now()
    proposed, place = drafts.when_and_where(me.group, now)
    form = WhenForm(request.POST or None, initial=WhenForm.beginning(proposed, place))
    if form.is_valid():
        meeting = planning.plan_meeting(
            me.group,
            plan.key,
            starts_at=form.starts_at,
            by=me,
            now=now,
            rng=SystemRandom(),
            place=form.cleaned_data["place"],
        )
        return redirect("meetings:meeting", meeting.pk)
    items = drafts.agenda(me.group, plan)
    context = {
        "group": me.group,
        "plan": plan,
        "form": form,
        "rows": timetable.rows(items, proposed),
        "minutes": timetable.minutes(items),
        "roles": rotation.propose_roles(me.group),
    }
    return render(request, "meetings/plan_filled.html", context, status=422 if form.errors else 200)


@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for_member(request.user, pk)
    me = groups.membership_among_all(request.user, meeting.group_id)
    meeting.group = me.group
    items = list(meeting.items.all())
    context = {
        "meeting": meeting,
        "rows": timetable.rows(items, meeting.starts_at, meeting.item if meeting.is_open else None),
        "minutes": timetable.minutes(items),
        "ends_at": timetable.ends_at(meeting, items, timezone.now()),
        "roles": _roles(meeting),
        "closed_because": _closed_because(meeting),
        **_ways_in(meeting, me),
    }
    return render(request, "meetings/meeting.html", context)


def _roles(meeting: Meeting) -> list[dict[str, object]]:
    """Each role with who has it, and how often they had it lately."""
    load = rotation.load(meeting.group)
    turns = {turn.role: turn.membership for turn in meeting.roles.select_related("membership__person")}
    return [
        {
            "name": role.label,
            "holder": turns.get(role),
            "times": load.of(role, turns[role].pk) if role in turns else 0,
            "meetings": load.meetings,
        }
        for role in RoleTurn.Role
    ]


def _closed_because(meeting: Meeting) -> str:
    if not meeting.is_planned:
        return ""
    day = timezone.localdate(meeting.starts_at)
    reasons = (why_closed(day, calendar) for calendar in sorted(drafts.calendars_of(meeting.group)))
    return next(filter(None, reasons), "")


def _ways_in(meeting: Meeting, me: Membership) -> dict[str, object]:
    """My own link; the contact, who invites, also sees everybody else's."""
    others = [member for member in me.group.current_members if member != me] if me.is_contact else []
    return {
        "join_address": settings.ORIGIN + reverse("meetings:join", args=[meeting.code]),
        "my_link": personal_links.link(meeting, me),
        "links": [(member.person.name, personal_links.link(meeting, member)) for member in others],
    }


@require_http_methods(["GET", "POST"])
def when(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for_member(request.user, pk)
    form = WhenForm(request.POST or None, initial=WhenForm.beginning(meeting.starts_at, meeting.place))
    if form.is_valid():
        planning.settle(meeting, form.starts_at, form.cleaned_data["place"], now=timezone.now())
        return redirect("meetings:meeting", pk)
    context = {"meeting": meeting, "form": form}
    return render(request, "meetings/when.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for_member(request.user, pk)
    members = list(meeting.group.memberships.filter(ended_on=None).select_related("person"))
    # All roles to nobody is an answer too, so an empty one counts.
    typed = request.POST if request.method == "POST" else None
    form = RolesForm(typed, meeting=meeting, members=members, load=rotation.load(meeting.group))
    if form.is_valid():
        planning.give_roles(meeting, form.roles())
        return redirect("meetings:meeting", pk)
    context = {"meeting": meeting, "form": form}
    return render(request, "meetings/roles.html", context, status=422 if form.errors else 200)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for_member(request.user, pk)
    planning.cancel_meeting(meeting)
    return redirect("meetings:meeting", pk)
