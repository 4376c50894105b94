"""The demo is loaded with what it reported, on any day of the year, and that changes none of its numbers."""

import datetime as dt

import pytest
from django.db import transaction

from peercircle.programme.demo import loading as programme
from peercircle.programme.models import SessionAttendance
from peercircle.reports.demo.loading import load
from peercircle.reports.models import Correction

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


def test_the_report_changes_nobody_and_no_attendance():
    found = []
    for loads in (programme.load, load):
        with transaction.atomic():
            assert loads(TODAY)
            who = ("session__held_on", "session__site__name_sq", "session__kind", "person__search_text")
            found.append(sorted(map(str, SessionAttendance.objects.values_list(*who))))
            assert not load(TODAY)
            transaction.set_rollback(True)

    assert found[0] == found[1]


@pytest.mark.parametrize("today", [dt.date(2027, 1, 4), dt.date(2027, 7, 20)])
def test_on_any_day_there_is_a_correction(today):
    load(today)

    assert Correction.objects.filter(figure__municipality=None).count() == 1
