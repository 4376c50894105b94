"""The ten most used pages of the demo, and who asks for them. Runs inside the product, see bench/pages.py."""

from __future__ import annotations

import json

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from peercircle.groups.models import Group, Membership
from peercircle.meetings.actions import joining, leading
from peercircle.meetings.models import Attendance, Minutes
from peercircle.people.models import Person


def prepare() -> None:
    """Open the first meeting with everybody in it, and print each page with its address and its reader's session."""
    group = Group.objects.get(name="I'm here")
    members = {key: _member(group, f"{key}@peercircle.example") for key in ("facilitator", "contact", "member")}
    _begin(group, members["facilitator"])
    minutes = Minutes.objects.annotate(seen=Count("meeting__attendances")).order_by("-seen", "pk").first()
    assert minutes
    reader = minutes.meeting.attendances.filter(membership__ended_on=None).exclude(membership=None).first()
    assert reader
    needy = Group.objects.annotate(asked=Count("meetings__needs")).order_by("-asked", "pk").first()
    assert needy
    asker = needy.memberships.filter(ended_on=None).first()
    live = reverse("meetings:live", args=[group.meetings.get().pk])
    pages: list[tuple[str, Membership | None, str]] = [
        ("sign in", None, reverse("account_login")),
        ("today", members["member"], reverse("home")),
        ("meeting, a member's phone", members["member"], live),
        ("meeting, the phone that leads", members["facilitator"], live),
        ("group", members["member"], reverse("groups:group", args=[group.pk])),
        ("plan a meeting", members["facilitator"], reverse("meetings:plan", args=[group.pk])),
        ("minutes", reader.membership, reverse("meetings:minutes", args=[minutes.meeting_id])),
        ("people of a group", members["contact"], reverse("groups:members", args=[group.pk])),
        ("needs of a group", asker, reverse("needs:group", args=[needy.pk])),
        ("settings", members["member"], reverse("people:profile")),
    ]
    print(json.dumps([_told(*page) for page in pages]))


def speak(language: str) -> None:
    """Everybody reads this language from now on, and whose phone went silent since the last one is here again."""
    Person.objects.update(language=language)
    Attendance.objects.update(away_since=None)


def _member(group: Group, email: str) -> Membership:
    return group.memberships.get(person__email=email)


def _begin(group: Group, facilitator: Membership) -> None:
    meeting, now = group.meetings.get(), timezone.now()
    leading.open_meeting(meeting, by=facilitator, now=now)
    for membership in group.memberships.filter(ended_on=None):
        joining.join(meeting, membership, now=now)


def _told(name: str, reader: Membership | None, url: str) -> dict[str, object]:
    client = Client(SERVER_NAME="127.0.0.1")
    if reader:
        client.force_login(reader.person)
    client.get(url)  # the templates are compiled, and what happens once a day has happened
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200, url
    cookie = client.cookies.get("sessionid")
    return {"name": name, "url": url, "session": cookie.value if cookie else "", "queries": len(asked)}
