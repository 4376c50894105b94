import datetime as dt
from itertools import islice

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from peercircle.kit.refusals import Refused
from peercircle.places import actions, calendar
from peercircle.places.models import SchoolBreak, Site

KOSOVO, SERBIAN = Site.Calendar.KOSOVO, Site.Calendar.SERBIAN
WINTER = {"name": "Winter break", "calendar": KOSOVO, "starts_on": "2026-12-31", "ends_on": "2027-01-10"}


@pytest.fixture
def winter(db):
    return SchoolBreak.objects.create(**WINTER)


@pytest.fixture
def expert(stranger):
    stranger.programme_role = "expert"
    stranger.save(update_fields=["programme_role"])
    return stranger


@pytest.mark.parametrize(
    ("day", "language", "reason"),
    [
        (dt.date(2026, 12, 8), "en", ""),
        (dt.date(2026, 12, 5), "en", "weekend"),
        (dt.date(2027, 1, 7), "en", "Orthodox Christmas Day"),
        (dt.date(2027, 1, 7), "sq", "Krishtlindjet Ortodokse"),
        (dt.date(2027, 1, 7), "sr-latn", "Pravoslavni Božić"),
        (dt.date(2027, 3, 29), "sq", "Pashkët Katolike"),
        (dt.date(2027, 3, 9), "en", "Eid al-Fitr (to be confirmed)"),
    ],
)
def test_a_closed_day_says_why(day, language, reason):
    with translation.override(language):
        assert calendar.why_closed(day, KOSOVO, []) == reason


def test_schools_that_teach_in_serbian_also_keep_serbias_holidays():
    statehood, independence = dt.date(2027, 2, 15), dt.date(2027, 2, 17)

    assert calendar.why_closed(statehood, KOSOVO, []) == ""
    assert calendar.why_closed(statehood, SERBIAN, []) == "Statehood Day"
    assert calendar.why_closed(independence, SERBIAN, []) == "Independence Day"
    with translation.override("sr"):
        assert calendar.why_closed(statehood, SERBIAN, []) == "Дан државности Србије"


@pytest.mark.parametrize("country", ["XK", "RS"])
def test_every_holiday_can_be_translated(country):
    """The package falls back to English without a word: our catalogue has to know every name."""
    for year in range(2026, 2041):
        for name in calendar._holidays(country, year, "en_US").values():
            assert set(calendar._without_remarks(name).split("; ")) <= set(calendar.HOLIDAYS)


def test_a_break_closes_its_own_calendar_only(winter, django_assert_num_queries):
    first, last = dt.date(2026, 12, 31), dt.date(2027, 1, 8)
    with django_assert_num_queries(2):
        assert [calendar.why_closed(day, KOSOVO) for day in (first, last)] == ["Winter break", "Winter break"]
    assert calendar.why_closed(first, SERBIAN) == ""
    assert calendar.why_closed(dt.date(2026, 12, 30), KOSOVO) == ""
    assert calendar.why_closed(dt.date(2027, 1, 11), KOSOVO) == ""


def test_a_group_meets_when_all_its_sites_are_open(winter, django_assert_num_queries):
    with django_assert_num_queries(1):
        days = list(islice(calendar.open_days(dt.date(2026, 12, 30), {KOSOVO}), 2))
    assert days == [dt.date(2026, 12, 30), dt.date(2027, 1, 11)]

    monday = dt.date(2027, 2, 15)
    assert next(calendar.open_days(monday, {KOSOVO})) == monday
    assert next(calendar.open_days(monday, {KOSOVO, SERBIAN})) == dt.date(2027, 2, 18)


def test_open_days_end_after_a_year(db):
    SchoolBreak.objects.create(
        name="Closed", calendar=KOSOVO, starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2030, 1, 1)
    )

    assert list(calendar.open_days(dt.date(2026, 12, 1), {KOSOVO})) == []


@pytest.mark.parametrize(
    ("role", "status"), [("expert", 200), ("manager", 200), ("monitor", 403), ("director", 403), ("", 403)]
)
def test_the_programme_keeps_the_school_year(visit, stranger, winter, role, status):
    stranger.programme_role = role
    stranger.save(update_fields=["programme_role"])
    answers = [
        visit(stranger, reverse("places:school-year")).status_code,
        visit(stranger, reverse("places:school-year"), post=WINTER | {"name": "Spring break"}).status_code,
        visit(stranger, reverse("places:remove-school-break", args=[winter.pk]), post={}).status_code,
    ]

    assert answers == ([200, 302, 302] if status == 200 else [403] * 3)
    names = list(SchoolBreak.objects.values_list("name", flat=True))
    assert names == (["Spring break"] if status == 200 else ["Winter break"])


@time_machine.travel("2027-01-10")
def test_the_page_lists_breaks_with_their_days_until_they_are_over(visit, expert, winter):
    over = {"calendar": KOSOVO, "starts_on": "2026-10-29", "ends_on": "2026-10-31"}
    SchoolBreak.objects.create(name="Autumn break", **over)

    page = visit(expert, reverse("places:school-year")).content.decode()
    assert "Autumn break" not in page

    assert "Winter break" in page
    assert "Sunday 10 January" in page


def test_adding_a_break_twice_adds_it_once(visit, expert, winter):
    visit(expert, reverse("places:school-year"), post=WINTER)

    assert SchoolBreak.objects.count() == 1


def test_a_break_cannot_end_before_it_starts(visit, expert):
    response = visit(expert, reverse("places:school-year"), post=WINTER | {"ends_on": "2026-12-30"})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["ends_on"]
    with pytest.raises(Refused):
        actions.add_school_break("Winter break", KOSOVO, dt.date(2027, 1, 10), dt.date(2026, 12, 31))
    assert not SchoolBreak.objects.exists()


def test_removing_twice_is_harmless(visit, expert, winter):
    door = reverse("places:remove-school-break", args=[winter.pk])
    visit(expert, door, post={})

    assert visit(expert, door, post={}).status_code == 404
    actions.remove_school_break(winter)
