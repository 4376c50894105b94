from datetime import UTC, date, datetime

import pytest
import time_machine
from django.conf import settings
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format, get_format

WHEN = datetime(2026, 12, 8, 13, 5, tzinfo=UTC)  # 14:05 in Kosovo


def show(language, template):
    with translation.override(language):
        return Template(template).render(Context({"when": WHEN}))


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_the_clock_has_24_hours_and_weeks_start_on_monday(language):
    assert show(language, "{{ when|clock }} {{ when|time }}") == "14:05 14:05"
    with translation.override(language):
        assert get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "Tuesday 8 December"),
        ("de", "Dienstag, 8. Dezember"),
        ("sq", "e martë, 8 dhjetor"),
        ("sr-latn", "utorak, 8. decembar"),
        ("sr", "уторак, 8. децембар"),
    ],
)
@time_machine.travel("2026-11-20")
def test_a_day_reads_as_one_says_it(language, day):
    assert show(language, "{{ when|day }}") == day


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "Tuesday 8 December 2026"),
        ("sr-latn", "utorak, 8. decembar 2026."),
        ("sq", "e martë, 8 dhjetor 2026"),
    ],
)
@time_machine.travel("2027-01-20")
def test_a_day_of_another_year_says_which(language, day):
    assert show(language, "{{ when|day }}") == day


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en", "3 November 2026", "3 Nov 2026"),
        ("de", "3. November 2026", "3.11.2026"),
        ("sq", "3 nëntor 2026", "3.11.2026"),
        ("sr-latn", "3. novembar 2026.", "3. 11. 2026."),
        ("sr", "3. новембар 2026.", "3. 11. 2026."),
    ],
)
def test_dates_are_written_as_in_the_region(language, long, short):
    with translation.override(language):
        assert date_format(date(2026, 11, 3)) == long
        assert date_format(date(2026, 11, 3), "SHORT_DATE_FORMAT") == short


def test_sunday_in_albanian_is_spelled_as_at_school():
    with translation.override("sq"):
        assert date_format(date(2026, 12, 6), "DAY_FORMAT") == "e diel, 6 dhjetor"


def test_no_date_shows_nothing():
    assert Template("{{ when|day }}{{ when|clock }}").render(Context({"when": None})) == ""
