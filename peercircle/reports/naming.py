"""What the words in a cell are called, in the reader's language and in the order in which they are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from peercircle.people.models import Person
from peercircle.places.models import Municipality, Site
from peercircle.programme.models import Phase, Session, SessionAttendance, Topic

TITLES: dict[str, str | Promise] = {
    "municipality": gettext_lazy("Municipality"),
    "site": pgettext_lazy("a school or Learning Centre", "Site"),
    "kind": gettext_lazy("Kind of session"),
    "topic": gettext_lazy("Topic"),
    "phase": pgettext_lazy("of the programme", "Phase"),
    "quarter": gettext_lazy("Quarter of a year"),
    "method": gettext_lazy("How it is known"),
    "role": gettext_lazy("Profession"),
    "sex": gettext_lazy("Sex"),
    "age": gettext_lazy("Age"),
}


def names(dimension: str, values: Collection[str]) -> dict[str, str]:
    """The names of these values, sorted as they are read."""
    known = _NAMES[dimension](values)
    return {value: name for value, name in known.items() if value in values}


def _municipalities(values: Collection[str]) -> dict[str, str]:
    return {place.code: place.both_names for place in Municipality.objects.filter(code__in=values)}


def _sites(values: Collection[str]) -> dict[str, str]:
    sites = Site.objects.filter(pk__in=[value for value in values if value]).select_related("municipality")
    by_place = sorted(sites, key=lambda site: (site.municipality.code, site.name))
    return {str(site.pk): f"{site.both_names}, {site.municipality.both_names}" for site in by_place} | {
        "": pgettext("not at a school or Learning Centre", "elsewhere")
    }


def _topics(_values: Collection[str]) -> dict[str, str]:
    return {str(topic.pk): topic.name for topic in Topic.objects.all()} | {"": _("no topic noted")}


def _phases(_values: Collection[str]) -> dict[str, str]:
    return {str(phase.pk): str(phase) for phase in Phase.objects.all()}


def _quarters(values: Collection[str]) -> dict[str, str]:
    days = {value: dt.date.fromisoformat(value) for value in sorted(values)}
    return {
        value: _("%(year)s, quarter %(number)s") % {"year": day.year, "number": (day.month + 2) // 3}
        for value, day in days.items()
    }


def _said(choices: Collection[tuple[str, str | Promise]]) -> Callable[[Collection[str]], dict[str, str]]:
    """Who would rather not say stands last."""

    def said(_values: Collection[str]) -> dict[str, str]:
        return {value: str(label) for value, label in choices if value} | {"": pgettext("sex or age", "not said")}

    return said


_NAMES: dict[str, Callable[[Collection[str]], dict[str, str]]] = {
    "municipality": _municipalities,
    "site": _sites,
    "kind": _said(Session.Kind.choices),
    "topic": _topics,
    "phase": _phases,
    "quarter": _quarters,
    "method": _said(SessionAttendance.Method.choices),
    "role": _said(Person.Profession.choices),
    "sex": _said(Person.Sex.choices),
    "age": _said(Person.AgeBand.choices),
}


def grouped(value: int) -> str:
    """1,234 in English, 1.234 in Albanian."""
    return number_format(value, use_l10n=True, force_grouping=True)


def hidden_sign() -> str:
    return pgettext("a small number", "hidden")
