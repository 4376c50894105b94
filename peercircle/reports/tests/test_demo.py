"""What the programme of the demo promised and reported."""

import datetime as dt

import pytest
from django.urls import reverse

from peercircle.people.models import Person
from peercircle.programme.demo import accounts
from peercircle.programme.models import Programme, SessionAttendance
from peercircle.reports.demo.loading import WHY
from peercircle.reports.models import Measure, Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
TODAY = dt.date(2026, 11, 23)


def whole(period):
    figures = period.figures.filter(municipality=None).prefetch_related("corrections")
    return {
        each.measure: [each.value, *(correction.value for correction in each.corrections.all())] for each in figures
    }


def test_the_first_phase_was_reported_and_corrected_once():
    period = Period.objects.get()
    phase = period.programme.phases.get(kind="field-1")
    corrections = [each for figure in period.figures.all() for each in figure.corrections.all()]

    assert (period.starts_on, period.ends_on) == (phase.starts_on, phase.ends_on)
    assert period.locked_by.email == accounts.MONITOR.email
    assert phase.ends_on < period.locked_at.date() < corrections[0].noted_at.date() < TODAY
    whole = period.figures.get(measure=Measure.ATTENDANCES, municipality=None)
    (after,) = (each.value for each in whole.corrections.all())
    assert after - whole.value >= 5
    assert {(each.figure.measure, each.reason) for each in corrections} == {(Measure.ATTENDANCES, WHY)}
    assert after == SessionAttendance.objects.filter(session__phase=phase).count()


def test_the_officer_finds_targets_and_a_report(visit):
    officer = Person.objects.get(email=accounts.MONITOR.email)

    page = visit(officer, reverse("reports:programme", args=[Programme.objects.get().pk]))

    assert [str(each.measure) for each, _so_far in page.context["targets"]] == [
        "answers",
        "attendances",
        "groups",
        "people",
    ]
    assert all(each.baseline < so_far.value <= each.wanted for each, so_far in page.context["targets"])
    assert [each.is_locked for each in page.context["periods"]] == [True]
    assert "888 so far" in page.content.decode()
