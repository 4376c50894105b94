"""The results of the activity for the International Aid Transparency Initiative (IATI 2.03).

A fragment: identifiers, money and the rest belong to the office that publishes. Hidden numbers are left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peercircle.kit.signs import readable
from peercircle.reports.figures import Line, Told
from peercircle.reports.models import Measure, Target
from peercircle.reports.report import Report, title_of

FUNDING, IMPLEMENTING = "1", "4"
STARTED, ENDS = "2", "3"  # an actual start, a planned end
OUTPUT, UNIT = "1", "1"
LANGUAGES = {"sr-latn": "sr-Latn"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def make(report: Report) -> bytes:
    language = get_language() or "en"
    activities = Element("iati-activities", {"version": "2.03"})
    activity = SubElement(activities, "iati-activity", {LANGUAGE: LANGUAGES.get(language, language)})
    _named(activity, "title", report.programme.name)
    for role, name in [(FUNDING, report.programme.funder), (IMPLEMENTING, report.programme.implementer)]:
        _named(activity, "participating-org", name, {"role": role})
    for kind, day in [(STARTED, report.programme.starts_on), (ENDS, report.programme.ends_on)]:
        SubElement(activity, "activity-date", {"type": kind, "iso-date": day.isoformat()})
    SubElement(activity, "recipient-country", {"code": "XK", "percentage": "100"})
    result = SubElement(activity, "result", {"type": OUTPUT, "aggregation-status": "false"})
    _named(result, "title", _("Whom we reached"))
    _named(result, "description", report.state)
    for line in report.whole:
        _indicator(result, report, line)
    ElementTree.indent(activities)
    return ElementTree.tostring(activities, encoding="utf-8", xml_declaration=True)


def _indicator(result: Element, report: Report, line: Line) -> None:
    actuals = list(_actuals(report, line))
    targets = [target for target in report.targets if target.measure == line.measure]
    if not actuals and not targets:
        return
    indicator = SubElement(result, "indicator", {"measure": UNIT, "ascending": "true", "aggregation-status": "false"})
    _named(indicator, "title", line.name)
    if targets:
        begun = report.programme.starts_on
        said = {"year": str(begun.year), "iso-date": begun.isoformat(), "value": str(targets[0].baseline)}
        SubElement(indicator, "baseline", said)
    if actuals:
        period = _period(indicator, report.since, report.until)
        for value, dimension, comment in actuals:
            _actual(period, value, dimension, comment)
    for target in targets:
        _target(indicator, report, target)


def _target(indicator: Element, report: Report, target: Target) -> None:
    """What was promised is counted from the programme's first day."""
    period = _period(indicator, report.programme.starts_on, target.due_on)
    SubElement(period, "target", {"value": str(target.wanted)})


def _period(indicator: Element, since: dt.date, until: dt.date) -> Element:
    period = SubElement(indicator, "period")
    SubElement(period, "period-start", {"iso-date": since.isoformat()})
    SubElement(period, "period-end", {"iso-date": until.isoformat()})
    return period


def _actuals(report: Report, line: Line) -> Iterator[tuple[int, tuple[str, str] | None, str]]:
    """The whole as it stands now, then each part as it was reported."""
    if not line.stands.is_hidden:
        yield line.stands.value, None, _comment(line)
    if line.measure not in (Measure.PEOPLE, Measure.ATTENDANCES):
        return
    for told in report.tables:
        for row in told.rows:
            if row.told:
                yield getattr(row.told, line.measure), (title_of(told), row.name), ""


def _comment(line: Line) -> str:
    if not line.corrections:
        return ""
    return _("Reported as %(number)s, then corrected: %(reason)s") % {
        "number": _number(line.reported),
        "reason": line.corrections[-1].reason,
    }


def _number(told: Told) -> str:
    return "–" if told.is_hidden else str(told.value)


def _actual(period: Element, value: int, dimension: tuple[str, str] | None, comment: str) -> None:
    actual = SubElement(period, "actual", {"value": str(value)})
    if dimension:
        SubElement(actual, "dimension", {"name": dimension[0], "value": readable(dimension[1])})
    if comment:
        _named(actual, "comment", comment)


def _named(parent: Element, tag: str, text: str, more: dict[str, str] | None = None) -> None:
    SubElement(SubElement(parent, tag, more or {}), "narrative").text = readable(text)
