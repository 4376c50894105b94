"""Meetings in one's own calendar: a file, and an address that only its owner knows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from peercircle.groups import access as groups
from peercircle.kit.numbers import number
from peercircle.meetings import access, calendar_files
from peercircle.meetings.actions import calendars

ICS = "text/calendar; charset=utf-8"


@require_GET
def ics(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = access.meeting_for_member(request.user, pk)
    to = access.person(request).email
    kind = f"{ICS}; method={calendar_files.method_of(meeting, to)}"
    headers = {"Content-Disposition": f'attachment; filename="meeting-{localdate(meeting.starts_at)}.ics"'}
    return HttpResponse(calendar_files.invitation(meeting, to), content_type=kind, headers=headers)


@require_GET
def feed_of_person(request: HttpRequest, token: str) -> HttpResponse:
    person = calendar_files.person_at(token)
    if person is None:
        raise Http404
    dates = calendar_files.dates_of_person(person)
    return _feed(calendar_files.feed(dates, "PeerCircle", person.language))


@require_GET
def feed_of_group(request: HttpRequest, token: str) -> HttpResponse:
    group = calendar_files.group_at(token)
    if group is None:
        raise Http404
    return _feed(calendar_files.feed(calendar_files.dates_of_group(group), group.name))


def _feed(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type=ICS, headers={"Cache-Control": "private, no-store"})


@require_GET
def address(request: HttpRequest) -> HttpResponse:
    """My address, and those of my groups."""
    person = access.person(request)
    mine = person.memberships.filter(ended_on=None).select_related("group")
    context = {
        "person": person,
        "mine": calendar_files.address_of_person(person),
        "groups": [(each, calendar_files.address_of_group(each.group)) for each in mine],
    }
    return render(request, "meetings/calendar_address.html", context)


def _seen(request: HttpRequest) -> int:
    return number(request.POST.get("seen", ""))


@require_POST
def renew_address(request: HttpRequest) -> HttpResponse:
    calendars.renew_address(access.person(request), seen=_seen(request))
    return redirect("meetings:calendar-address")


@require_POST
def renew_group_address(request: HttpRequest, group_pk: int) -> HttpResponse:
    contact = groups.contact(request.user, group_pk)
    calendars.renew_group_address(contact.group, seen=_seen(request))
    return redirect("meetings:calendar-address")
