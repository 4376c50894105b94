"""The programme, its phases and teams, the sites, the school year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from peercircle.places.actions import site_search_text
from peercircle.places.models import Municipality, SchoolBreak, Site
from peercircle.programme.demo import reading
from peercircle.programme.models import ExpertTeam, Phase, Programme

PROGRAMME = "Psychosocial support in basic education"
# In days from today: when each phase begins and ends.
PHASES = {
    Phase.Kind.FIELD_1: (-760, -561),
    Phase.Kind.FIELD_2: (-560, 90),
    Phase.Kind.SELF_RUN: (91, 400),
}
SCHOOL_YEARS = (-2, -1, 0, 1)


@dataclass(frozen=True)
class Workplace:
    site: Site
    language: str  # whose names its people carry


@dataclass(frozen=True)
class Landscape:
    phases: list[Phase]
    teams: list[ExpertTeam]
    workplaces: list[Workplace]


def build(today: date) -> Landscape:
    programme = found_programme(today)
    phases = [
        Phase.objects.create(
            programme=programme, kind=kind, starts_on=today + timedelta(first), ends_on=today + timedelta(last)
        )
        for kind, (first, last) in PHASES.items()
    ]
    teams = found_teams(programme)
    workplaces = build_sites()
    enter_breaks(today)
    return Landscape(phases, teams, workplaces)


def found_programme(today: date) -> Programme:
    return Programme.objects.create(
        name=PROGRAMME,
        funder="Ministry of Education",
        implementer="PeerCircle demo",
        starts_on=today + timedelta(PHASES[Phase.Kind.FIELD_1][0]),
        ends_on=today + timedelta(PHASES[Phase.Kind.SELF_RUN][1]),
    )


def found_teams(programme: Programme) -> list[ExpertTeam]:
    teams = []
    for name, codes in reading.rows("teams"):
        team = ExpertTeam.objects.create(programme=programme, name=name)
        team.municipalities.set(Municipality.objects.filter(code__in=codes.split(", ")))
        teams.append(team)
    return teams


def build_sites() -> list[Workplace]:
    municipalities = {municipality.code: municipality for municipality in Municipality.objects.all()}
    workplaces = []
    for code, kind, name_sq, name_sr, calendar, language in reading.rows("sites"):
        municipality = municipalities[code]
        site = Site(
            municipality=municipality,
            kind=kind,
            name_sq=name_sq,
            name_sr=name_sr,
            calendar=calendar,
            search_text=site_search_text(municipality, name_sq, name_sr),
        )
        workplaces.append(Workplace(site, language))
    Site.objects.bulk_create([workplace.site for workplace in workplaces])
    return workplaces


def enter_breaks(today: date) -> None:
    """Typical breaks of the school years around today, for the programme to correct."""
    this_year = today.year if today.month >= 9 else today.year - 1
    SchoolBreak.objects.bulk_create(
        SchoolBreak(name=name, calendar=calendar, starts_on=_day(year, first), ends_on=_day(year, last))
        for year in (this_year + number for number in SCHOOL_YEARS)
        for name, calendar, first, last in reading.rows("breaks")
    )


def _day(school_year: int, month_and_day: str) -> date:
    month, day = map(int, month_and_day.split("-"))
    return date(school_year if month >= 9 else school_year + 1, month, day)
