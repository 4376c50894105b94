"""Days and clocks as one says them, in the reader's language."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_noop

register = template.Library()

# Django's Albanian begins days and months with a capital letter and misspells Sunday. What is in our catalogue
# goes before what is in Django's.
NAMES = [
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
]


@register.filter(expects_localtime=True)
def day(when: date | datetime | None) -> str:
    """Tuesday 8 December; with the year when it is not this year's."""
    if not when:
        return ""
    spoken = date_format(when, "DAY_FORMAT")
    if when.year != timezone.localdate().year:
        spoken = spoken.replace(date_format(when, "MONTH_DAY_FORMAT"), date_format(when, "DATE_FORMAT"))
    return spoken


@register.filter(expects_localtime=True)
def clock(when: datetime | None) -> str:
    """14:05, in every language."""
    return date_format(when, "TIME_FORMAT") if when else ""
