"""Meetings for a load test, and all that an outside client needs to take part in them."""

from __future__ import annotations

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from peercircle.activities.talk import actions as talk
from peercircle.activities.talk.models import Topic
from peercircle.groups.models import Group, Membership
from peercircle.meetings.actions import leading
from peercircle.meetings.actions.planning import CODE_LENGTH, CODE_LETTERS
from peercircle.meetings.models import AgendaItem, Attendance, Meeting
from peercircle.people.models import Person
from peercircle.stream.nudges import tick_of
from peercircle.stream.tickets import ticket

LANGUAGES = ["sq", "sr-latn", "en"]
LASTS = timedelta(days=1)
MEANING = "Made up for a load test"
HELP = """
Opens meetings of made-up groups ("Bench 1", "Bench 2", ...), which stand at a topic of a talk, and prints
one JSON list of the people in them: {meeting, name, language, stream, post: {url, headers, body}}.

GET `stream` to hear what is written. To write, POST `body` to `url` with `headers`: put a new UUID in the
place of {uuid}, and a percent-encoded text of at most 280 characters in the place of {text}. An answer of
200 means that the note is in the database; sent again with the same UUID, it counts once.

All of it holds for a day. Run again, the command closes its old meetings and opens new ones. Use a data
folder of its own (PEERCIRCLE_HOME): the groups are ordinary groups.
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *names: str, **more: Any) -> Any:
        return super().create_parser(*names, formatter_class=RawDescriptionHelpFormatter, **more)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--meetings", type=int, default=20)
        parser.add_argument("--people", type=int, default=50, help="in each meeting")

    @transaction.atomic
    def handle(self, *, meetings: int, people: int, **_options: Any) -> None:
        now = timezone.now()
        _close_old_meetings(now)
        printed = []
        for number in range(1, meetings + 1):
            members = _members(_group(number, now), people, now)
            meeting, topic = _meeting(members, now)
            printed += _taking_part(meeting, topic, members, now)
        self.stdout.write(json.dumps(printed, indent=1))


def _close_old_meetings(now: datetime) -> None:
    open_ones = Meeting.objects.filter(group__meaning=MEANING, phase=Meeting.Phase.OPEN)
    for leader in Attendance.objects.filter(pk__in=open_ones.values("leader")):
        leading.close_meeting(leader, now=now)


def _group(number: int, now: datetime) -> Group:
    group, _made = Group.objects.get_or_create(
        name=f"Bench {number}",
        meaning=MEANING,
        defaults={"founded_on": now.date(), "usual_time": now.time()},
    )
    return group


def _members(group: Group, people: int, now: datetime) -> list[Membership]:
    members = list(group.memberships.select_related("person").order_by("pk")[:people])
    missing = range(len(members) + 1, people + 1)
    persons = Person.objects.bulk_create(
        Person(
            given_name=group.name,
            family_name=str(number),
            language=LANGUAGES[number % len(LANGUAGES)],
            password=make_password(None),
        )
        for number in missing
    )
    new = [Membership(group=group, person=person, joined_on=now.date()) for person in persons]
    return [*members, *Membership.objects.bulk_create(new)]


def _meeting(members: list[Membership], now: datetime) -> tuple[Meeting, Topic]:
    """Open, with everybody in it, at its only topic; the first member leads."""
    group = members[0].group
    meeting = Meeting.objects.create(
        group=group, starts_at=now, template="short", code=get_random_string(CODE_LENGTH, CODE_LETTERS)
    )
    item = AgendaItem.objects.create(meeting=meeting, position=1, kind="talk", minutes=240)
    topic = talk.add_topic(item, "How fast is a note?")
    leading.open_meeting(meeting, by=members[0], now=now)
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, membership=member, joined_at=now) for member in members[1:]
    )
    return meeting, topic


def _taking_part(meeting: Meeting, topic: Topic, members: list[Membership], now: datetime) -> list[dict[str, Any]]:
    sessions = [_session(member.person, now) for member in members]
    Session.objects.bulk_create(sessions)
    places = {place.membership_id: place for place in meeting.attendances.all()}
    after = tick_of(meeting.topic)
    url = reverse("talk:write", args=[meeting.pk, topic.pk])
    return [
        {
            "meeting": meeting.pk,
            "name": member.person.name,
            "language": member.person.language,
            "stream": _stream(meeting, places[member.pk], member.person.language, after, now),
            "post": {"url": url, "headers": _headers(session), "body": "id={uuid}&text={text}"},
        }
        for member, session in zip(members, sessions, strict=True)
    ]


def _session(person: Person, now: datetime) -> Session:
    signed_in = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    return Session(
        session_key=get_random_string(32, VALID_KEY_CHARS),
        session_data=SessionStore().encode(signed_in),
        expire_date=now + LASTS,
    )


def _stream(meeting: Meeting, place: Attendance, language: str, after: int, now: datetime) -> str:
    return f"/stream/{ticket(meeting.topic, place.who, language, now=now, lasts=LASTS)}?after={after}"


def _headers(session: Session) -> dict[str, str]:
    token = get_random_string(32)
    cookies = {settings.SESSION_COOKIE_NAME: session.session_key, settings.CSRF_COOKIE_NAME: token}
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "HX-Request": "true",
        "Referer": f"{settings.ORIGIN}/",
        "X-CSRFToken": token,
    }
