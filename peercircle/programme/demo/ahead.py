"""What lies ahead: the next meeting of each group that goes on, planned as its members would plan it."""

from __future__ import annotations

import random
from datetime import date, time, timedelta

from django.utils import translation

from peercircle.meetings import plans
from peercircle.meetings.actions.planning import plan_meeting
from peercircle.places.calendar import open_days
from peercircle.programme.demo import accounts, case_meetings
from peercircle.programme.demo.circles import Circle, at

MORNING = time(8, 0)


def plan_next_meetings(circles: list[Circle], today: date, rng: random.Random) -> None:
    # The words of the plan (topics, tables) belong to the group; in the demo they are English.
    with translation.override("en"):
        for circle in circles:
            if circle.story.meets_again:
                _plan(circle, today, rng)


def _plan(circle: Circle, today: date, rng: random.Random) -> None:
    wanted = today + timedelta(days=1)
    if circle.days:
        wanted = max(wanted, circle.days[-1] + timedelta(days=circle.group.days_between_meetings))
    day = next(open_days(wanted, circle.calendars))
    is_about_a_case = circle.story.has_cases and plans.get("case") is not None
    template = "case" if is_about_a_case else "regular" if circle.days else "first"
    meeting = plan_meeting(
        circle.group,
        template,
        starts_at=at(day, circle.group.usual_time),
        by=circle.memberships[1],
        now=at(today, MORNING),
        rng=rng,
        place=circle.sites[0].name,
    )
    if is_about_a_case:
        case_meetings.let_lead(meeting, circle.member(accounts.MODERATOR))
