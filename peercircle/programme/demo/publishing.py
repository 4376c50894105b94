"""What directors and education offices read: a group of their place has published the minutes of its last meeting."""

from __future__ import annotations

from datetime import timedelta

from peercircle.meetings.actions.minutes import edition
from peercircle.meetings.actions.publishing import publish_minutes
from peercircle.meetings.models import Minutes
from peercircle.programme.demo import accounts
from peercircle.programme.demo.circles import Circle
from peercircle.programme.demo.people import People

AFTER = timedelta(days=2)  # the minutes are approved within a day


def publish(circles: list[Circle], people: People) -> None:
    """Of the groups that the demo's director can see."""
    school = people.by_account[accounts.DIRECTOR.key].director_of
    for circle in circles:
        if school in circle.sites and circle.days:
            minutes = Minutes.objects.filter(meeting__group=circle.group).latest("written_at")
            seen = edition(list(minutes.sections.all()))
            contact = next(member for member in circle.memberships if member.is_contact)
            publish_minutes(minutes, seen=seen, by=contact, now=minutes.written_at + AFTER)
