"""A group lets its director read what it likes: looked at before, published, read, and taken back."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from peercircle.meetings.models import Meeting, Minutes, MinutesSection
from peercircle.people.models import Person

OPEN, SEALED = "Rregullat i shkruajmë bashkë me nxënësit", "Njëri prej nesh është i lodhur"


def test_publish(server, group, site, contact, member, phone_of, album):
    meeting = _a_meeting_that_was(group)
    where = {"programme_role": "director", "director_of": site}
    director = Person.objects.create_person("Nazmije", "Shala", email="nazmije@school.example", **where)

    phone = phone_of(contact, "Teuta")
    phone.page.goto(reverse("meetings:minutes", args=[meeting.pk]))
    phone.sees(SEALED)
    phone.tap("Publish for the director and the education office")
    for words in ("Nazmije Shala", OPEN, "a colleague"):
        phone.sees(words)
    phone.does_not_see(SEALED)
    album.take(phone.page, "look")
    phone.tap("Publish it")
    phone.sees("Published. You can take it back here at any time.")
    album.take(phone.page, "published")

    office = phone_of(director, "Nazmije", color_scheme="dark")
    office.page.goto("/")
    office.sees("1 text")
    office.page.get_by_role("link", name="1 text").click()
    office.sees(OPEN)
    office.does_not_see(SEALED)
    office.does_not_see(contact.person.name)
    album.take(office.page, "read")

    other = phone_of(member, "Milica")
    other.page.goto(reverse("meetings:minutes", args=[meeting.pk]))
    other.tap("Take it back")
    other.sees("Taken back: only your group reads these minutes.")
    office.page.reload()
    office.does_not_see(OPEN)
    office.sees("Nothing yet. A group publishes what it likes, when it likes.")
    assert album.faults == []


def _a_meeting_that_was(group) -> Meeting:
    now = timezone.now()
    at = {"starts_at": now - dt.timedelta(days=8), "opened_at": now - dt.timedelta(days=8)}
    at["closed_at"] = at["opened_at"] + dt.timedelta(minutes=90)
    meeting = Meeting.objects.create(group=group, template="regular", code="WAS234", phase=Meeting.Phase.CLOSED, **at)
    minutes = Minutes.objects.create(meeting=meeting, written_at=now, locked_at=now)
    for place, (text, is_confidential) in enumerate([(f"{OPEN}\nMilica solli çaj", False), (SEALED, True)], start=1):
        MinutesSection.objects.create(
            minutes=minutes, position=place, heading="Disiplina", text=text, is_confidential=is_confidential
        )
    return meeting
