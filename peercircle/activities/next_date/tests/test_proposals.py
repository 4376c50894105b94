"""Which dates fit a group."""

import datetime as dt

import pytest
from django.utils import timezone

from peercircle.activities.next_date.proposals import propose
from peercircle.places.models import SchoolBreak, Site


@pytest.fixture
def days(group):
    def days(last_on):
        return [timezone.localtime(starts_at).date() for starts_at in propose(group, last_on)]

    return days


def test_dates_lie_around_the_rhythm_on_two_weekdays_at_the_usual_time(group):
    # A Tuesday; four weeks later is Tuesday 10 November.
    assert [f"{when:%a %d %b %H:%M}" for when in propose(group, dt.date(2026, 10, 13))] == [
        "Tue 10 Nov 14:00",
        "Thu 12 Nov 14:00",
        "Tue 17 Nov 14:00",
        "Thu 19 Nov 14:00",
    ]


@pytest.mark.parametrize("last_on", [dt.date(2026, 1, 5) + dt.timedelta(days=number) for number in range(0, 365, 5)])
def test_every_proposal_keeps_the_promises(days, last_on):
    proposed = days(last_on)

    assert 3 <= len(proposed) <= 6
    assert len({day.weekday() for day in proposed}) > 1
    assert all(day > last_on for day in proposed)
    assert all(day.weekday() < 5 for day in proposed)
    assert proposed == sorted(set(proposed))


def test_holidays_and_school_breaks_are_stepped_over(days):
    SchoolBreak.objects.create(
        name="Winter break",
        calendar=Site.Calendar.KOSOVO,
        starts_on=dt.date(2026, 12, 24),
        ends_on=dt.date(2027, 1, 15),
    )

    # Four weeks after Tuesday 24 November begins the week before the break.
    assert days(dt.date(2026, 11, 24)) == [
        dt.date(2026, 12, 22),
        dt.date(2027, 1, 19),
        dt.date(2027, 1, 21),
        dt.date(2027, 1, 26),
    ]


def test_a_date_has_to_fit_every_school_of_the_group(days, group, site):
    other = Site.objects.create(
        kind=Site.Kind.SCHOOL,
        municipality=site.municipality,
        name_sq="Tjetra",
        name_sr="Druga",
        calendar=Site.Calendar.SERBIAN,
        search_text="tjetra druga",
    )
    group.sites.add(other)
    SchoolBreak.objects.create(
        name="Fair", calendar=other.calendar, starts_on=dt.date(2026, 11, 10), ends_on=dt.date(2026, 11, 10)
    )

    assert dt.date(2026, 11, 10) not in days(dt.date(2026, 10, 13))


def test_a_weekday_that_is_never_free_is_replaced_by_another(days):
    for week in range(60):
        day = dt.date(2026, 11, 12) + dt.timedelta(days=7 * week)
        SchoolBreak.objects.create(name="Market day", calendar=Site.Calendar.KOSOVO, starts_on=day, ends_on=day)

    assert {day.weekday() for day in days(dt.date(2026, 10, 13))} == {0, 1}


def test_summer_time_does_not_move_the_usual_time(group):
    winter, summer = propose(group, dt.date(2026, 1, 6))[0], propose(group, dt.date(2026, 4, 14))[0]

    assert (winter.utcoffset(), summer.utcoffset()) == (dt.timedelta(hours=1), dt.timedelta(hours=2))
    assert winter.time() == summer.time() == dt.time(14, 0)
