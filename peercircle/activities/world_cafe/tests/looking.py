"""What tests look at: who sits where, and what the checker says of it."""

import pytest
from django.urls import reverse

from peercircle.activities.world_cafe import seating
from peercircle.activities.world_cafe.evening import Evening
from peercircle.activities.world_cafe.models import Cafe, Seat


def table(cafe, number):
    return cafe.tables.get(number=number)


def rows(cafe):
    """Who sits where: by round and person."""
    return {(seat.round, seat.attendance_id): seat.table_id for seat in Seat.objects.filter(cafe=cafe)}


def faults(cafe):
    """What the independent checker says of the plan as it stands in the database.

    Where no plan keeps all rules, the least that has to give is given, and no more.
    """
    cafe = Cafe.objects.select_related("item__meeting").get(pk=cafe.pk)
    now = Evening.of(cafe)
    demand = now.demand(now.parties())
    planned = [list(row) for row in demand.running]
    found = seating.check(demand, planned)
    if not found:
        return []
    with pytest.raises(seating.Impossible) as impossible:
        seating.plan(demand)
    return seating.check(impossible.value.relaxed, planned)


def step(visit, who, meeting):
    return visit(who, reverse("meetings:step", args=[meeting.pk])).content.decode()
