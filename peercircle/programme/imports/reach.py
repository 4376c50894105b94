"""What the one who sends a file looks after: teams, phases, sessions, people. All asked for once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from peercircle.kit.folding import fold
from peercircle.people.models import Person
from peercircle.programme.imports.values import Wrong
from peercircle.programme.imports.where import Places
from peercircle.programme.models import ExpertTeam, GuestTally, Phase, Session, Topic

LANGUAGES = ("sq", "sr", "en", "de")

Where = tuple[int, int | None, str]  # municipality, site, folded place


@dataclass(frozen=True)
class Recorded:
    """A session that is known already."""

    pk: int
    start_time: dt.time | None
    state: str


class Reach:
    def __init__(self, teams: QuerySet[ExpertTeam], people: QuerySet[Person], *, today: dt.date) -> None:
        self.teams = teams
        self.people = people
        self.today = today
        self.places = Places()

    @cached_property
    def _team_of(self) -> dict[int, int]:
        pairs = self.teams.order_by("-name", "-pk").values_list("municipalities", "pk")
        return {municipality: team for municipality, team in pairs if municipality}

    @cached_property
    def _phases(self) -> dict[int, list[tuple[dt.date, dt.date]]]:
        """By team."""
        of_programme = defaultdict(list)
        for programme, first, last in Phase.objects.values_list("programme", "starts_on", "ends_on"):
            of_programme[programme].append((first, last))
        return {team: of_programme[programme] for team, programme in self.teams.values_list("pk", "programme")}

    @cached_property
    def _recorded(self) -> dict[tuple[Where, str, dt.date], list[Recorded]]:
        found: defaultdict[tuple[Where, str, dt.date], list[Recorded]] = defaultdict(list)
        rows = Session.objects.filter(team__in=self.teams.values("pk")).values_list(
            "municipality", "site", "place", "kind", "held_on", "pk", "start_time", "state"
        )
        for municipality, site, place, kind, day, pk, time, state in rows:
            found[(municipality, site, fold(place)), kind, day].append(Recorded(pk, time, state))
        return found

    @cached_property
    def tallies(self) -> dict[int, int]:
        counted = GuestTally.objects.filter(session__team__in=self.teams.values("pk"))
        return dict(counted.values_list("session", "number"))

    @cached_property
    def names(self) -> dict[int, tuple[str, str]]:
        """Who may be known by name here, first name and family name."""
        return {pk: (given, family) for pk, given, family in self.people.values_list("pk", "given_name", "family_name")}

    @cached_property
    def _same_as(self) -> dict[int, int]:
        doubles = Person.objects.filter(same_as__isnull=False)
        return {pk: kept for pk, kept in doubles.values_list("pk", "same_as") if kept}

    def themselves(self, pk: int) -> int:
        """Who is meant, when this person was entered twice."""
        while pk in self._same_as:
            pk = self._same_as[pk]
        return pk

    @cached_property
    def namesakes(self) -> dict[str, set[int]]:
        found = defaultdict(set)
        for pk, (given, family) in self.names.items():
            found[f"{fold(given)}|{fold(family)}"].add(self.themselves(pk))
        return found

    @cached_property
    def workplaces(self) -> dict[int, frozenset[int]]:
        found = defaultdict(set)
        for person, site in self.people.exclude(workplaces=None).values_list("pk", "workplaces"):
            found[person].add(site)
        return {person: frozenset(sites) for person, sites in found.items()}

    @cached_property
    def _topics(self) -> dict[str, int]:
        names = {fold(topic.name_in(each)): topic.pk for topic in Topic.objects.all() for each in LANGUAGES}
        return names | {f"topic {pk}": pk for pk in names.values()}

    def team(self, municipality: int) -> int:
        if municipality not in self._team_of:
            raise Wrong("not-yours")
        return self._team_of[municipality]

    def check_day(self, day: dt.date, team: int) -> None:
        if day > self.today:
            raise Wrong("ahead")
        if not any(first <= day <= last for first, last in self._phases[team]):
            raise Wrong("no-phase")

    def recorded(self, where: Where, kind: str, day: dt.date, time: dt.time | None) -> Recorded | None:
        """The same kind at the same place on the same day; the hour tells two of a day apart."""
        there = self._recorded.get((where, kind, day), [])
        possible = [each for each in there if time is None or each.start_time in (None, time)]
        exactly = [each for each in possible if each.start_time == time]
        possible = exactly or possible
        not_called_off = [each for each in possible if each.state != Session.State.CANCELLED]
        if possible and not not_called_off:
            raise Wrong("called-off")
        if len(not_called_off) > 1:
            raise Wrong("two-sessions")
        return not_called_off[0] if not_called_off else None

    def topics(self, cell: object) -> tuple[set[int], bool]:
        """Those that are known, and whether all are. Commas, semicolons or, as Kobo does it, spaces stand between."""
        text = str(cell)
        if whole := self._topics.get(fold(text)):
            return {whole}, True
        parts = text.split() if text.startswith("topic_") else text.replace(";", ",").split(",")
        found = {self._topics.get(fold(part)) for part in parts if part.strip()}
        if None in found and (in_a_row := self._in_a_row(fold(text))):
            return in_a_row, True
        return {pk for pk in found if pk}, None not in found

    def _in_a_row(self, text: str) -> set[int]:
        """Kobo puts nothing but a space between the names of several; nothing when there is a word too many."""
        found = set()
        while text:
            begins = (name for name in self._topics if f"{text} ".startswith(f"{name} "))
            name = max(begins, key=len, default="")
            if not name:
                return set()
            found.add(self._topics[name])
            text = text[len(name) :].lstrip()
        return found
