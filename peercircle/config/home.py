"""The first page: what PeerCircle is, for a stranger; today, for whoever is signed in."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from peercircle.groups.models import Group
from peercircle.meetings.models import Action, Meeting
from peercircle.people.models import Person
from peercircle.people.sign_in import sign_in

# A planned meeting that nobody opened is not "next" for ever.
STILL_NEXT = dt.timedelta(hours=4)

DEMO_ROLES = {
    "member": _("Member of “I'm here”"),
    "facilitator": _("Facilitator of the next meeting"),
    "contact": _("Contact of the group"),
    "moderator": _("Facilitator of a case meeting"),
    "case-giver": _("Member who brings a case"),
    "expert": _("Programme expert"),
    "manager": _("Programme manager"),
    "monitor": _("M&E officer"),
    "director": _("School director"),
    "office": _("Municipal education office"),
}


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, Person):
        return render(request, "welcome.html", {"roles": DEMO_ROLES if settings.DEMO else {}})
    person = request.user
    if person.is_programme:
        return redirect("programme:home")
    if person.programme_role == Person.ProgrammeRole.MONITOR:
        return redirect("reports:reach")
    groups = _groups(person)
    if person.has_insight and not groups:
        return redirect("programme:our-groups")
    now = timezone.now()
    # Once a day, so that a phone which is used stays signed in for another 90 days.
    request.session["last_day"] = now.date().isoformat()
    context = {
        "person": person,
        "meetings": _next_meetings(person, now),
        "promises": _promises(person),
        "groups": groups,
    }
    return render(request, "today.html", context)


def _groups(person: Person) -> QuerySet[Group]:
    seats = Count("memberships", filter=Q(memberships__ended_on=None))
    # The count wants all members, so the person's own groups are picked by key.
    mine = Group.objects.visible_to(person).values("pk")
    return Group.objects.filter(pk__in=mine).annotate(seats=seats).order_by("name")


def _next_meetings(person: Person, now: dt.datetime) -> QuerySet[Meeting]:
    """The open ones first, then the planned ones by date."""
    is_open = Q(phase=Meeting.Phase.OPEN)
    is_ahead = Q(phase=Meeting.Phase.PLANNED, starts_at__gt=now - STILL_NEXT)
    first = Case(When(phase=Meeting.Phase.OPEN, then=Value(0)), default=Value(1))
    mine = Meeting.objects.visible_to(person).select_related("group")
    return mine.filter(is_open | is_ahead).order_by(first, "starts_at")[:3]


def _promises(person: Person) -> QuerySet[Action]:
    mine = Action.objects.filter(owner__person=person, owner__ended_on=None, state=Action.State.OPEN)
    return mine.select_related("meeting__group")


@require_POST
def demo_sign_in(request: HttpRequest, role: str) -> HttpResponse:
    """In as anybody with one tap: only in the demo, which does not start under a public name."""
    if not settings.DEMO:
        raise Http404
    sign_in(request, get_object_or_404(Person, email=f"{role}@peercircle.example"))
    return redirect("home")
