"""The report of the demo: its numbers found again row by row, and every table it may publish tried with a pencil."""

from collections import Counter, defaultdict

import pytest
from django.db.models import F

from peercircle.programme.models import Session, SessionAttendance
from peercircle.reports.counting import Count, Scope
from peercircle.reports.masking import SMALLEST, cell
from peercircle.reports.reach import DIMENSIONS, TOTAL, reach
from peercircle.reports.tests.pencil import computable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_888_people_and_their_attendances_by_municipality_as_the_rows_say():
    held = {
        session.pk: session for session in Session.objects.select_related("municipality") if session.state == "held"
    }
    people, attendances = defaultdict(set), Counter()
    for row in SessionAttendance.objects.all():
        if row.session_id in held:
            for where in (TOTAL, cell(municipality=held[row.session_id].municipality.code)):
                people[where].add(row.person_id)
                attendances[where] += 1

    found = reach(Scope())

    assert len(people[TOTAL]) == 888
    by_municipality = {TOTAL, *found.along("municipality").values()}
    assert {where: found.told(where) for where in by_municipality} == {
        where: Count(len(people[where]), attendances[where]) for where in people
    }
    assert len(by_municipality) == 13


@pytest.mark.parametrize("every", [1, 9, 40, 250])
def test_no_published_table_gives_a_small_number_away_nor_do_all_together(every):
    """Also of a programme that fewer came to, where whole municipalities and phases are small."""
    SessionAttendance.objects.alias(rest=F("pk") % every).exclude(rest=0).delete()
    people, masked = {}, set()
    for dimension in DIMENSIONS:
        found = reach(Scope(), dimension)
        theirs = {where: count.people for where, count in found.counts.items()}
        shared = set(theirs) & set(people)
        assert found.hidden & shared == masked & shared
        people |= theirs
        masked |= found.hidden

    assert {where for where, number in people.items() if number < SMALLEST} <= masked
    assert computable(people, masked) == set()
