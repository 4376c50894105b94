"""On which days a group can meet: not on weekends, public holidays or school breaks.

Other rooms use `open_days` to propose dates and `why_closed` to say what stands in the way.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.utils.translation import get_language, gettext, gettext_noop

from peercircle.places.models import SchoolBreak, Site

SATURDAY = 5
LOOK_AHEAD_DAYS = 366
SUMMER = (7, 8)  # months in which nobody is expected to meet

# Kosovo's holidays are free for everybody; schools that teach in Serbian also keep Serbia's.
_COUNTRIES = {Site.Calendar.KOSOVO: ("XK",), Site.Calendar.SERBIAN: ("XK", "RS")}

# The languages that the package `holidays` speaks for a country. Asked for another it answers in
# English without a word, so all others come from our own catalogue, by these names.
_PACKAGE_SPEAKS = {("XK", "sq"): "sq", ("XK", "sr-latn"): "sr", ("RS", "sr"): "sr"}
HOLIDAYS = (
    gettext_noop("New Year's Day"),
    gettext_noop("Orthodox Christmas Day"),
    gettext_noop("Independence Day"),
    gettext_noop("Eid al-Fitr"),
    gettext_noop("Catholic Easter"),
    gettext_noop("Constitution Day"),
    gettext_noop("Orthodox Easter"),
    gettext_noop("International Labor Day"),
    gettext_noop("Europe Day"),
    gettext_noop("Eid al-Adha"),
    gettext_noop("Catholic Christmas Day"),
    gettext_noop("Statehood Day"),
    gettext_noop("Good Friday"),
    gettext_noop("Holy Saturday"),
    gettext_noop("Easter Sunday"),
    gettext_noop("Easter Monday"),
    gettext_noop("Labor Day"),
    gettext_noop("Armistice Day"),
)


def open_days(start: date, calendars: Collection[str]) -> Iterator[date]:
    """The days of the coming year, `start` included, on which every one of these calendars has school."""
    end = start + timedelta(days=LOOK_AHEAD_DAYS)
    breaks = breaks_between(start, end)
    for number in range(LOOK_AHEAD_DAYS):
        day = start + timedelta(days=number)
        if not any(why_closed(day, calendar, breaks) for calendar in calendars):
            yield day


def why_closed(day: date, calendar: str, breaks: Iterable[SchoolBreak] | None = None) -> str:
    """Why there is no school on this day, in the reader's language; empty when there is.

    Who asks for many days fetches `breaks_between` once and passes them.
    """
    if day.weekday() >= SATURDAY:
        return gettext("weekend")
    if holiday := public_holiday(day, calendar):
        return holiday
    if breaks is None:
        breaks = breaks_between(day, day)
    names = (a_break.name for a_break in breaks if a_break.calendar == calendar and a_break.covers(day))
    return next(names, "")


def breaks_between(start: date, end: date) -> list[SchoolBreak]:
    return list(SchoolBreak.objects.filter(starts_on__lte=end, ends_on__gte=start))


def public_holiday(day: date, calendar: str) -> str:
    """The holiday's name in the reader's language, or nothing.

    Islamic holidays follow the moon, their dates are estimates and said to be so.
    """
    for country in _COUNTRIES[Site.Calendar(calendar)]:
        english = _holidays(country, day.year, "en_US").get(day)
        if english is None:
            continue
        name = _spoken_name(country, day, english)
        if "estimated" in english:
            return gettext("%(holiday)s (to be confirmed)") % {"holiday": name}
        return name
    return ""


def _spoken_name(country: str, day: date, english: str) -> str:
    spoken = _PACKAGE_SPEAKS.get((country, get_language() or ""))
    if spoken:
        return _without_remarks(_holidays(country, day.year, spoken)[day])
    return " · ".join(gettext(name) for name in _without_remarks(english).split("; "))


def _without_remarks(name: str) -> str:
    """Without "(observed)" and "(estimated)"."""
    return re.sub(r" \([^)]*\)", "", name)


@lru_cache(maxsize=64)
def _holidays(country: str, year: int, language: str) -> dict[date, str]:
    # A plain dict: the package's own object adds years while it is read, which threads must not share.
    return dict(holidays.country_holidays(country, years=year, language=language))
