"""Days and clocks as one says them, in the reader's language."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

register = template.Library()

# Albanian writes days and months small; Django's catalogue begins them with a capital.
_SMALL_DAYS = {"sq"}


@register.filter(expects_localtime=True)
def day(when: date | datetime | None) -> str:
    """Tuesday 8 December; with the year when it is not this year's."""
    if not when:
        return ""
    spoken = date_format(when, "DAY_FORMAT")
    if when.year != timezone.localdate().year:
        spoken = spoken.replace(date_format(when, "MONTH_DAY_FORMAT"), date_format(when, "DATE_FORMAT"))
    return spoken.lower() if get_language() in _SMALL_DAYS else spoken


@register.filter(expects_localtime=True)
def clock(when: datetime | None) -> str:
    """14:05, in every language."""
    return date_format(when, "TIME_FORMAT") if when else ""
