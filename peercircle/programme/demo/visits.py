"""The visits of the demo: a note for each group that has met for long, and a route for the next school day."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from itertools import cycle
from uuid import UUID

from peercircle.groups.models import Group
from peercircle.people.models import Person
from peercircle.places.calendar import open_days
from peercircle.programme.actions.visit_notes import write_note
from peercircle.programme.actions.visits import plan_visit
from peercircle.programme.demo import accounts, reading
from peercircle.programme.demo.circles import Circle, at
from peercircle.programme.models import ExpertTeam

EVENING = time(18, 0)
SINCE = timedelta(days=12)  # a visit comes so long after a meeting
FEWEST_MEETINGS = 3


def visit_groups(circles: list[Circle], today: date, rng: random.Random) -> None:
    words = {language: cycle(rows) for language, rows in _words().items()}
    for circle in circles:
        if circle.group.status == Group.Status.ACTIVE and len(circle.days) >= FEWEST_MEETINGS:
            _visit(circle, next(words[circle.language]), today, rng)
    _plan_a_route([circle for circle in circles if circle.group.status == Group.Status.ACTIVE], today, rng)


def _words() -> dict[str, list[list[str]]]:
    said: dict[str, list[list[str]]] = {}
    for language, *note in reading.rows("visits"):
        said.setdefault(language, []).append(note)
    return said


def _visit(circle: Circle, note: list[str], today: date, rng: random.Random) -> None:
    """After the meeting before the last one, when there was school in time."""
    team = ExpertTeam.objects.get(municipalities=circle.sites[0].municipality)
    expert = team.members.order_by("pk")[0]
    on = next(open_days(circle.days[-2] + SINCE, circle.calendars))
    if on >= today:
        return
    visit = plan_visit(expert, circle.group, id=_id(rng), visited_on=on)
    works_well, is_hard, agreed = note
    write_note(
        visit,
        visited_on=on,
        works_well=works_well,
        is_hard=is_hard,
        agreed=agreed,
        needs=[],
        next_visit_on=None,
        by=expert,
        now=at(on, EVENING),
    )


def _plan_a_route(circles: list[Circle], today: date, rng: random.Random) -> None:
    expert = Person.objects.get(email=accounts.EXPERT.email)
    mine = set(expert.expert_teams.values_list("municipalities", flat=True))
    stops = [circle for circle in circles if circle.sites[0].municipality_id in mine]
    calendars = {calendar for circle in stops for calendar in circle.calendars}
    on = next(open_days(today + timedelta(days=1), calendars))
    for circle in stops:
        plan_visit(expert, circle.group, id=_id(rng), visited_on=on)


def _id(rng: random.Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)
