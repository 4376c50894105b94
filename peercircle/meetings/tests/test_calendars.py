"""Meetings in calendars: files that calendars understand, addresses that can be taken back."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from peercircle.meetings import calendar_files
from peercircle.meetings.models import Meeting
from peercircle.meetings.tests.after import SECRET


def _events(answer):
    return list(Calendar.from_ical(answer.content).events)


def _path(address):
    return urlsplit(address).path


@pytest.fixture
def dated(coming):
    """Tuesday 8 December at two, Kosovo time."""
    coming.starts_at = dt.datetime(2026, 12, 8, 14, 0, tzinfo=ZoneInfo("Europe/Belgrade"))
    coming.save(update_fields=["starts_at"])
    return coming


@pytest.mark.parametrize(("who", "status"), [("member", 200), ("former", 404), ("stranger", 404)])
def test_who_gets_the_file(visit, request, dated, member, who, status):
    answer = visit(request.getfixturevalue(who), reverse("meetings:ics", args=[dated.pk]))

    assert answer.status_code == status


def test_an_invitation_says_when_and_where(visit, member, dated):
    answer = visit(member, reverse("meetings:ics", args=[dated.pk]))

    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.events
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == f"meeting-{dated.pk}@127.0.0.1"
    assert event["DTSTART"].params["TZID"] == "Europe/Belgrade"
    assert event.start.isoformat() == "2026-12-08T14:00:00+01:00"
    assert event.end - event.start == dt.timedelta(minutes=90)
    assert event["LOCATION"] == "Room 12"
    assert str(event["ATTENDEE"]) == f"mailto:{member.person.email}"
    assert [zone["TZID"] for zone in calendar.timezones] == ["Europe/Belgrade"]


def test_a_changed_or_cancelled_meeting_replaces_its_entry(visit, member, dated):
    dated.calendar_sequence = 3
    dated.phase = Meeting.Phase.CANCELLED
    dated.save(update_fields=["calendar_sequence", "phase"])

    calendar = Calendar.from_ical(visit(member, reverse("meetings:ics", args=[dated.pk])).content)

    (event,) = calendar.events
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)


def test_without_an_address_it_is_an_announcement(visit, third, dated):
    calendar = Calendar.from_ical(visit(third, reverse("meetings:ics", args=[dated.pk])).content)

    assert calendar["METHOD"] == "PUBLISH"


# Addresses


def test_anybody_with_the_address_sees_dates_and_nothing_else(visit, minutes, coming, member):
    for address in (
        calendar_files.address_of_person(member.person),
        calendar_files.address_of_group(coming.group),
    ):
        answer = visit(None, _path(address))

        assert [str(event["UID"]) for event in _events(answer)] == [
            f"meeting-{minutes.meeting_id}@127.0.0.1",
            f"meeting-{coming.pk}@127.0.0.1",
        ]
        words = answer.content.decode()
        assert SECRET not in words
        assert "Milica" not in words
        assert "@school" not in words


@pytest.mark.parametrize("door", ["feed-person", "feed-group"])
@pytest.mark.parametrize("token", ["1-1", "1-1.AAAA", "nonsense"])
def test_a_made_up_address_leads_nowhere(visit, member, door, token):
    assert visit(None, reverse(f"meetings:{door}", args=[token])).status_code == 404


def test_a_persons_address_is_none_of_a_groups(visit, member):
    token = _path(calendar_files.address_of_person(member.person)).split("/")[-1].removesuffix(".ics")

    assert visit(None, reverse("meetings:feed-group", args=[token])).status_code == 404


def test_whoever_left_sees_no_dates_of_the_group_any_more(visit, former, coming):
    answer = visit(None, _path(calendar_files.address_of_person(former.person)))

    assert _events(answer) == []


def test_an_account_that_was_closed_has_no_calendar(visit, member, coming):
    address = calendar_files.address_of_person(member.person)
    member.person.is_active = False
    member.person.save(update_fields=["is_active"])

    assert visit(None, _path(address)).status_code == 404


def test_a_new_address_ends_the_old_one(visit, member, coming):
    old = calendar_files.address_of_person(member.person)

    for _tap in range(2):
        visit(member, reverse("meetings:new-calendar-address"), post={"seen": 1})

    member.person.refresh_from_db()
    assert member.person.calendar_version == 2
    assert visit(None, _path(old)).status_code == 404
    assert visit(None, _path(calendar_files.address_of_person(member.person))).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("contact", 302), ("member", 403), ("former", 404), ("stranger", 404)])
def test_the_contact_renews_the_address_of_the_group(visit, request, group, contact, who, status):
    door = reverse("meetings:new-group-address", args=[group.pk])

    assert visit(request.getfixturevalue(who), door, post={"seen": 1}).status_code == status
    group.refresh_from_db()
    assert group.calendar_version == (2 if status == 302 else 1)


def test_a_new_address_of_the_group_ends_the_old_one(visit, contact, coming):
    old = calendar_files.address_of_group(coming.group)

    for _tap in range(2):
        visit(contact, reverse("meetings:new-group-address", args=[coming.group_id]), post={"seen": 1})

    coming.group.refresh_from_db()
    assert coming.group.calendar_version == 2
    assert visit(None, _path(old)).status_code == 404
    assert visit(None, _path(calendar_files.address_of_group(coming.group))).status_code == 200


def test_the_page_shows_my_address_and_those_of_my_groups(visit, member, former, stranger, group):
    page = visit(member, reverse("meetings:calendar-address")).content.decode()
    assert calendar_files.address_of_person(member.person) in page
    assert calendar_files.address_of_group(group) in page

    for other in (former, stranger):
        page = visit(other, reverse("meetings:calendar-address")).content.decode()
        assert calendar_files.address_of_group(group) not in page
