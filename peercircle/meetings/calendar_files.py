"""Meetings for people's calendars: a file for one meeting, an address that stays up to date for all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from peercircle.groups.models import Group
from peercircle.meetings.models import Meeting
from peercircle.meetings.models.gathering import MeetingQuerySet
from peercircle.people.models import Person

KEEP = timedelta(days=90)  # how far back an address shows meetings

_PERSONS = signing.Signer(salt="peercircle.calendar.person", sep=".")
_GROUPS = signing.Signer(salt="peercircle.calendar.group", sep=".")


def house() -> str:
    """Where a UID was made; the same for as long as the installation keeps its name."""
    return urlsplit(settings.ORIGIN).hostname or "localhost"


def method_of(meeting: Meeting, to: str | None) -> str:
    """An invitation needs somebody who is invited; without an address it is an announcement."""
    if not to:
        return "PUBLISH"
    return "CANCEL" if meeting.phase == Meeting.Phase.CANCELLED else "REQUEST"


def invitation(meeting: Meeting, to: str | None) -> bytes:
    """One meeting as a file. No address but the reader's own is in it."""
    event = _event(meeting)
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = vText(meeting.group.name)
    event["ORGANIZER"] = organizer
    if to:
        attendee = vCalAddress(f"mailto:{to}")
        attendee.params["RSVP"] = vText("FALSE")
        event["ATTENDEE"] = attendee
    return _calendar([event], method_of(meeting, to))


def feed(meetings: Iterable[Meeting], name: str, language: str = "") -> bytes:
    """All dates. No names of people, nothing that was said."""
    with override(language or get_language()):
        return _calendar([_event(meeting) for meeting in meetings], "PUBLISH", name)


def _calendar(events: list[Event], method: str, name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("PRODID", "-//PeerCircle//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    if name:
        calendar.add("X-WR-CALNAME", name)
        calendar.add("REFRESH-INTERVAL", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(meeting: Meeting) -> Event:
    starts_at = timezone.localtime(meeting.starts_at)
    is_off = meeting.phase == Meeting.Phase.CANCELLED
    event = Event()
    event.add("UID", f"meeting-{meeting.pk}@{house()}")
    event.add("SEQUENCE", meeting.calendar_sequence)
    event.add("DTSTAMP", timezone.now().astimezone(UTC))
    event.add("DTSTART", starts_at)
    event.add("DTEND", starts_at + timedelta(minutes=_minutes(meeting)))
    event.add("SUMMARY", _("%(group)s: our meeting") % {"group": meeting.group.name})
    if meeting.place:
        event.add("LOCATION", meeting.place)
    event.add("URL", settings.ORIGIN + reverse("meetings:meeting", args=[meeting.pk]))
    event.add("STATUS", "CANCELLED" if is_off else "CONFIRMED")
    return event


def _minutes(meeting: Meeting) -> int:
    return sum(item.minutes for item in meeting.items.all()) or 90


def _dates() -> MeetingQuerySet:
    since = timezone.now() - KEEP
    return Meeting.objects.filter(starts_at__gte=since).select_related("group").prefetch_related("items")


def dates_of_person(person: Person) -> list[Meeting]:
    """Of the groups to which the person belongs today: an ended membership takes its dates along."""
    return list(_dates().visible_to(person).order_by("starts_at"))


def dates_of_group(group: Group) -> list[Meeting]:
    return list(_dates().filter(group=group).order_by("starts_at"))


def address_of_person(person: Person) -> str:
    token = _PERSONS.sign(f"{person.pk}-{person.calendar_version}")
    return settings.ORIGIN + reverse("meetings:feed-person", args=[token])


def address_of_group(group: Group) -> str:
    token = _GROUPS.sign(f"{group.pk}-{group.calendar_version}")
    return settings.ORIGIN + reverse("meetings:feed-group", args=[token])


def person_at(token: str) -> Person | None:
    """Whose address this is; nobody's when it is made up or was replaced by a new one."""
    found = _read(_PERSONS, token)
    return Person.objects.filter(pk=found[0], calendar_version=found[1], is_active=True).first() if found else None


def group_at(token: str) -> Group | None:
    found = _read(_GROUPS, token)
    return Group.objects.filter(pk=found[0], calendar_version=found[1]).first() if found else None


def _read(signer: signing.Signer, token: str) -> tuple[int, int] | None:
    try:
        pk, _dash, version = signer.unsign(token).partition("-")
    except signing.BadSignature:
        return None
    return int(pk), int(version)
