"""Loads the whole demo, once."""

from __future__ import annotations

import random
from datetime import date

from django.db import transaction

from peercircle.programme.demo import ahead, circles, history, landscape, people
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
    teams = landscape.found_teams(landscape.found_programme(today))
    workplaces = landscape.build_sites()
    landscape.enter_breaks(today)
    everybody = people.gather(workplaces, teams, rng)
    groups = circles.found_groups(workplaces, everybody, today, rng)
    history.remember(groups, rng)
    ahead.plan_next_meetings(groups, today, rng)
    return True
