"""`manage.py reach`: the numbers of the page, for scripts."""

import json
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from peercircle.programme.models import Phase, Programme
from peercircle.reports.counting import OF_PERSON, Count, Guests, Scope, guests, summed
from peercircle.reports.guests import told_guests
from peercircle.reports.masking import Cell, cell
from peercircle.reports.naming import TITLES
from peercircle.reports.reach import Reach, reach
from peercircle.reports.tables import source, table


class Command(BaseCommand):
    help = "Counts people and attendances. What would point at somebody is hidden, unless --internal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for machines; hidden numbers are null")
        parser.add_argument("--by", default="municipality", choices=list(TITLES), help="the rows")
        parser.add_argument(
            "--across", default="", choices=["", *OF_PERSON], help="the columns, for municipality, phase"
        )
        parser.add_argument("--programme", default="", help="its name, where there are several; else the newest")
        parser.add_argument("--phase", default="", choices=["", *Phase.Kind.values])
        parser.add_argument("--from", dest="since", type=_day, help="the first day (YYYY-MM-DD)")
        parser.add_argument("--to", dest="until", type=_day, help="the last day")
        parser.add_argument("--internal", action="store_true", help="hide nothing; never to be published")

    def handle(
        self, *, by: str, across: str, programme: str, phase: str, internal: bool, json: bool, **options: Any
    ) -> None:
        if across and by not in ("municipality", "phase"):
            raise CommandError("Only municipality and phase are divided further.")
        if options["since"] and options["until"] and options["since"] > options["until"]:
            raise CommandError("The last day lies before the first.")
        known = list(Programme.objects.exclude(phases=None).distinct())
        one = _programme(known, programme)
        scope = Scope(programme=one if len(known) > 1 else None, since=options["since"], until=options["until"])
        within = cell(phase=str(_phase(one, phase).pk)) if phase else cell()
        found = reach(scope, source(by))
        came = _all_guests(scope, within) if internal else told_guests(scope, found.reported).get(within)
        if internal:
            found = Reach(found.counts, frozenset())
        told = table(found, by, within, across)
        rows = [
            {by: row.value, "name": row.name, **_numbers(row.told)}
            | ({"across": {name: _numbers(count) for name, count in row.across}} if across else {})
            for row in told.rows
        ]
        answer = {
            "from": options["since"],
            "to": options["until"],
            "programme": one.name if one else None,
            "phase": phase or None,
            "internal": internal,
            **_numbers(told.whole),
            "guests": {"fewest": came.fewest or None, "most": came.most, "method": "estimate"} if came else None,
            "by": by,
            "rows": rows,
        }
        self.stdout.write(_as_json(answer) if json else _as_text(answer))


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as wrong:
        raise ArgumentTypeError(f"{said!r} is no day; write it as 2026-12-03") from wrong


def _programme(known: list[Programme], name: str) -> Programme | None:
    """Of several always one: all of them, less one that is reported, would tell of the few of another."""
    found = [each for each in known if name in ("", each.name)]
    if name and not found:
        raise CommandError("There is no such programme.")
    return found[0] if found else None


def _phase(programme: Programme | None, kind: str) -> Phase:
    phase = Phase.objects.filter(programme=programme, kind=kind).first()
    if phase is None:
        raise CommandError("The programme has no such phase.")
    return phase


def _all_guests(scope: Scope, within: Cell) -> Guests | None:
    found = summed(each for (phase, _time), each in guests(scope, {}).items() if cell(phase=phase) >= within)
    return found if found.most else None


def _numbers(count: Count | None) -> dict[str, int | None]:
    return {"people": count.people if count else None, "attendances": count.attendances if count else None}


def _as_json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2, default=str)


def _as_text(answer: dict[str, Any]) -> str:
    lines = [("", "people", "attendances"), ("in all", answer["people"], answer["attendances"])]
    lines += [(row["name"], row["people"], row["attendances"]) for row in answer["rows"]]
    told = [(name, *("hidden" if number is None else number for number in numbers)) for name, *numbers in lines]
    return "\n".join(f"{name:<48} {people:>10} {attendances:>12}" for name, people, attendances in told)
