"""Loads the whole demo, once."""

from __future__ import annotations

import random
from datetime import date

from django.db import transaction

from peercircle.programme.demo import (
    ahead,
    answers,
    case_meetings,
    circles,
    history,
    landscape,
    people,
    publishing,
    sessions,
    visits,
)
from peercircle.programme.models import Programme

SEED = 888


@transaction.atomic
def load(today: date) -> bool:
    """Whether anything was loaded. The demo is there as a whole or not at all, so again changes nothing.

    The same `today` always gives the same programme.
    """
    if Programme.objects.filter(name=landscape.PROGRAMME).exists():
        return False
    rng = random.Random(SEED)  # noqa: S311  (names, not secrets)
    land = landscape.build(today)
    everybody = people.gather(land.workplaces, land.teams, rng)
    groups = circles.found_groups(land.workplaces, everybody, today, rng)
    history.remember(groups, rng)
    case_meetings.hold_meetings(groups, today, random.Random(SEED))  # noqa: S311
    answers.answer_needs(groups, today, random.Random(SEED))  # noqa: S311
    sessions.hold_sessions(land, everybody, groups, today, rng)
    ahead.plan_next_meetings(groups, today, rng)
    publishing.publish(groups, everybody)
    case_meetings.offer_cases(groups, today, random.Random(SEED))  # noqa: S311
    visits.visit_groups(groups, today, random.Random(SEED))  # noqa: S311
    return True
