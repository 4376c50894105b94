"""A report for those who pay for the programme: everything that stands in it, whatever the file.

It holds what the pages tell and nothing else. Of a period it tells what was reported and what was corrected since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from peercircle.kit.refusals import Refused
from peercircle.kit.signs import readable
from peercircle.programme.models import Programme
from peercircle.reports import pictures
from peercircle.reports.counting import Count, Guests, Scope
from peercircle.reports.definitions import definitions
from peercircle.reports.figures import Line, Told, current, lines
from peercircle.reports.guests import told_guests
from peercircle.reports.masking import cell
from peercircle.reports.models import Measure, Part, Period, Target
from peercircle.reports.naming import TITLES, grouped, hidden_sign, names
from peercircle.reports.pictures import Picture
from peercircle.reports.reach import TOTAL, reach
from peercircle.reports.reported import GUESTS
from peercircle.reports.tables import Row, Table, source, table

TABLES = ("municipality", "kind", "topic", "role", "sex", "age", "phase", "method")
GROUPS_ON_A_PAGE, PAGES_OF_GROUPS = 14, 3


@dataclass(frozen=True)
class Report:
    programme: Programme
    since: dt.date
    until: dt.date
    made_on: dt.date
    period: Period | None  # when it is about one; else about all time
    lines: list[Line]  # the figures of the whole, then what was corrected in municipalities
    guests: Guests | None
    tables: list[Table]
    pictures: list[Picture]
    targets: list[Target]

    @property
    def title(self) -> str:
        return _("Report: %(name)s") % {"name": readable(self.programme.name)}

    @property
    def time(self) -> str:
        return f"{date_format(self.since)} – {date_format(self.until)}"

    @property
    def state(self) -> str:
        if not self.period or not self.period.locked_at:
            return _("The numbers of the whole time, as the records tell them on %(day)s.") % {
                "day": date_format(self.made_on)
            }
        day = date_format(timezone.localdate(self.period.locked_at))
        return _("The numbers as they were reported on %(day)s. What changed since stands beside them.") % {"day": day}

    @property
    def whole(self) -> list[Line]:
        return [line for line in self.lines if not line.municipality]

    @property
    def corrected(self) -> list[Line]:
        return [line for line in self.lines if line.corrections]

    @property
    def total(self) -> Count | None:
        """As it was reported; None when it is hidden."""
        told = {line.measure: line.reported for line in self.whole}
        people, attendances = told[Measure.PEOPLE], told[Measure.ATTENDANCES]
        return None if people.is_hidden else Count(people.value, attendances.value)

    @property
    def paid_by(self) -> str:
        said = {"funder": readable(self.programme.funder), "implementer": readable(self.programme.implementer)}
        return _("Paid by %(funder)s, carried out by %(implementer)s") % said

    @property
    def hides(self) -> bool:
        return any(told.hides for told in self.tables)

    @property
    def number_head(self) -> str:
        """Numbers of the whole time go on: nobody reported them."""
        return pgettext("a number", "Reported") if self.period else pgettext("a number", "So far")

    def figure_head(self) -> list[str]:
        corrected = [pgettext("a number", "Corrected")] if self.corrected else []
        return [_("What is counted"), self.number_head, *corrected]

    def figure_rows(self) -> list[list[str]]:
        return [
            [
                line.name,
                said(line.reported),
                *([said(line.stands) if line.corrections else "–"] if self.corrected else []),
            ]
            for line in self.whole
        ]

    @staticmethod
    def correction_head() -> list[str]:
        return [
            _("What is counted"),
            pgettext("a number", "Reported"),
            pgettext("a number", "Corrected"),
            _("Day"),
            _("Why"),
        ]

    def correction_rows(self) -> list[tuple[str, ...]]:
        return [
            (
                f"{line.municipality.both_names}: {line.name}" if line.municipality else line.name,
                said(line.reported),
                said(Told(each.value, each.is_hidden)),
                date_format(timezone.localdate(each.noted_at)),
                each.reason,
            )
            for line in self.lines
            for each in line.corrections
        ]

    @property
    def guests_said(self) -> str:
        if not self.guests:
            return ""
        fewest, most = self.guests.fewest, self.guests.most
        said = {"fewest": grouped(fewest), "most": grouped(most)}
        if fewest == most:
            words = ngettext(
                "And %(most)s guest whose name nobody took: an estimate, not added to the people.",
                "And %(most)s guests whose names nobody took: an estimate, not added to the people.",
                most,
            )
        elif fewest:
            words = ngettext(
                "And %(fewest)s to %(most)s guest whose names nobody took: an estimate, not added to the people.",
                "And %(fewest)s to %(most)s guests whose names nobody took: an estimate, not added to the people.",
                most,
            )
        else:
            words = ngettext(
                "And at most %(most)s guest whose name nobody took: an estimate, not added to the people.",
                "And at most %(most)s guests whose names nobody took: an estimate, not added to the people.",
                most,
            )
        return words % said

    @property
    def file_name(self) -> str:
        """Of days only: a name is read in every list of downloads."""
        return f"report-{self.since}-{self.until}"

    @staticmethod
    def definitions() -> list[tuple[str, str]]:
        return definitions()

    @staticmethod
    def narrative() -> list[tuple[str, str]]:
        """What nobody can count, to be written by those who were there."""
        return [
            (_("What we did"), _("Write here in a few sentences what happened in this time, and where.")),
            (
                _("What changed"),
                _("Write what is different now for the colleagues and their groups, and how you know it."),
            ),
            (_("What was hard"), _("Write what did not go as planned, why, and what you did about it.")),
            (
                _("What comes next"),
                _("Write what is planned. What is planned is not reached yet, so it is not in the numbers."),
            ),
            (
                _("Stories"),
                _("Only what a group has published itself, in its words. No names, and nobody who can be recognised."),
            ),
        ]


def of_programme(programme: Programme, *, now: dt.datetime) -> Report:
    """Over all time, until today."""
    today = timezone.localdate(now)
    scope = Scope(programme=programme)
    found = {about: reach(scope, about) for about in dict.fromkeys(source(each) for each in TABLES)}
    tables = [table(found[source(each)], each) for each in TABLES]
    figures = current(programme)
    return Report(
        programme=programme,
        since=programme.starts_on,
        until=max(today, programme.starts_on),
        made_on=today,
        period=None,
        lines=[Line(measure, None, figures[measure, None], [], figures[measure, None]) for measure in Measure],
        guests=told_guests(scope, found["municipality"].reported).get(TOTAL),
        tables=tables,
        pictures=[pictures.people_over_time(scope), *_pictures(scope, tables[0], now=now, today=today)],
        targets=list(Target.objects.filter(programme=programme)),
    )


def of_period(period: Period, *, now: dt.datetime) -> Report:
    """As it was reported; before that there is nothing to hand over, for the numbers may still change."""
    if not period.is_locked:
        raise Refused(_("Report these numbers first. A report is made of numbers that stay."))
    scope = Scope(programme=period.programme, since=period.starts_on, until=period.ends_on)
    parts = list(Part.objects.filter(period=period))
    tables = [_table(each, [part for part in parts if part.dimension == each]) for each in TABLES]
    return Report(
        programme=period.programme,
        since=period.starts_on,
        until=period.ends_on,
        made_on=timezone.localdate(now),
        period=period,
        lines=[line for line in lines(period) if line.corrections or not line.municipality],
        guests=next((Guests(part.people, part.attendances) for part in parts if part.dimension == GUESTS), None),
        tables=tables,
        pictures=_pictures(scope, tables[0], now=now, today=period.ends_on),
        targets=list(Target.objects.filter(programme=period.programme)),
    )


def _table(dimension: str, parts: Iterable[Part]) -> Table:
    said = {part.word: None if part.is_hidden else Count(part.people, part.attendances) for part in parts}
    known = names(dimension, said) if said else {}
    rows = [Row(word, name, cell(**{dimension: word}), said[word], []) for word, name in known.items()]
    return Table(dimension, [], rows, None)


def _pictures(scope: Scope, places: Table, *, now: dt.datetime, today: dt.date) -> list[Picture]:
    """The rhythm of many groups takes several pictures, of a page each."""
    groups = list(pictures.groups_in(scope))
    shown = [groups[first : first + GROUPS_ON_A_PAGE] for first in range(0, len(groups), GROUPS_ON_A_PAGE)]
    strips = [pictures.rhythm(some, today=today) for some in shown[:PAGES_OF_GROUPS]]
    if len(shown) > PAGES_OF_GROUPS:
        said = {"all": grouped(len(groups)), "shown": GROUPS_ON_A_PAGE * PAGES_OF_GROUPS}
        some_of_all = _("Of %(all)s groups the first %(shown)s.") % said
        strips = [replace(strip, explained=f"{strip.explained} {some_of_all}") for strip in strips]
    return [
        pictures.map_of({row.value: row.told for row in places.rows}),
        pictures.needs(scope, now=now),
        *strips,
    ]


def title_of(told: Table) -> str:
    return str(TITLES[told.dimension])


def said(told: Told) -> str:
    return hidden_sign() if told.is_hidden else grouped(told.value)
