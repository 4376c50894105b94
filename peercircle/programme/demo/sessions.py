"""The sessions of both field phases, and who came: each of the 888 at least once.

Written in bulk, like the meetings. Municipality by municipality an information meeting, at each site coaching, then
observation; before a group is founded its development, and afterwards supervision.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import cycle

from peercircle.people.models import Person
from peercircle.places.calendar import open_days
from peercircle.places.models import Municipality, Site
from peercircle.programme.demo.circles import Circle, at
from peercircle.programme.demo.landscape import Landscape, Workplace
from peercircle.programme.demo.people import EXPERTS_OF_A_TEAM, LEADING_AND_CARING, People
from peercircle.programme.models import ExpertTeam, GuestTally, Phase, Session, SessionAttendance, Topic

Kind = Session.Kind

COACHINGS_OF_A_SCHOOL = 4
COACHINGS_OF_A_CENTRE = 2
COMES = 0.62
MINUTES = {Kind.COACHING: 90, Kind.SUPERVISION: 90, Kind.DEVELOPMENT: 120, Kind.OBSERVATION: 60, Kind.INFORMATION: 60}
BEGINNINGS = (time(10, 30), time(12, 0), time(13, 30), time(14, 0))
EVENING = time(18, 0)


@dataclass
class Diary:
    """All rows of the sessions, to be written at once."""

    phases: list[Phase]
    team_of: dict[int, tuple[ExpertTeam, list[Person]]]  # by municipality
    today: date
    rng: random.Random
    sessions: list[Session] = field(default_factory=list)
    leaders: list[list[Person]] = field(default_factory=list)
    topics: list[list[Topic]] = field(default_factory=list)
    attendances: list[SessionAttendance] = field(default_factory=list)
    tallies: list[GuestTally] = field(default_factory=list)
    came: set[int] = field(default_factory=set)

    def hold(
        self,
        kind: Session.Kind,
        wanted: date,
        where: Site | Municipality,
        people: Iterable[Person] = (),
        topics: Iterable[Topic] = (),
    ) -> Session:
        """On the first day with school from `wanted` on; one that lies ahead is planned and nobody came yet."""
        site = where if isinstance(where, Site) else None
        municipality = where if isinstance(where, Municipality) else where.municipality
        day = next(open_days(wanted, {site.calendar if site else Site.Calendar.KOSOVO}))
        team, experts = self.team_of[municipality.pk]
        session = Session(
            phase=next(phase for phase in self.phases if phase.starts_on <= day <= phase.ends_on),
            team=team,
            kind=kind,
            held_on=day,
            start_time=self.rng.choice(BEGINNINGS),
            minutes=MINUTES[kind],
            municipality=municipality,
            site=site,
            place="" if site else municipality.name_sq,
            state=Session.State.HELD if day < self.today else Session.State.PLANNED,
        )
        self.sessions.append(session)
        self.leaders.append(experts[len(self.sessions) % EXPERTS_OF_A_TEAM :][:2])
        self.topics.append(list(topics))
        if session.is_held:
            self.register(session, people, experts[0])
        return session

    def register(self, session: Session, people: Iterable[Person], by: Person) -> None:
        method = SessionAttendance.Method.REGISTER
        for person in people:
            self.came.add(person.pk)
            self.attendances.append(
                SessionAttendance(
                    session=session,
                    person=person,
                    method=method,
                    recorded_at=at(session.held_on, EVENING),
                    recorded_by=by,
                )
            )

    def save(self) -> None:
        Session.objects.bulk_create(self.sessions)
        SessionAttendance.objects.bulk_create(self.attendances)
        GuestTally.objects.bulk_create(self.tallies)
        led_by, about = Session.leaders.through, Session.topics.through
        led_by.objects.bulk_create(
            led_by(session_id=session.pk, person_id=expert.pk)
            for session, experts in zip(self.sessions, self.leaders, strict=True)
            for expert in experts
        )
        about.objects.bulk_create(
            about(session_id=session.pk, topic_id=topic.pk)
            for session, topics in zip(self.sessions, self.topics, strict=True)
            for topic in topics
        )


def hold_sessions(landscape: Landscape, people: People, circles: list[Circle], today: date, rng: random.Random) -> None:
    teams = {
        municipality.pk: (team, people.experts[number * EXPERTS_OF_A_TEAM :][:EXPERTS_OF_A_TEAM])
        for number, team in enumerate(landscape.teams)
        for municipality in team.municipalities.all()
    }
    diary = Diary(landscape.phases, teams, today, rng)
    topics = list(Topic.objects.all())
    _inform(diary, landscape.workplaces, people)
    for number, workplace in enumerate(landscape.workplaces):
        _coach(diary, workplace, people.at[workplace.site.pk], topics, number)
    _observe(diary, landscape.workplaces, people)
    for circle in circles:
        _found_and_supervise(diary, circle, people, topics)
    _plan_ahead(diary, landscape.workplaces, topics)
    diary.save()


def _by_municipality(workplaces: list[Workplace]) -> dict[Municipality, list[Site]]:
    sites: dict[Municipality, list[Site]] = {}
    for workplace in workplaces:
        sites.setdefault(workplace.site.municipality, []).append(workplace.site)
    return sites


def _inform(diary: Diary, workplaces: list[Workplace], people: People) -> None:
    """Directors, psychologists and pedagogues hear of it first; of others only the number is known."""
    start = diary.phases[0].starts_on
    for number, (municipality, sites) in enumerate(_by_municipality(workplaces).items()):
        invited = [person for site in sites for person in people.at[site.pk] if person.profession in LEADING_AND_CARING]
        session = diary.hold(Kind.INFORMATION, start + timedelta(days=2 * number), municipality, _some(diary, invited))
        guests = diary.rng.randint(6, 24)
        diary.tallies.append(GuestTally(session=session, number=guests, method=GuestTally.Method.ESTIMATE))


def _coach(diary: Diary, workplace: Workplace, colleagues: list[Person], topics: list[Topic], number: int) -> None:
    """Phase I, and for schools once more in phase II. Who never came before comes to the last one of phase I."""
    first = diary.phases[0].starts_on + timedelta(days=30 + number % 12)
    is_school = workplace.site.kind == Site.Kind.SCHOOL
    times = COACHINGS_OF_A_SCHOOL if is_school else COACHINGS_OF_A_CENTRE
    taught = cycle(topics[number % len(topics) :] + topics[: number % len(topics)])
    for turn in range(times):
        present = _some(diary, colleagues)
        if turn == times - 1:
            present += [each for each in colleagues if each.pk not in diary.came and each not in present]
        diary.hold(Kind.COACHING, first + timedelta(days=40 * turn), workplace.site, present, [next(taught)])
    if is_school:
        second = diary.phases[1].starts_on + timedelta(days=20 + 5 * number)
        diary.hold(Kind.COACHING, second, workplace.site, _some(diary, colleagues), [next(taught)])


def _observe(diary: Diary, workplaces: list[Workplace], people: People) -> None:
    end = diary.phases[0].ends_on
    for number, sites in enumerate(_by_municipality(workplaces).values()):
        first = people.at[sites[0].pk]
        caring = [person for site in sites for person in people.at[site.pk] if person.profession in LEADING_AND_CARING]
        present = dict.fromkeys(_some(diary, caring) + first[:6])
        diary.hold(Kind.OBSERVATION, end - timedelta(days=50 - 3 * number), sites[0], present)


def _found_and_supervise(diary: Diary, circle: Circle, people: People, topics: list[Topic]) -> None:
    members = [membership.person for membership in circle.memberships]
    curious = [person for person in people.at[circle.sites[0].pk] if person not in members][:5]
    founded, site = circle.group.founded_on, circle.sites[0]
    for days in (70, 45, 20):
        present = _some(diary, members, 0.9) + _some(diary, curious, 0.4)
        diary.hold(Kind.DEVELOPMENT, founded - timedelta(days=days), site, present)
    for days in (60, 150, 240):
        wanted = founded + timedelta(days=days)
        if wanted < diary.today - timedelta(days=30):
            diary.hold(Kind.SUPERVISION, wanted, site, _some(diary, members, 0.8), topics[-1:])


def _plan_ahead(diary: Diary, workplaces: list[Workplace], topics: list[Topic]) -> None:
    """For each municipality one session to come, in turn a coaching and a supervision."""
    for number, sites in enumerate(_by_municipality(workplaces).values()):
        kind = Kind.SUPERVISION if number % 3 == 1 else Kind.COACHING
        wanted = diary.today + timedelta(days=3 + 4 * (number % 5))
        diary.hold(kind, wanted, sites[-1], topics=[topics[number % len(topics)]])


def _some(diary: Diary, people: list[Person], chance: float = COMES) -> list[Person]:
    return [person for person in people if diary.rng.random() < chance]
